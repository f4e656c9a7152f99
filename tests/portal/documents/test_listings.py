"""The lists of documents: what belongs in which, filters, feeds."""

import re

import pytest
from flask.testing import FlaskClient

from content.database import Database
from content.documents import publishing
from tests import factories
from tests.factories import NOW, day


def _titles(html: str) -> list[str]:
    return re.findall(r'<a href="[^"]*/documents/[^"]+" lang="zh-CN">([^<]+)</a>', html)


@pytest.fixture(autouse=True)
def papers(database: Database) -> None:
    with database.transaction() as session:
        year = factories.cycle(session, id="year-2025", year=2025)
        bureau = factories.institution(session, id="water", name="县水务局")
        review = factories.review(session, id="zhou", cycle_id=year.id, institution_id=bureau.id)
        factories.document(session, type="scheme", title="实施方案", cycle_id=year.id, subjects=(review.id,))
        factories.document(session, type="rectification_report", title="整改报告", cycle_id=year.id)
        factories.document(session, type="notice", title="没有年度的通知", written_on=day("2019-11"))
        factories.document(session, title="没有日期的公告", written_on=None)
        factories.document(session, title="没有发布的草稿", state="draft")


def test_announcements_are_the_acts_that_address_the_public(client: FlaskClient) -> None:
    assert set(_titles(client.get("/announcements/").text)) == {"实施方案", "没有年度的通知", "没有日期的公告"}


def test_all_documents_are_listed_apart(client: FlaskClient) -> None:
    titles = _titles(client.get("/documents/").text)
    assert "整改报告" in titles
    assert "没有发布的草稿" not in titles


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("year=2025", {"实施方案", "整改报告"}),
        ("year=2019", {"没有年度的通知"}),
        ("year=2026", {"没有日期的公告"}),
        ("type=scheme", {"实施方案"}),
        ("cycle=year-2025&type=rectification_report", {"整改报告"}),
        ("institution=water", {"实施方案"}),
        ("assembly=999999&year=2019", {"没有年度的通知"}),
        ("year=1999", set()),
    ],
)
def test_filters_narrow_the_list(client: FlaskClient, query: str, titles: set[str]) -> None:
    assert set(_titles(client.get(f"/documents/?{query}").text)) == titles


def test_the_years_on_offer_are_those_that_have_something(client: FlaskClient) -> None:
    html = client.get("/documents/").text
    offered = re.findall(r'<option value="(\d{4})"', html)
    assert offered == ["2026", "2025", "2019"]


@pytest.mark.parametrize("query", ["year=abcd", "type=novel", "institution=nobody", "cycle=nowhen", "assembly=0"])
def test_a_value_that_is_not_understood_is_named(client: FlaskClient, query: str) -> None:
    for path in ("/documents/", "/announcements/", "/documents.atom"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert query.partition("=")[2] in answer.text


def test_a_type_that_does_not_address_the_public_is_no_filter_of_announcements(client: FlaskClient) -> None:
    assert client.get("/announcements/?type=rectification_report").status_code == 400


def test_a_document_of_the_last_hours_of_a_year_is_of_the_next_year_in_china(
    client: FlaskClient, database: Database
) -> None:
    with database.transaction() as session:
        last_hour = NOW.replace(year=2023, month=12, day=31, hour=17)
        factories.document(session, title="元旦凌晨", written_on=None, published_at=last_hour)
    assert _titles(client.get("/documents/?year=2024").text) == ["元旦凌晨"]
    assert _titles(client.get("/documents/?year=2023").text) == []


def test_the_feed_has_corrections_as_entries_of_their_own(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, id="wrong", title="写错日期的公告")
        publishing.correct(session, document, "written_on", day("2026-03-18"), "录入有误", "editor", NOW)
    titles = re.findall(r"<title>([^<]+)</title>", client.get("/announcements.atom").text)
    assert "更正第1号：写错日期的公告" in titles
    assert "写错日期的公告" in titles


def test_a_withdrawn_document_stays_in_the_list_with_its_reason(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, title="后来撤回的公告")
        publishing.withdraw(session, document, "内容有误", "示范县人大常委会", NOW)
    html = client.get("/announcements/").text
    assert "后来撤回的公告" in html
    assert "内容有误" in html
