"""A subscriber takes the feed of a filtered list or a search, and is told each thing once."""

from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from playwright.sync_api import Page

from tests.journeys.fetching import Answer, fetch
from tests.journeys.instances import Instance
from tests.journeys.visiting import follow, search

TYPES = {"Atom": "application/atom+xml", "RSS": "application/rss+xml"}


def _read(answer: Answer) -> Any:  # noqa: ANN401 - feedparser's dictionaries have no types
    assert answer.status == 200
    feed = feedparser.parse(answer.body, response_headers={"content-type": answer.headers["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def _subscribed(page: Page, name: str) -> str:
    """Take the feed's address from the page, as a browser or a person does."""
    shown = page.locator(".feeds").get_by_role("link", name=name, exact=True)
    address: str = shown.evaluate("link => link.href")
    head = page.locator(f"head link[rel=alternate][type='{TYPES[name]}']")
    assert head.evaluate("link => link.href") == address
    return address


@pytest.mark.parametrize("name", TYPES)
def test_the_feed_of_a_filtered_list_is_what_the_list_shows(page: Page, name: str) -> None:
    page.goto("/rectification/")
    page.get_by_label("状态").select_option("逾期")
    follow(page.get_by_role("button", name="应用"))
    titles = page.locator("main a[href^='/rectification/i']").all_inner_texts()

    feed = _read(fetch(_subscribed(page, name)))

    assert titles
    assert sorted(entry.title for entry in feed.entries) == sorted(titles)
    assert "逾期" in feed.feed.title
    for entry in feed.entries:
        assert entry.id.startswith("tag:")
        assert fetch(entry.link).status == 200


def test_a_second_look_brings_nothing_that_was_read(page: Page) -> None:
    page.goto("/announcements/?year=2026")
    address = _subscribed(page, "Atom")

    first, second = fetch(address), fetch(address)

    ids = [entry.id for entry in _read(first).entries]
    assert ids
    assert len(set(ids)) == len(ids)
    assert second.body == first.body
    for condition in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = fetch(address, condition)
        assert (again.status, again.body) == (304, b"")
    assert parsedate_to_datetime(first.headers["Last-Modified"]).year >= 2026


def test_one_thing_has_one_id_in_every_feed(demo: Instance) -> None:
    feeds = [
        _read(fetch(demo.address + path))
        for path in ("/announcements.atom?year=2026", "/documents.rss?year=2026", "/cycles/shifan-2026.atom")
    ]

    known = [{entry.link: entry.id for entry in feed.entries} for feed in feeds]

    shared = set(known[0]) & set(known[1])
    assert shared
    for link in shared:
        assert {ids[link] for ids in known if link in ids} == {known[0][link]}


@pytest.mark.parametrize("name", TYPES)
def test_a_search_can_be_subscribed_to(page: Page, name: str) -> None:
    page.goto("/")
    search(page, "食品安全")

    address = _subscribed(page, name)
    feed = _read(fetch(address))

    assert parse_qs(urlsplit(address).query) == {"q": ["食品安全"]}
    assert "食品安全" in feed.feed.title
    assert feed.entries
    assert all(fetch(entry.link).status == 200 for entry in feed.entries[:5])


def test_one_subject_can_be_followed(page: Page) -> None:
    page.goto("/subjects/r2026-chenlq")

    keep = page.get_by_role("region", name="订阅和保存")
    feed = _read(fetch(keep.get_by_role("link", name="Atom").evaluate("link => link.href")))

    assert "陈立群" in feed.feed.title
    assert any("评议意见" in entry.title for entry in feed.entries)


def test_all_lists_can_be_taken_along_at_once(page: Page, demo: Instance) -> None:
    page.goto("/feeds/")
    known = page.get_by_role("link", name="OPML").evaluate("link => link.href")

    outlines = ET.fromstring(fetch(known).body).findall(".//outline")  # noqa: S314 - the product's own answer

    assert len(outlines) > 15
    for outline in outlines:
        address = outline.get("xmlUrl") or ""
        assert address.startswith(f"{demo.address}/")
        assert _read(fetch(address)).feed.title
        assert fetch(outline.get("htmlUrl") or "").status == 200
