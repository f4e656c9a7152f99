"""One official over the years."""
