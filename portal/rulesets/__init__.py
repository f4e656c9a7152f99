"""Rulesets: the list, one with the source of every rule, several side by side."""
