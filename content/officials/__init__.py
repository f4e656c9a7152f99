"""Officials and the posts they hold."""
