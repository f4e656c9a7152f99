"""Documents: written, published, corrected, withdrawn, sent."""
