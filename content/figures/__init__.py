"""Figures as others reported them."""
