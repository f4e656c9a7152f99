"""Investigation groups."""
