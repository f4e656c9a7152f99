"""Documents and announcements: lists, one document, its history and its attachments."""
