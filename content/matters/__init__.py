"""Oversight of matters."""
