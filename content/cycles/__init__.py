"""Annual cycles and their stages."""
