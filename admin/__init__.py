"""The internal site and the `huisheng` command."""
