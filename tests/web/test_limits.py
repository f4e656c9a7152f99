"""Addresses become keys that cannot be turned back and change with the day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import make_app
from web import limits
from web.limits import AddressKeys


def _key(keys: AddressKeys, address: str) -> str:
    with Flask(__name__).test_request_context(environ_base={"REMOTE_ADDR": address}):
        return keys()


def test_one_address_has_one_key_a_day() -> None:
    moments = [datetime(2026, 11, 21, 15, 0, tzinfo=UTC)]
    keys = AddressKeys(lambda: moments[0])
    first = _key(keys, "192.0.2.1")
    assert _key(keys, "192.0.2.1") == first
    assert _key(keys, "192.0.2.2") != first
    moments[0] += timedelta(hours=1)  # midnight in China
    assert _key(keys, "192.0.2.1") != first


def test_a_key_does_not_show_its_address_and_differs_between_processes() -> None:
    clock = datetime(2026, 11, 21, tzinfo=UTC)
    one, other = (_key(AddressKeys(lambda: clock), "192.0.2.1") for _ in range(2))
    assert "192" not in one
    assert one != other


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(limits, "PAGES", "2/day")
    return make_app(tmp_path).test_client()


def _statuses(client: FlaskClient, address: str, path: str = "/page/") -> list[int]:
    return [client.get(path, environ_overrides={"REMOTE_ADDR": address}).status_code for _ in range(3)]


def test_one_address_cannot_ask_for_pages_without_end(client: FlaskClient) -> None:
    assert _statuses(client, "192.0.2.1") == [200, 200, 429]
    assert _statuses(client, "192.0.2.2") == [200, 200, 429]


def test_a_proxy_on_this_machine_does_not_make_its_visitors_share_a_limit(client: FlaskClient) -> None:
    assert _statuses(client, "127.0.0.1") == [200, 200, 200]
    assert _statuses(client, "::1") == [200, 200, 200]
