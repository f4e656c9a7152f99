"""Listings: filters in words, pages, canonical addresses, and values that are not understood."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from content.database import Database
from content.documents.models import Document
from content.settings import Settings
from content.visibility import visible
from portal.app import create_portal
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, page_of, register, word_filter, year_filter
from tests import factories
from tests.factories import NOW
from web.site import EXTENSION
from web.words import WORDS


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = select(Document.id).where(visible(Document, now)).order_by(Document.published_at.desc(), Document.id)
    if "type" in filters:
        ids = ids.where(Document.type == filters["type"])
    if "year" in filters:
        ids = ids.where(Document.title.contains(filters["year"]))
    return page_of(session, ids, "document", now, window)


SPECIMENS = Listing(
    name="specimens",
    title="样本",
    description="测试用的列表。",
    filters=(
        word_filter("type", "类型", WORDS["document.type"]),
        year_filter(lambda _session, _now: [2025, 2026]),
        ASSEMBLY,
    ),
    select=_select,
)


@pytest.fixture
def app(settings: Settings, database: Database) -> Iterator[Flask]:
    with database.transaction() as session:
        for number in range(35):
            factories.document(session, title=f"2026年公告第{number}号")
        factories.document(session, type="notice", title="2025年通知")
        factories.document(session, state="draft", title="没有公布的草稿")
    made = create_portal(settings, lambda: NOW)
    register(made, [SPECIMENS])
    yield made
    made.extensions[EXTENSION].database.close()


def _titles(html: str) -> list[str]:
    return re.findall(r'<a href="/documents/[^"]+" lang="zh-CN">([^<]+)</a>', html)


def test_a_listing_shows_what_is_published_page_by_page(client: FlaskClient) -> None:
    first, second = client.get("/specimens/").text, client.get("/specimens/?page=2").text
    assert (len(_titles(first)), len(_titles(second))) == (30, 6)
    assert not set(_titles(first)) & set(_titles(second))
    assert "草稿" not in first + second
    assert "共36条" in first
    assert 'href="/specimens/?page=2" rel="next"' in first
    assert 'href="/specimens/" rel="prev"' in second


def test_active_filters_are_named_in_words_and_stay_in_every_link(client: FlaskClient) -> None:
    html = client.get("/specimens/?year=2026&utm=x&type=announcement").text
    assert "<h1>样本 · 公告 · 2026年</h1>" in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/specimens/?type=announcement&amp;year=2026">' in html
    assert '/specimens.atom?type=announcement&amp;year=2026"' in html
    assert '/specimens.rss?type=announcement&amp;year=2026"' in html
    assert 'href="/specimens/?type=announcement&amp;year=2026&amp;page=2"' in html
    assert '<option value="2026" selected>2026年</option>' in html
    assert "utm" not in html


def test_an_empty_value_is_no_filter(client: FlaskClient) -> None:
    html = client.get("/specimens/?type=&year=&page=").text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/specimens/">' in html
    assert "共36条" in html


def test_a_year_without_anything_is_an_empty_list_that_says_so(client: FlaskClient) -> None:
    answer = client.get("/specimens/?year=1999")
    assert answer.status_code == 200
    assert "<h1>样本 · 1999年</h1>" in answer.text
    assert "没有符合这些条件的内容。" in answer.text
    assert '<option value="1999" selected>1999年</option>' in answer.text


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("year=abcd", "abcd"),
        ("year=20260", "20260"),
        ("type=opinion", "opinion"),
        ("assembly=000000", "000000"),
        ("type=notice&type=nonsense", "nonsense"),
        ("page=0", "0"),
        ("page=-1", "-1"),
        ("page=9999", "9999"),
        ("page=one", "one"),
        ("year=%3Cscript%3E", "&lt;script&gt;"),
        ("year=２０２６", "２０２６"),
    ],
)
def test_a_value_that_is_not_understood_is_named_on_a_400_page(client: FlaskClient, query: str, named: str) -> None:
    answer = client.get(f"/specimens/?{query}")
    assert answer.status_code == 400
    assert named in answer.text


def test_without_a_slash_the_address_leads_on(client: FlaskClient) -> None:
    answer = client.get("/specimens?year=2026")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/specimens/?year=2026")


def test_a_list_carries_the_column_tags(client: FlaskClient) -> None:
    html = client.get("/specimens/").text
    for tag in ("ColumnName", "ColumnType", "ColumnDescription", "ColumnKeywords"):
        assert re.search(rf'<meta name="{tag}"\s+content="[^"]+">', html)


def test_feeds_have_no_layout_and_keep_the_language(client: FlaskClient) -> None:
    html = client.get("/elder/en/specimens/?year=2026").text
    assert 'type="application/atom+xml"' in html
    assert 'href="/en/specimens.atom?year=2026"' in html
    assert "/elder/en/specimens.atom" not in html
