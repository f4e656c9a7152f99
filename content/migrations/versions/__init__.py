"""Every version of the schema, oldest first."""
