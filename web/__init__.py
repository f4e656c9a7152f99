"""The Flask parts that both sites share."""
