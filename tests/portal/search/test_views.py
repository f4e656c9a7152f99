"""The search page: results, snippets, filters, facets, help, refusals."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from content.database import Database
from content.documents import publishing
from content.documents.models import Document
from content.settings import Settings
from search_index.writing import rebuild
from tests import factories
from tests.factories import NOW, day
from tests.portal.reading import main_text


@pytest.fixture
def index(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        year = factories.cycle(session, id="year", year=2025, published_at=NOW - timedelta(days=400)).id
        bureau = factories.institution(session, name="县水务局").id
        factories.review(session, id="zhou", cycle_id=year, institution_id=bureau)
        factories.document(
            session,
            id="report",
            type="rectification_report",
            title="供水整改报告",
            body="<p>检测频次已经增加，整改&lt;b&gt;完成&lt;/b&gt;。</p>",
            cycle_id=year,
        )
        factories.document(
            session,
            id="notice",
            title="关于食品安全的公告",
            body="<p>食品安全人人有责。</p>",
            written_on=day("2019-11-05"),
        )
        factories.document(session, id="draft", title="食品安全草稿", state="draft")
    rebuild(database, settings.index_folder, NOW)


def _search(client: FlaskClient, query: str, rest: str = "") -> str:
    answer = client.get(f"/search?q={quote(query)}{rest}")
    assert answer.status_code == 200
    return answer.text


def _found(html: str) -> list[str]:
    results = re.findall(r'<li class="search-result">.*?href="([^"]+)"', html, re.DOTALL)
    return [address.rpartition("/")[2] for address in results]


@pytest.mark.usefixtures("index")
def test_a_result_has_a_link_a_marked_snippet_its_type_and_its_date(client: FlaskClient) -> None:
    html = _search(client, "食品安全")
    assert _found(html) == ["notice"]
    assert "<mark>食品安全</mark>" in html
    assert "公告 2019-11-05 示范县人大常委会" in main_text(html)


@pytest.mark.usefixtures("index")
def test_what_was_typed_into_a_text_stays_text(client: FlaskClient) -> None:
    html = _search(client, "整改")
    assert "report" in _found(html)
    assert "<b>完成" not in html
    hostile = client.get("/search?q=" + quote('"><script>alert(1)</script>')).text
    assert "<script>alert" not in hostile


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("&type=rectification_report", ["report"]),
        ("&type=announcement", []),
        ("&year=2025", ["report"]),
        ("&year=2020", []),
        ("&assembly=999999", ["report"]),
        ("&from=2026-03&to=2026-03-31", ["report"]),
        ("&to=2019", []),
    ],
)
def test_filters_narrow_the_results(client: FlaskClient, rest: str, found: list[str]) -> None:
    assert _found(_search(client, "供水整改报告", rest)) == found


@pytest.mark.usefixtures("index")
def test_results_are_sorted_by_date_on_request(client: FlaskClient, database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        for month in ("2021-01", "2023-01", "2022-01"):
            factories.document(session, id=f"d-{month}", title="防汛检查", written_on=day(month))
    rebuild(database, settings.index_folder, NOW)
    assert _found(_search(client, "防汛", "&sort=date")) == ["d-2023-01", "d-2022-01", "d-2021-01"]


@pytest.mark.usefixtures("index")
def test_facets_narrow_by_a_link_and_let_go_again(client: FlaskClient) -> None:
    html = _search(client, "整改")
    addresses = set(re.findall(r'href="(/search\?[^"]*type=rectification_report)"', html))
    (address,) = addresses
    assert re.search(r"整改报告 1", main_text(html))
    narrowed = client.get(address.replace("&amp;", "&")).text
    assert _found(narrowed) == ["report"]
    assert "取消" in main_text(narrowed)


@pytest.mark.usefixtures("index")
def test_only_what_is_public_is_shown_whatever_the_index_says(client: FlaskClient, database: Database) -> None:
    assert "draft" not in _found(_search(client, "食品安全"))
    with database.transaction() as session:
        document = session.get_one(Document, "notice")
        publishing.withdraw(session, document, "内容有误", "示范县人大常委会", NOW)
    html = _search(client, "食品安全")
    assert _found(html) == []
    assert "人人有责" not in html


@pytest.mark.usefixtures("index")
def test_nothing_found_offers_fewer_words_and_fewer_filters(client: FlaskClient) -> None:
    html = _search(client, "食品安全 供水整改报告", "&type=scheme")
    text = main_text(html)
    assert "没有找到" in text
    assert "去掉筛选条件" in text
    assert "少用几个词" in text
    assert 'href="/documents/"' in html


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "怎样搜索"),
        ("   ", "怎样搜索"),
        ("，。！？", "没有可以搜索的词"),
        ("整" * 10_000, "搜索词太长"),
        ("不存在的词语", "没有找到"),
        ('"没有结束的引号', ""),
        ("标题: AND (((", ""),
    ],
)
def test_every_query_gets_a_page(client: FlaskClient, query: str, said: str) -> None:
    assert said in main_text(_search(client, query))


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "novel"),
        ("year", "abcd"),
        ("assembly", "000000"),
        ("institution", "不存在的单位"),
        ("from", "昨天"),
        ("to", "2026-13"),
        ("sort", "random"),
        ("page", "0"),
        ("page", "99"),
    ],
)
def test_a_value_that_is_not_understood_is_named(client: FlaskClient, name: str, value: str) -> None:
    answer = client.get(f"/search?q=整改&{name}={value}")
    assert answer.status_code == 400
    assert value in answer.text


@pytest.mark.usefixtures("index")
def test_the_second_page_goes_on_where_the_first_ended(
    client: FlaskClient, database: Database, settings: Settings
) -> None:
    with database.transaction() as session:
        for number in range(25):
            factories.document(session, id=f"flood-{number}", title=f"防汛检查第{number}次")
    rebuild(database, settings.index_folder, NOW)
    first, second = _found(_search(client, "防汛")), _found(_search(client, "防汛", "&page=2"))
    assert len(first) == 20
    assert len(set(first) | set(second)) == 25


@pytest.mark.usefixtures("index")
def test_a_search_is_a_feed(client: FlaskClient) -> None:
    page = _search(client, "食品安全")
    assert "/search.atom?q=" in page
    feed = client.get("/search.atom?q=食品安全")
    assert feed.status_code == 200
    assert "关于食品安全的公告" in feed.text
    assert client.get("/search.rss?q=不存在的词语").status_code == 200
    assert client.get("/search.atom?q=整改&year=abcd").status_code == 400


def test_without_an_index_the_page_says_so_and_a_feed_is_refused(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.document(session)
    assert "检索现在不能用" in main_text(_search(client, "整改"))
    assert client.get("/search.atom?q=整改").status_code == 503
