"""Headers, cookies, hosts, and the moment and session of a request."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.web.conftest import make_app
from web import site


def test_security_headers_stand_on_every_answer(client: FlaskClient) -> None:
    for path in ("/page/", "/nothing-here", "/break", "/static/000000000000/theme.css"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_https_sites_say_so(tmp_path: Path) -> None:
    app = make_app(tmp_path, "https://rd.example")
    answer = app.test_client().get("/page/", headers={"Host": "rd.example"})
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert 'href="https://rd.example/page/"' in answer.text
    assert app.config["SESSION_COOKIE_SECURE"] is True
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-huisheng_test"


def test_reading_sets_no_cookie(client: FlaskClient) -> None:
    for path in ("/page/", "/en/page/", "/nothing-here", "/refuse"):
        answer = client.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "127.0.0.1:9999", "localhost", "[::1]:8000", "LOCALHOST."])
def test_a_loopback_site_answers_to_any_loopback_name(client: FlaskClient, host: str) -> None:
    assert client.get("/page/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "a b", "[::1", "", "rd.example@x"]
)
def test_another_host_is_refused_with_a_page(client: FlaskClient, host: str) -> None:
    answer = client.get("/page/", headers={"Host": host})
    assert answer.status_code == 400
    assert "<h1>" in answer.text
    assert "evil" not in answer.text


def test_a_public_site_answers_to_its_own_name_only(tmp_path: Path) -> None:
    client = make_app(tmp_path, "https://rd.example").test_client()
    assert client.get("/page/", headers={"Host": "RD.example:443"}).status_code == 200
    assert client.get("/page/", headers={"Host": "localhost"}).status_code == 400


def test_forwarded_headers_are_not_believed(client: FlaskClient) -> None:
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example"}
    answer = client.get("/page/", headers=forwarded)
    assert "evil.example" not in answer.text
    assert "https://127" not in answer.text


def test_the_moment_of_a_request_does_not_move(tmp_path: Path) -> None:
    moments = iter(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(100))
    app = make_app(tmp_path, clock=lambda: next(moments))
    with app.test_request_context("/page/"):
        assert site.now() == site.now()


def test_today_is_china_s(client: FlaskClient) -> None:
    assert '<p id="today">2026年11月22日</p>' in client.get("/page/").text


def test_a_session_is_opened_once_and_closed_with_the_request(app: Flask) -> None:
    with app.test_request_context("/page/"):
        session = site.session()
        assert site.session() is session
        assert session.scalar(text("SELECT 1")) == 1
        assert session.in_transaction()
    assert not session.in_transaction()


def test_static_files_are_kept_for_ever_and_a_wrong_fingerprint_is_none(client: FlaskClient) -> None:
    address = re.search(r'href="(/static/\w+/theme\.css)"', client.get("/elder/en/page/").text)
    assert address
    answer = client.get(address.group(1))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.mimetype == "text/css"
    assert client.get("/static/000000000000/theme.css").status_code == 404
    assert client.get("/static/000000000000/../site.py").status_code == 404


def test_every_page_carries_the_government_s_meta_tags(client: FlaskClient) -> None:
    html = client.get("/page/").text
    assert '<meta name="SiteName" content="回声">' in html
    assert '<meta name="SiteDomain" content="127.0.0.1:8000">' in html
    assert '<meta name="SiteIDCode" content="0000000000">' in html
    assert "当前位置：" in html
    assert 'href="tel:00008812345"' in html
    assert "演示数据" in html


def test_the_breadcrumb_is_also_linked_data(client: FlaskClient) -> None:
    html = client.get("/elder/page/").text
    assert '"@type": "BreadcrumbList"' in html
    assert '"item": "http://127.0.0.1:8000/"' in html
