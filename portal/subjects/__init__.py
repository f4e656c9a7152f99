"""Who is reviewed, and the story of one review."""
