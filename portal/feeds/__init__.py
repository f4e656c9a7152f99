"""Every listing, the search, one year and one subject as RSS and Atom."""
