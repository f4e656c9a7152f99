"""Full-text search over what is published: analysis, queries, the index and its one writer."""
