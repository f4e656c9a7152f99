"""Feeds keep the rules: ids that never change, dates from rows, clean bodies, the same bytes for the same rows."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import feedparser
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from content.dates import PartialDate
from content.kind import Entry, Withdrawal
from content.markup import clean_html, trusted
from portal.feeds.writing import Feed, atom, rss
from tests.factories import NOW, PUBLISHED

A = "{http://www.w3.org/2005/Atom}"
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def entry(**values: object) -> Entry:
    given_values = {
        "kind": "document",
        "id": "a-1",
        "type": "announcement",
        "title": "公告",
        "path": "/documents/a-1",
        "published_at": PUBLISHED,
        "updated_at": PUBLISHED,
        "summary": "摘要",
        "html": Markup('<p>正文 <a href="/documents/b">另一件</a></p>'),
        **values,
    }
    return Entry(**given_values)  # type: ignore[arg-type]


def feed(*entries: Entry, **values: object) -> Feed:
    base = "https://rd.example"
    given_values = {
        "name": "announcements",
        "title": "文件公告",
        "description": "公告、通知",
        "language": "zh-CN",
        "author": "示范县人大常委会",
        "address": f"{base}/announcements.atom",
        "page": f"{base}/announcements/",
        "next_page": None,
        "entries": entries,
        "base": base,
        "tag_authority": "huisheng.example,2026-01-01",
        "empty_since": SINCE,
        **values,
    }
    return Feed(**given_values)  # type: ignore[arg-type]


def test_an_entry_keeps_its_id_when_title_path_and_host_change(app: Flask) -> None:
    with app.test_request_context():
        before = etree.fromstring(atom(feed(entry())))
        moved = replace(feed(entry(title="新题", path="/documents/elsewhere")), base="http://new.example")
        after = etree.fromstring(atom(moved))
    ids = [[found.text for found in tree.iter(f"{A}id")] for tree in (before, after)]
    assert ids[0] == ids[1]
    assert ids[0][1] == "tag:huisheng.example,2026-01-01:document/a-1"


def test_dates_come_from_the_rows_and_two_renders_are_the_same_bytes(app: Flask) -> None:
    with app.test_request_context():
        made = feed(entry(updated_at=NOW), entry(id="a-2"))
        assert atom(made) == atom(made)
        assert rss(made) == rss(made)
        tree = etree.fromstring(atom(made))
        empty = etree.fromstring(atom(feed()))
    assert tree.findtext(f"{A}updated") == NOW.isoformat()
    first = tree.find(f"{A}entry")
    assert first is not None
    assert (first.findtext(f"{A}published"), first.findtext(f"{A}updated")) == (PUBLISHED.isoformat(), NOW.isoformat())
    assert empty.findtext(f"{A}updated") == SINCE.isoformat()


def test_every_address_in_a_body_is_absolute(app: Flask) -> None:
    with app.test_request_context():
        for write in (atom, rss):
            parsed = feedparser.parse(write(feed(entry())))
            assert 'href="https://rd.example/documents/b"' in parsed.entries[0].content[0].value


def test_a_withdrawn_entry_says_so_and_keeps_only_its_reason(app: Flask) -> None:
    gone = entry(withdrawn=Withdrawal(PartialDate(2026, 11, 20), "数据有误", "县人大常委会办公室"))
    with app.test_request_context():
        written = [atom(feed(gone)).decode(), rss(feed(gone)).decode()]
    for text in written:
        assert "已撤回：公告" in text
        assert "数据有误" in text
        assert "正文" not in text


def test_a_correction_links_what_it_corrects(app: Flask) -> None:
    correction = entry(kind="correction", type="correction", path="/documents/a-1#correction-1")
    with app.test_request_context():
        tree = etree.fromstring(atom(feed(correction)))
    related = [link.get("href") for link in tree.iter(f"{A}link") if link.get("rel") == "related"]
    assert related == ["https://rd.example/documents/a-1"]


def test_self_and_next_are_said_once_in_both_formats(app: Flask) -> None:
    with app.test_request_context():
        made = feed(entry(), next_page="https://rd.example/announcements.atom?page=2")
        for text in (atom(made), rss(made)):
            links = [link.get("rel") for link in etree.fromstring(text).iter(f"{A}link")]
            assert (links.count("self"), links.count("next")) == (1, 1)
        parsed = feedparser.parse(rss(made))
    assert parsed.feed.link == "https://rd.example/announcements/"
    assert parsed.bozo == 0


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, body=TEXT)
def test_any_text_survives_or_is_left_out_and_nothing_active_comes_through(app: Flask, title: str, body: str) -> None:
    html = trusted(clean_html(f"<p>]]&gt; {body}</p>"))
    with app.test_request_context():
        for write in (atom, rss):
            written = write(feed(entry(title=title, summary=body, html=html)))
            assert written.startswith(b"<?xml")
            text = " ".join(etree.fromstring(written).itertext())
            assert "]]" in text
            assert not re.search(r"<script|<style|\son\w+=", text)


def test_emoji_and_rare_characters_survive(app: Flask) -> None:
    with app.test_request_context():
        for write in (atom, rss):
            parsed = feedparser.parse(write(feed(entry(title="𠮷野家 😀 䶮\x00\x0b"))))
            assert parsed.entries[0].title == "𠮷野家 😀 䶮"
            assert urlsplit(parsed.entries[0].link).netloc == "rd.example"
