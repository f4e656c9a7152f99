"""Tests of portal/rectification."""
