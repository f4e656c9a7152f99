"""What followed from a result."""
