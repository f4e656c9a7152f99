"""Annual cycles: the list, one year, years side by side."""
