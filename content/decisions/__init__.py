"""Decisions at gates."""
