"""Pages about the site itself, for people and for programs."""
