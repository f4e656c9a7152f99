"""Tests of content/figures."""
