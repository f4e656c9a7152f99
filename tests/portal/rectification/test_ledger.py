"""The ledger and its items."""

from flask.testing import FlaskClient

from content.database import Database
from tests import factories
from tests.factories import day
from tests.portal.page import Page


def test_overdue_items_come_first_with_their_days_and_full_dates(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, post="局长").id
        factories.item(session, id="soon", problem="快到期", review_id=review, due_on=day("2026-11-30"))
        factories.item(session, id="late", problem="已逾期\n第二行", review_id=review, due_on=day("2026-11-10"))
        factories.item(session, id="vague", problem="只有月份", review_id=review, due_on=day("2026-10"))
        factories.item(session, id="text", problem="没有期限", review_id=review, due_on=None, due_on_text="年底前")
    page = Page(client.get("/rectification/").text)
    assert page.of("tbody th a") == ["已逾期", "只有月份", "快到期", "没有期限"]
    first, vague, _, text = page.of("tbody tr")
    assert "逾期 11 天逾期期限 2026-11-10" in first
    assert "逾期" not in vague
    assert "期限 2026-10" in vague
    assert "年底前" in text
    assert "周明远" in first
    assert page.of(".ledger-figures p")[0] == "共4项，已销号0项，销号率0.0%，截至2026年11月21日。逾期1项。"


def test_the_figures_come_with_their_formula_and_ignore_the_state_filter(
    client: FlaskClient, database: Database
) -> None:
    with database.transaction() as session:
        review = factories.review(session).id
        for state in ("verified_closed", "verified_closed", "in_progress"):
            factories.item(session, review_id=review, state=state)
        other = factories.review(session, cycle_id=factories.cycle(session, year=2025).id).id
        factories.item(session, review_id=other, state="verified_closed")
    page = Page(client.get("/rectification/?state=in_progress&year=2026").text)
    assert "销号率 ＝ 已销号2 ÷ 全部3 ＝ 66.7%，截至2026-11-21。" in page.text
    assert "已说明的问题没有解决，不算销号" in page.text
    assert len(page.find("tbody tr")) == 1
    assert page.of("h1") == ["整改台账 · 整改中 · 2026年"]


def test_an_item_shows_its_timeline_by_side(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1", post="局长")
        finding = factories.finding(session, review_id="r1", text="水质检测不足", criterion="依法履职")
        item = {"item_id": "i1"}
        factories.item(
            session,
            id="i1",
            review_id="r1",
            finding_id=finding.id,
            state="verified_closed",
            cause="人手不足",
            measure="每月检测",
        )
        factories.update(session, id="u-plan", side="subject", kind="plan", dated_on=day("2026-09"), **item)
        factories.update(
            session,
            id="u-seen",
            side="overseer",
            kind="verification",
            dated_on=day("2026-10-01"),
            note="现场核验",
            **item,
        )
        factories.decision(session, cycle_id=review.cycle_id, gate="plan", outcome="批准整改方案", **item)
    page = Page(client.get("/rectification/i1").text)
    assert page.of(".timeline li") == ["2026-09 被监督单位 报送方案 提交整改方案", "2026-10-01 监督方 核验 现场核验"]
    assert page.of("#verification") == ["核验"]
    assert page.of(".timeline .is-overseer") == ["2026-10-01 监督方 核验 现场核验"]
    for told in ("人手不足", "每月检测", "水质检测不足", "批准整改方案", "县水务局局长", "农村供水股"):
        assert told in page.text
    assert "80 天提前" in page.of(".clock")[0]
    assert "/subjects/r1" in page.links()


def test_a_problem_that_comes_back_is_linked_both_ways(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.item(session, id="old", problem="护栏缺失", state="verified_closed")
        factories.item(session, id="new", problem="护栏又缺失", recurrence_of_id="old")
    old, new = (Page(client.get(f"/rectification/{one}").text) for one in ("old", "new"))
    assert "这个问题后来再次出现：护栏又缺失" in old.text
    assert "/rectification/new" in old.links()
    assert "这个问题以前出现过：护栏缺失" in new.text
    assert "已销号" in new.text


def test_an_item_of_a_matter_leads_to_it(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.matter(session, id="m1", title="农村供水专项监督")
        factories.item(session, id="i1", matter_id="m1")
    assert "/matters/m1" in Page(client.get("/rectification/i1").text).links()
    assert "农村供水专项监督" in Page(client.get("/rectification/").text).text
