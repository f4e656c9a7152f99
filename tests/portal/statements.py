"""How many statements a request sends to the database."""

from flask import Flask

from tests.statements import counted
from web.site import EXTENSION


def statements_of(app: Flask, path: str) -> int:
    """Count the statements of one page that is answered."""
    with counted(app.extensions[EXTENSION].database.engine) as sent:
        assert app.test_client().get(path).status_code == 200
    return len(sent)
