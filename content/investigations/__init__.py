"""What investigation groups did and found."""
