"""Subjects of oversight: who is reviewed."""
