"""Contact channels: how to speak up, and which channels are no longer in use."""
