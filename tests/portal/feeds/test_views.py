"""Feeds as a subscriber asks for them."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from content.database import Database
from content.documents import publishing
from content.settings import Settings
from portal.app import create_portal
from portal.listings import LISTINGS
from tests import factories
from tests.factories import NOW

A = "{http://www.w3.org/2005/Atom}"
SUFFIXES = (".atom", ".rss")


@pytest.fixture
def client(app: Flask, database: Database) -> FlaskClient:
    with database.transaction() as session:
        cycle = factories.cycle(session, id="c-2026")
        factories.review(session, id="r-water", cycle_id=cycle.id)
        factories.document(session, id="d-1", cycle_id=cycle.id, subjects=("r-water",), title="征求意见公告")
        factories.document(session, id="d-hidden", cycle_id=cycle.id, state="draft", title="未公布的草稿")
    return app.test_client()


def titles(body: bytes) -> list[str]:
    return [entry.findtext(f"{A}title") or "" for entry in etree.fromstring(body).iter(f"{A}entry")]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_every_listing_is_a_feed(client: FlaskClient, listing: object, suffix: str) -> None:
    response = client.get(f"{listing.stem}{suffix}")  # type: ignore[attr-defined]
    assert response.status_code == 200
    assert response.content_type == f"application/{suffix[1:]}+xml; charset=utf-8"
    assert response.data.startswith(b"<?xml")
    assert "Set-Cookie" not in response.headers
    assert response.last_modified is not None
    etag = response.headers["ETag"]
    assert not etag.startswith("W/")
    again = client.get(f"{listing.stem}{suffix}", headers={"If-None-Match": etag})  # type: ignore[attr-defined]
    assert (again.status_code, again.data) == (304, b"")
    assert client.head(f"{listing.stem}{suffix}").headers["ETag"] == etag  # type: ignore[attr-defined]
    assert "未公布的草稿" not in response.text


@pytest.mark.parametrize("path", ["/cycles/c-2026.atom", "/subjects/r-water.atom", "/announcements.atom"])
def test_one_event_has_one_id_in_every_feed(client: FlaskClient, path: str) -> None:
    tree = etree.fromstring(client.get(path).data)
    ids = [found.findtext(f"{A}id") for found in tree.iter(f"{A}entry")]
    assert "tag:huisheng.example,2026-01-01:document/d-1" in ids
    assert len(set(ids)) == len(ids)


def test_filters_are_named_in_the_title_and_kept_in_the_self_address(client: FlaskClient) -> None:
    response = client.get("/announcements.atom?nope=1&year=2019")
    tree = etree.fromstring(response.data)
    assert "2019年" in (tree.findtext(f"{A}title") or "")
    (own,) = [link.get("href") for link in tree.findall(f"{A}link") if link.get("rel") == "self"]
    assert own == "http://127.0.0.1:8000/announcements.atom?year=2019"
    assert titles(response.data) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/announcements.atom?year=abcd", 400),
        ("/announcements.rss?page=0", 400),
        ("/announcements.rss?page=9", 400),
        ("/cycles/none.atom", 404),
        ("/subjects/none.rss", 404),
        ("/nothing.atom", 404),
    ],
)
def test_what_is_not_understood_is_refused(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_scheduled_document_is_absent_until_it_is_due(settings: Settings, database: Database) -> None:
    later = NOW + timedelta(hours=2)
    with database.transaction() as session:
        document = factories.document(session, state="draft", title="定时公告")
        publishing.publish(session, document, "issuer", NOW, at=later)
    before = create_portal(settings, clock=lambda: NOW).test_client().get("/announcements.atom")
    after = create_portal(settings, clock=lambda: later).test_client().get("/announcements.atom")
    assert (titles(before.data), titles(after.data)) == ([], ["定时公告"])


def test_a_correction_is_an_entry_of_its_own_beside_the_document(settings: Settings, database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, title="名单（六人）")
        publishing.correct(session, document, "title", "名单（五人）", "一人免职", "editor", NOW - timedelta(days=1))
    client = create_portal(settings, clock=lambda: NOW).test_client()
    for path in ("/announcements.atom", "/documents.atom"):
        assert titles(client.get(path).data) == ["更正第1号：名单（五人）", "名单（五人）"]


def test_english_feeds_have_english_words_and_the_same_ids(client: FlaskClient) -> None:
    chinese, english = (client.get(path).data for path in ("/announcements.atom", "/en/announcements.atom"))
    ids = [[found.text for found in etree.fromstring(body).iter(f"{A}id")] for body in (chinese, english)]
    assert ids[0] == ids[1]
    assert b"/en/documents/d-1" in english


def test_the_feeds_page_and_the_opml_list_every_listing(client: FlaskClient) -> None:
    page, outline = client.get("/feeds/").text, etree.fromstring(client.get("/feeds.opml").data)
    addresses = {found.get("xmlUrl") for found in outline.iter("outline")}
    for listing in LISTINGS:
        assert f"{listing.stem}.rss" in page
        assert f"http://127.0.0.1:8000{listing.stem}.atom" in addresses
    assert "http://127.0.0.1:8000/cycles/c-2026.atom" in addresses
