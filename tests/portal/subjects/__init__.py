"""Tests of portal/subjects."""
