"""Tests of portal/matters."""
