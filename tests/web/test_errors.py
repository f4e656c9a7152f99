"""Error pages say what was not understood, in the site's design."""

import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from tests.web.conftest import make_app


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/refuse", 400, "没有“abcd”这个年份。"),
        ("/nothing-here", 404, "/nothing-here"),
        ("/gone", 410, "内容已撤回"),
    ],
)
def test_an_error_page_says_what_happened_and_offers_a_search(
    client: FlaskClient, path: str, status: int, says: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert says in answer.text
    assert answer.text.count('name="q"') == 2
    assert '<meta name="robots" content="noindex">' in answer.text
    assert 'rel="canonical"' not in answer.text


def test_a_failure_is_logged_and_shows_no_trace(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/break")
    assert answer.status_code == 500
    assert "RuntimeError" not in answer.text
    assert "本站出了故障" in answer.text
    assert "/break" in caplog.text


def test_a_method_that_does_not_fit_names_those_that_do(client: FlaskClient) -> None:
    answer = client.post("/page/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "这个地址不接受这样的操作" in answer.text


def test_what_a_visitor_typed_is_never_markup(client: FlaskClient) -> None:
    answer = client.get("/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_too_many_requests_get_a_page_that_says_when_to_come_back(client: FlaskClient) -> None:
    answers = [client.get("/twice-a-day") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert "访问太频繁" in answers[2].text


def test_another_address_is_not_limited_with_it(client: FlaskClient) -> None:
    for _ in range(3):
        client.get("/twice-a-day")
    elsewhere = client.get("/twice-a-day", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200


def test_without_a_database_the_page_says_so(tmp_path: Path) -> None:
    app = make_app(tmp_path)

    @app.get("/needs-database")
    def needs_database() -> str:
        raise OperationalError("SELECT 1", None, Exception("no server"))

    answer = app.test_client().get("/needs-database")
    assert answer.status_code == 503
    assert "数据库" in answer.text
    assert "SELECT" not in answer.text
