"""Tests of portal/officials."""
