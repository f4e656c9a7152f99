"""The home page answers: what year and stage, what is new, who, what result, what is promised, how to speak up."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from content.database import Database
from content.documents import publishing
from content.settings import load_settings
from portal.app import create_portal
from tests import factories
from tests.factories import NOW, PUBLISHED, day
from tests.portal.reading import main_text


def _fill(session: Session) -> None:
    year = factories.cycle(session, id="year", title="2026年度履职监督").id
    factories.stage(
        session, cycle_id=year, position=1, name="整改", starts_on=day("2026-08-10"), ends_on=day("2026-11-30")
    )
    review = factories.review(session, id="zhou", cycle_id=year, status="rectifying").id
    hearing = factories.hearing(session, id="hearing", cycle_id=year, title="第三十一次会议").id
    factories.ballot(session, review_id=review, hearing_id=hearing)
    factories.item(session, review_id=review, state="verified_closed")
    factories.item(session, id="late", review_id=review, problem="取水口未装计量设施", due_on=day("2026-11-10"))
    factories.contact(session, cycle_id=year)
    factories.contact(session, cycle_id=year, kind="opinion_box", value="县水务局门外")


def test_the_page_answers_the_six_questions(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
    html = client.get("/").text
    text = main_text(html)
    assert "今天是 2026年11月21日 ，星期六。正在进行：整改（还有9天）。" in text
    assert "周明远 县水务局局长 到会报告 基本满意 7月29日 1 / 2 项 1项逾期" in text
    assert "满意14票" in text
    assert "应到31人的半数" in html, "the bar says which line decides"
    assert "共2项，已销号1项，销号率50.0%（1÷2）。" in text
    assert "取水口未装计量设施" in text
    assert "应于2026年11月10日完成，逾期11天" in text
    assert "0000-881 2345" in text
    assert "1处意见箱" in text
    assert "/opinions" not in html, "the form comes later"


def test_news_are_of_every_kind_newest_first(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        year = factories.cycle(session, id="year", published_at=PUBLISHED - timedelta(days=90)).id
        wrong = factories.document(session, title="整改报告", cycle_id=year)
        publishing.correct(session, wrong, "title", "县教育局整改报告", "题目不全", "editor", NOW - timedelta(days=2))
        gone = factories.document(session, title="撤回的动态", cycle_id=year)
        publishing.withdraw(session, gone, "涉及个人信息", "示范县人大常委会", NOW - timedelta(days=1))
        factories.decision(session, cycle_id=year, outcome="同意再次测评", published_at=NOW - timedelta(days=3))
        factories.document(session, title="明天的公告", cycle_id=year, published_at=NOW + timedelta(days=1))
    text = main_text(client.get("/").text).partition("最新公开")[2]
    order = [text.index(title) for title in ("撤回的动态", "更正第1号：县教育局整改报告", "同意再次测评")]
    assert order == sorted(order)
    assert "2026-11-20 撤回" in text
    assert "涉及个人信息" in text
    assert "明天的公告" not in text


def test_the_newest_ballot_is_the_one_that_is_shown(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
        again = factories.hearing(session, cycle_id="year", title="第三十四次会议", held_on=day("2026-11-18")).id
        counts = {"满意": 20, "基本满意": 5, "不满意": 3}
        factories.ballot(session, review_id="zhou", hearing_id=again, round=2, counts=counts)
        secret = factories.hearing(
            session, cycle_id="year", title="保密会议", held_on=day("2026-11-20"), released_at=None
        )
        matter = factories.matter(session, cycle_id="year", title="农村供水专项监督").id
        factories.ballot(session, matter_id=matter, hearing_id=secret.id)
    text = main_text(client.get("/").text)
    assert "周明远（县水务局局长）第2次测评" in text
    assert "满意20票" in text
    assert "农村供水专项监督测评" not in text


def test_the_year_on_show_is_the_newest_that_has_begun(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        for year in (2025, 2026, 2027):
            factories.cycle(session, year=year)
    assert '<h1 lang="zh-CN">2026年度履职监督</h1>' in client.get("/").text


def test_what_is_left_of_earlier_years_is_said(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.cycle(session, year=2026)
        before = factories.review(session, cycle_id=factories.cycle(session, year=2025).id).id
        for state in ("in_progress", "verified_closed"):
            factories.item(session, review_id=before, state=state)
    assert "往年还有1项没有销号" in main_text(client.get("/").text)


def test_other_places_stand_apart(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
        factories.assembly(session, "999998", name="样板县人大常委会")
        factories.cycle(session, id="theirs", assembly_id="999998", title="样板县2019年度工作评议", year=2019)
        theirs = factories.review(session, cycle_id="theirs", official_id=factories.official(session, name="钱多").id)
        factories.document(session, title="样板县的公告", assembly_id="999998")
    html = client.get("/").text
    places = main_text(html).partition("其他地区的公开资料")[2]
    assert "2019年 样板县2019年度工作评议 样板县人大常委会" in places
    assert 'href="/cycles/theirs"' in html
    assert theirs.id not in html
    assert "样板县的公告" not in html


def test_without_a_home_assembly_all_are_shown(tmp_path: Path, database: Database) -> None:
    with database.transaction() as session:
        factories.cycle(session, title="示范县的年度")
        factories.assembly(session, "999998", name="样板县人大常委会")
        factories.cycle(session, assembly_id="999998", title="样板县的年度")
    text = main_text(create_portal(load_settings(tmp_path, {}), lambda: NOW).test_client().get("/").text)
    assert "示范县的年度" in text
    assert "样板县的年度" in text
    assert "今年监督谁" not in text


def test_the_only_assembly_with_a_year_is_at_home(tmp_path: Path, database: Database) -> None:
    with database.transaction() as session:
        factories.assembly(session, "999900", name="示范市人大常委会", level="city")
        factories.assembly(session, parent_id="999900")
        factories.cycle(session, title="2026年度履职监督")
    html = create_portal(load_settings(tmp_path, {}), lambda: NOW).test_client().get("/").text
    assert '<h1 lang="zh-CN">2026年度履职监督</h1>' in html


def test_an_empty_site_says_what_to_do(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "还没有公布内容" in answer.text


def test_the_day_is_that_of_china(tmp_path: Path, database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
    late_evening = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
    portal = create_portal(load_settings(tmp_path, {"HUISHENG_SITE_ASSEMBLY": "999999"}), lambda: late_evening)
    assert "2026年11月22日" in main_text(portal.test_client().get("/").text)
