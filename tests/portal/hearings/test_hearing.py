"""A hearing: agenda, questions and answers, votes, and nothing of it before the release."""

from datetime import UTC, datetime

from flask.testing import FlaskClient

from content.database import Database
from tests import factories
from tests.portal.page import Page


def test_results_stand_by_subject_with_both_times(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1", post="局长")
        matter = factories.matter(session, id="m1", cycle_id=review.cycle_id, title="农村供水专项监督")
        factories.hearing(session, id="h1", cycle_id=review.cycle_id)
        factories.participants(session, hearing_id="h1", capacity="deputy", count=15)
        factories.inquiry(session, hearing_id="h1", review_id="r1", question="检测为何不足？", answer="已增加频次。")
        factories.ballot(session, hearing_id="h1", review_id="r1")
        factories.inquiry(session, hearing_id="h1", matter_id=matter.id, answer=None)
    page = Page(client.get("/hearings/h1").text)
    assert page.of("h2")[:3] == ["议程", "周明远 县水务局局长", "农村供水专项监督"]
    assert page.of("#agenda") == ["议程"]
    assert "问 委员：检测为何不足？ 答 已增加频次。" in page.text
    assert "答复未公布" in page.text
    assert "结果为基本满意" in page.text
    assert "会场宣布 2026-07-29 16:35" in page.text
    assert "本站公布 2026-07-29 17:10" in page.text
    assert "人大代表 15人" in page.text
    assert {"/subjects/r1", "/matters/m1"} <= set(page.links())
    listed = Page(client.get("/hearings/").text)
    assert "周明远 基本满意" in listed.text


def test_nothing_of_the_results_shows_before_the_release(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1")
        later = datetime(2026, 11, 21, 4, 0, 1, tzinfo=UTC)
        factories.hearing(session, id="h1", cycle_id=review.cycle_id, released_at=later)
        factories.inquiry(session, hearing_id="h1", review_id="r1", question="检测为何不足？")
        factories.ballot(session, hearing_id="h1", review_id="r1")
    for path in ("/hearings/h1", "/hearings/", "/hearings.atom", "/subjects/", "/subjects/r1.atom"):
        text = client.get(path).text
        for secret in ("检测为何不足", "45.2%", "基本满意"):
            assert secret not in text, path
    assert "结果尚未公布" in Page(client.get("/hearings/h1").text).text
    assert "结果尚未公布" in Page(client.get("/hearings/").text).text


def test_two_rounds_are_told_apart(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1")
        for number, name in ((1, "h1"), (2, "h2")):
            factories.hearing(session, id=name, cycle_id=review.cycle_id)
            factories.ballot(session, hearing_id=name, review_id="r1", round=number, reason="主任会议决定")
    assert "再次测评的原因" not in Page(client.get("/hearings/h1").text).text
    second = Page(client.get("/hearings/h2").text)
    assert "再次测评的原因：主任会议决定" in second.text
    assert second.of("caption") == ["第2次测评票数"]
    assert "（第2次）" in Page(client.get("/hearings/").text).text


def test_a_hearing_without_votes_says_so(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.hearing(session, id="h1", held_on=None, held_on_text="11月中下旬", agenda=None)
    assert "这次会议没有公布询问和测评。" in Page(client.get("/hearings/h1").text).text
    assert "11月中下旬" in Page(client.get("/hearings/").text).text
