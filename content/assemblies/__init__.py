"""Standing committees and their terms."""
