"""The public site over an empty database, at the moment of the factories."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from content.database import Database
from content.settings import Settings
from portal.app import create_portal
from tests.factories import NOW
from web.site import EXTENSION


@pytest.fixture
def app(settings: Settings, database: Database) -> Iterator[Flask]:
    """Give the public site; `database` is the same instance's, for a test to fill."""
    assert database.url == settings.database_url
    made = create_portal(settings, lambda: NOW)
    yield made
    made.extensions[EXTENSION].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser without cookies or scripts."""
    return app.test_client()
