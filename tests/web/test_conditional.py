"""Validators and compression: same content, same bytes, same tag."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("encoding", [None, "br", "gzip"])
def test_a_page_has_a_strong_tag_and_stays_the_same_bytes(client: FlaskClient, encoding: str | None) -> None:
    headers = {"Accept-Encoding": encoding} if encoding else {}
    first, second = (client.get("/page/", headers=headers) for _ in range(2))
    assert first.headers["ETag"].startswith('"')
    assert (first.data, first.headers["ETag"]) == (second.data, second.headers["ETag"])
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", [None, "br", "gzip"])
def test_who_has_it_gets_304_without_a_body(client: FlaskClient, encoding: str | None) -> None:
    headers = {"Accept-Encoding": encoding} if encoding else {}
    tag = client.get("/page/", headers=headers).headers["ETag"]
    answer = client.get("/page/", headers={**headers, "If-None-Match": tag})
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert client.get("/page/", headers={**headers, "If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("encoding", [None, "br", "gzip"])
def test_head_says_what_get_says(client: FlaskClient, encoding: str | None) -> None:
    headers = {"Accept-Encoding": encoding} if encoding else {}
    got, asked = client.get("/page/", headers=headers), client.head("/page/", headers=headers)
    assert asked.data == b""
    assert {**asked.headers, "Date": ""} == {**got.headers, "Date": ""}
    assert int(asked.headers["Content-Length"]) == len(got.data)


def test_each_encoding_has_its_own_tag_and_the_same_page(client: FlaskClient) -> None:
    plain = client.get("/page/")
    packed = {name: client.get("/page/", headers={"Accept-Encoding": name}) for name in ("br", "gzip")}
    assert brotli.decompress(packed["br"].data) == plain.data
    assert gzip.decompress(packed["gzip"].data) == plain.data
    assert len({plain.headers["ETag"], *(answer.headers["ETag"] for answer in packed.values())}) == 3
    assert packed["gzip"].data[4:8] == b"\0\0\0\0"


def test_a_browser_gets_brotli_and_who_refuses_gets_plain(client: FlaskClient) -> None:
    browser = client.get("/page/", headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert browser.headers["Content-Encoding"] == "br"
    refusing = client.get("/page/", headers={"Accept-Encoding": "br;q=0, gzip;q=0"})
    assert "Content-Encoding" not in refusing.headers


def test_error_pages_are_not_kept(client: FlaskClient) -> None:
    answer = client.get("/nothing-here")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
