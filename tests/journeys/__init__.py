"""Walks through the running product in a real browser, in the user's words."""
