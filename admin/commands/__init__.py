"""The `huisheng` command: one file a verb, and what the verbs share."""
