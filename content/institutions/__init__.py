"""Institutions that are overseen."""
