"""Tests of portal/decisions."""
