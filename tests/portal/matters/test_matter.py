"""A matter and what came of it."""

from flask.testing import FlaskClient

from content.database import Database
from tests import factories
from tests.factories import day
from tests.portal.page import Page


def test_everything_published_about_a_matter_is_on_its_page(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.matter(session, id="m0", title="全市供水联动监督")
        matter = factories.matter(
            session, id="m1", parent_id="m0", key=True, joint=True, lead="农业委员会", started_on=day("2026-06")
        )
        about, cycle = {"matter_id": matter.id}, {"cycle_id": matter.cycle_id}
        factories.matter(session, id="m2", parent_id="m1", title="石桥镇供水监督")
        factories.activity(session, **about)
        factories.finding(session, text="管网漏损", **about)
        factories.item(session, id="i1", problem="更换管网", **about)
        hearing = factories.hearing(session, id="h1", **cycle)
        factories.inquiry(session, hearing_id=hearing.id, **about)
        factories.ballot(session, hearing_id=hearing.id, **about)
        factories.decision(session, gate=None, outcome="通过供水决议", **about, **cycle)
        factories.consequence(session, kind="质询", **about)
        factories.document(session, title="调研报告", subjects=("m1",), type="investigation_report", **cycle)
    page = Page(client.get("/matters/m1").text)
    for told in (
        "2026年6月启动",
        "农业委员会",
        "重点事项",
        "上下联动",
        "管网漏损",
        "更换管网",
        "检测为何不足？",
        "结果为基本满意",
        "通过供水决议",
        "质询",
        "调研报告",
        "上级：全市供水联动监督",
        "下级：石桥镇供水监督",
    ):
        assert told in page.text
    assert {"/matters/m0", "/matters/m2", "/hearings/h1", "/rectification/i1"} <= set(page.links())


def test_a_planned_matter_says_that_nothing_else_is_published(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.matter(session, id="m1", status="planned", method=None)
    page = Page(client.get("/matters/m1").text)
    assert "除基本情况外，还没有公布其他内容。" in page.text
    assert "已列计划" in page.text
    assert "方式 未公布" in page.text
