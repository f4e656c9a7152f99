"""Full-text search, as a page and as feeds."""
