"""Language and layout in the path."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from web.prefixes import canonical_path, current_language, current_layout, know_query, link, url_in


def _hrefs(html: str) -> dict[str, str]:
    return dict(re.findall(r'id="(\w+)" href="([^"]*)"', html))


@pytest.mark.parametrize(
    ("prefix", "language", "layout"),
    [("", "zh-CN", ""), ("/en", "en", ""), ("/elder", "zh-CN", "elder"), ("/elder/en", "en", "elder")],
)
def test_a_prefix_chooses_language_and_layout_and_stays(
    client: FlaskClient, prefix: str, language: str, layout: str
) -> None:
    html = client.get(f"{prefix}/page/").text
    assert f'<html lang="{language}">' in html
    assert ('<body class="elder">' in html) == bool(layout)
    assert _hrefs(html) == {"next": f"{prefix}/page/", "path": f"{prefix}/documents/abc"}


def test_the_other_order_of_prefixes_is_no_address(client: FlaskClient) -> None:
    assert client.get("/en/elder/page/").status_code == 404


def test_a_path_that_only_begins_like_a_prefix_is_left_alone(client: FlaskClient) -> None:
    assert client.get("/english").status_code == 404
    assert client.get("/elderly/page/").status_code == 404


@pytest.mark.parametrize(
    ("path", "target"), [("/en", "/en/"), ("/elder?a=1", "/elder/?a=1"), ("/elder/en", "/elder/en/")]
)
def test_a_prefix_alone_leads_to_its_home_page(client: FlaskClient, path: str, target: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (308, target)


def test_a_missing_slash_leads_on_within_the_prefix(client: FlaskClient) -> None:
    answer = client.get("/elder/en/page?year=2026")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/elder/en/page/?year=2026")


def test_the_canonical_address_has_known_parameters_only(client: FlaskClient) -> None:
    html = " ".join(client.get("/elder/en/page/?utm_source=x&year=2026").text.split())
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/page/?year=2026">' in html
    assert 'hreflang="zh-CN" href="http://127.0.0.1:8000/page/?year=2026"' in html
    assert 'hreflang="en" href="http://127.0.0.1:8000/en/page/?year=2026"' in html
    assert "utm_source" not in html


def test_switching_keeps_page_and_query(app: Flask) -> None:
    with app.test_request_context("/page/", base_url="http://127.0.0.1:8000/elder"):
        know_query([("q", "食品 安全")])
        assert url_in("en") == "/en/page/?q=%E9%A3%9F%E5%93%81+%E5%AE%89%E5%85%A8"
        assert link("/x") == "/elder/x"


def test_outside_of_a_request_it_is_chinese() -> None:
    assert (current_language(), current_layout()) == ("zh", "standard")


@given(path=st.text(st.characters(blacklist_categories=["Cs"]), max_size=20))
def test_any_path_makes_an_address_that_leads_back_to_it(path: str) -> None:
    app = Flask(__name__)
    environ = {"PATH_INFO": f"/{path}".encode().decode("latin-1")}
    with app.test_request_context(environ_overrides=environ):
        address = canonical_path()
    assert address.isascii()
    assert '"' not in address
    assert "<" not in address
