"""A year, the list of years, and years side by side."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from content.database import Database
from tests import factories
from tests.factories import NOW, day
from tests.portal.reading import main_text


def _fill(session: Session) -> None:
    year = factories.cycle(session, id="year", title="2026年度履职监督", selection=("random", "carried_over"))
    factories.stage(session, cycle_id=year.id, position=1, name="准备")
    factories.stage(
        session, cycle_id=year.id, position=2, name="整改", starts_on=day("2026-08-10"), ends_on=day("2026-11-30")
    )
    factories.stage(
        session,
        cycle_id=year.id,
        position=3,
        name="跟踪问效",
        starts_on=day("2026-12"),
        starts_on_text="12月中下旬",
        ends_on=day("2026-12"),
    )
    review = factories.review(session, id="zhou", cycle_id=year.id, status="rectifying")
    factories.ballot(session, review_id=review.id, hearing_id=factories.hearing(session, cycle_id=year.id).id)
    factories.item(session, review_id=review.id, state="verified_closed")
    factories.item(session, review_id=review.id, due_on=day("2026-11-10"))


def test_a_year_says_what_is_going_on(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
    text = main_text(client.get("/cycles/year").text)
    assert "正在进行：整改（还有9天）。" in text
    assert "随机抽取、上年转入" in text
    assert "12月中下旬" in text, "a date as precise as its source"
    assert "12月1日" not in text


def test_who_is_reviewed_stands_there_with_result_and_items(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
    html = client.get("/cycles/year").text
    assert 'href="/subjects/zhou"' in html
    assert re.search(r"周明远 县水务局局长 到会报告 基本满意 7月29日 1 / 2 项 1项逾期", main_text(html))


def test_the_year_collects_what_belongs_to_it(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.cycle(session, id="year")
        factories.group(session, id="second", cycle_id="year", name="第二调查小组")
        factories.document(session, title="年度实施方案", type="scheme", cycle_id="year")
        factories.document(
            session, title="另一年的方案", type="scheme", cycle_id=factories.cycle(session, year=2020).id
        )
        factories.document(session, title="年度草稿", cycle_id="year", state="draft")
        factories.matter(session, cycle_id="year", title="农村供水专项监督")
        factories.decision(session, cycle_id="year", outcome="确定年度监督对象名单")
        factories.hearing(session, cycle_id="year", title="第三十一次会议")
    html = client.get("/cycles/year").text
    text = main_text(html)
    for title in ("第二调查小组", "年度实施方案", "农村供水专项监督", "确定年度监督对象名单", "第三十一次会议"):
        assert title in text
    assert "另一年的方案" not in text
    assert "年度草稿" not in text
    assert 'href="/cycles/year.atom"' in html


def test_a_reported_figure_is_shown_as_reported(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.cycle(session, id="year")
        factories.document(session, id="report", title="工作总结")
        factories.figure(session, id="rate", cycle_id="year", source="report")
        factories.figure(session, cycle_id="year", name="交办问题", formula="清单条数", as_of=day("2026-06"))
    html = client.get("/cycles/year").text
    assert 'id="figure-rate"' in html
    text = main_text(html)
    assert "评议意见整改率 96% 公式未公布 未公布 工作总结" in text
    assert "清单条数 2026年6月" in text
    assert 'href="/documents/report"' in html


def test_without_a_public_ruleset_the_rules_are_not_published(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.cycle(session, id="year", ruleset_id=None, selection=())
    assert "适用规则 规则未公布" in main_text(client.get("/cycles/year").text)


def test_what_is_not_public_is_not_found(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.cycle(session, id="later", published_at=NOW + timedelta(days=1))
    assert client.get("/cycles/later").status_code == 404
    assert client.get("/cycles/never").status_code == 404


def test_years_are_listed_newest_first_and_by_filter(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        for year in (2024, 2026, 2025):
            factories.cycle(session, year=year)
    assert re.findall(r">(\d{4})年度履职监督<", client.get("/cycles/").text) == ["2026", "2025", "2024"]
    assert re.findall(r">(\d{4})年度履职监督<", client.get("/cycles/?year=2025").text) == ["2025"]
    assert client.get("/cycles/?year=last").status_code == 400


def test_years_under_other_rules_are_marked(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        other = factories.ruleset(session, definition={"grades": ["满意", "不满意"]})
        factories.cycle(session, id="new", year=2026)
        factories.cycle(session, id="old", year=2025, ruleset_id=other.id)
    text = main_text(client.get("/compare?cycles=new,old").text)
    assert "口径不同：规则或版本不同" in text
    assert "不画趋势" in text


def test_years_under_the_same_rules_are_not(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        rules = factories.ruleset(session)
        for year in (2025, 2026):
            factories.cycle(session, id=f"y{year}", year=year, ruleset_id=rules.id)
    text = main_text(client.get("/compare?cycles=y2025&cycles=y2026").text)
    assert "适用同一规则" in text
    assert "规则或版本不同" not in text
    assert "期限不同" not in text


def test_results_are_counted_by_the_last_ballot_of_each(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
        factories.ballot(
            session,
            review_id="zhou",
            hearing_id=factories.hearing(session, cycle_id="year", held_on=day("2026-11-18")).id,
            round=2,
            counts={"满意": 20, "基本满意": 5, "不满意": 3},
        )
        factories.cycle(session, id="empty", year=2020)
    text = main_text(client.get("/compare?cycles=year,empty").text)
    assert "满意 1人 已测评1人，对象共1人" in text
    assert "销号1 / 2项（50.0%）" in text


@pytest.mark.parametrize("query", ["", "?cycles=", "?cycles=year"])
def test_one_year_alone_is_not_compared(client: FlaskClient, database: Database, query: str) -> None:
    with database.transaction() as session:
        factories.cycle(session, id="year")
    html = client.get(f"/compare{query}").text
    assert "请选两个以上的年度" in html
    assert 'value="year"' in html


def test_a_year_that_is_not_there_is_named_in_the_refusal(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.cycle(session, id="year")
    answer = client.get("/compare?cycles=year,nowhen")
    assert answer.status_code == 400
    assert "nowhen" in answer.text


def test_more_than_six_are_refused(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        ids = [factories.cycle(session, year=2000 + place).id for place in range(7)]
    assert client.get(f"/compare?cycles={','.join(ids)}").status_code == 400
    assert client.get(f"/compare?cycles={','.join(ids[:6])}").status_code == 200
