"""Tests of portal/hearings."""
