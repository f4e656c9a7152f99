"""The register of decisions."""

from flask.testing import FlaskClient

from content.database import Database
from tests import factories
from tests.factories import day
from tests.portal.page import Page


def test_every_decision_has_its_anchor_on_the_one_page(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        cycle = factories.cycle(session).id
        for number in range(35):
            factories.decision(session, id=f"d{number}", cycle_id=cycle)
    page = Page(client.get("/decisions/").text)
    assert {one.get("id") for one in page.find(".register li")} == {f"d{number}" for number in range(35)}
    assert client.get("/decisions/?page=2").status_code == 400


def test_a_decision_says_who_when_about_what_and_by_which_document(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1", post="局长")
        document = factories.document(session, id="doc", title="关于再次测评的决定", cycle_id=review.cycle_id)
        factories.decision(
            session,
            id="d1",
            cycle_id=review.cycle_id,
            review_id="r1",
            gate="revote",
            document_id=document.id,
            source=document.id,
            decided_on=day("2026-10"),
            outcome="提请再次测评",
        )
        factories.decision(session, id="d2", cycle_id=review.cycle_id, decided_on=None, meeting=None)
    page = Page(client.get("/decisions/").text)
    first, undated = page.of(".register li")
    for told in ("2026-10", "提请再次测评", "主任会议 第六十八次主任会议", "再次测评", "关于 周明远（县水务局局长）"):
        assert told in first
    assert first.count("关于再次测评的决定") == 1, "the document is its own source"
    assert "日期未公布" in undated
    assert {"/subjects/r1", "/documents/doc"} <= set(page.links())
