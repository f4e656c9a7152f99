"""Decisions, hearings, officials and matters as their pages read them, in fixed numbers of statements."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from content.database import Database
from content.decisions.register import read_decisions
from content.hearings.results import read_results
from content.hearings.session import read_hearing
from content.institutions.posts import full_post
from content.matters.story import read_matter
from content.officials.career import read_career
from content.rectification.item import read_item
from content.subjects.overview import read_overview
from tests import factories
from tests.factories import GRADES, NOW, day
from tests.statements import counted

LATER = datetime(2027, 1, 1, tzinfo=UTC)


def test_a_post_is_said_with_its_unit_once() -> None:
    assert full_post("县水务局", "局长") == "县水务局局长"
    assert full_post("县水务局", "县水务局局长") == "县水务局局长"


def test_a_decision_names_what_it_is_about(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1", post="局长")
        matter = factories.matter(session, id="m1", cycle_id=review.cycle_id)
        item = factories.item(session, id="i1", review_id=review.id)
        cycle = {"cycle_id": review.cycle_id}
        factories.decision(session, id="year", **cycle)
        factories.decision(session, id="of-review", review_id=review.id, **cycle)
        factories.decision(session, id="of-matter", matter_id=matter.id, **cycle)
        factories.decision(session, id="of-item", item_id=item.id, **cycle)
        factories.decision(session, id="hidden", published_at=None, **cycle)
    with database.reading() as session:
        rows = read_decisions(session, NOW, ["year", "of-review", "of-matter", "of-item", "hidden"])
    assert {key: (row.about, row.about_path) for key, row in rows.items()} == {
        "year": (None, None),
        "of-review": ("周明远（县水务局局长）", "/subjects/r1"),
        "of-matter": ("农村供水专项监督", "/matters/m1"),
        "of-item": ("集中供水点水质检测不足", "/rectification/i1"),
    }


def test_a_hearing_groups_what_was_said_by_subject_and_shows_it_once_released(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1")
        other = factories.review(session, id="r2", cycle_id=review.cycle_id)
        hearing = factories.hearing(session, id="h1", cycle_id=review.cycle_id)
        factories.participants(session, hearing_id="h1", capacity="observer", count=20)
        factories.participants(session, hearing_id="h1", capacity="member", count=29)
        for about in (review, other):
            factories.inquiry(session, hearing_id="h1", review_id=about.id)
            factories.ballot(session, hearing_id="h1", review_id=about.id)
    with database.reading() as session:
        meeting = read_hearing(session, "h1", NOW)
        assert meeting is not None
        assert [(one.path, len(one.inquiries), len(one.ballots)) for one in meeting.heard] == [
            ("/subjects/r1", 1, 1),
            ("/subjects/r2", 1, 1),
        ]
        assert [(one.capacity, one.count) for one in meeting.participants] == [("member", 29), ("observer", 20)]
        votes = read_results(session, NOW, ["h1"])["h1"].votes
        assert [(vote.name, vote.grade, vote.how) for vote in votes] == [("周明远", "基本满意", "computed")] * 2
    with database.transaction() as session:
        session.merge(hearing).released_at = LATER
    with database.reading() as session:
        closed = read_hearing(session, "h1", NOW)
        assert closed is not None
        assert (closed.released, closed.heard) == (False, [])
        row = read_results(session, NOW, ["h1"])["h1"]
        assert (row.released, row.votes) == (False, ())
        assert read_hearing(session, "nowhere", NOW) is None


def test_a_career_holds_the_years_together_and_says_when_they_do_not_compare(database: Database) -> None:
    with database.transaction() as session:
        person = factories.official(session, id="zhou")
        present = {"grades": GRADES, "pass_share": {"满意": {"share": "1/2", "of": "present"}}}
        other_rules = factories.ruleset(session, definition=present)
        for year, ruleset in ((2025, other_rules.id), (2026, None)):
            values = {"ruleset_id": ruleset} if ruleset else {}
            cycle = factories.cycle(session, year=year, **values)
            factories.review(session, id=f"r{year}", cycle_id=cycle.id, official_id=person.id)
        hearing = factories.hearing(session)
        for number, counts in ((1, {"不满意": 29}), (2, {"满意": 29})):
            factories.ballot(session, hearing_id=hearing.id, review_id="r2026", round=number, invalid=0, counts=counts)
        factories.item(session, review_id="r2026", state="verified_closed")
        factories.item(session, review_id="r2026", due_on=day("2026-01-01"))
        factories.official(session, id="unreviewed")
    with database.reading() as session:
        career = read_career(session, "zhou", NOW)
        assert career is not None
        assert [row.id for row in career.reviews] == ["r2026", "r2025"]
        assert not career.same_measure
        newest = career.reviews[0]
        assert [(one.number, one.grade) for one in newest.rounds] == [(1, "不满意"), (2, "满意")]
        assert (newest.progress.total, newest.progress.closed, newest.progress.overdue) == (2, 1, 1)
        assert read_career(session, "unreviewed", NOW) is None
        assert read_career(session, "nobody", NOW) is None


def test_matters_are_linked_across_levels(database: Database) -> None:
    with database.transaction() as session:
        factories.matter(session, id="city")
        factories.matter(session, id="county", parent_id="city")
        factories.matter(session, id="hidden", parent_id="city", published_at=None)
    with database.reading() as session:
        city, county = read_matter(session, "city", NOW), read_matter(session, "county", NOW)
        assert city is not None
        assert county is not None
        assert [child.id for child in city.children] == ["county"]
        assert county.parent is not None
        assert county.parent.id == "city"
        assert read_matter(session, "hidden", NOW) is None


def test_an_item_is_linked_with_its_recurrence_both_ways(database: Database) -> None:
    with database.transaction() as session:
        factories.item(session, id="old", state="verified_closed")
        factories.update(session, item_id="old", side="overseer", kind="verification", id="first-visit")
        factories.update(
            session, item_id="old", side="overseer", kind="verification", id="second-visit", dated_on=day("2026-10-01")
        )
        factories.item(session, id="new", recurrence_of_id="old")
    with database.reading() as session:
        old, new = read_item(session, "old", NOW), read_item(session, "new", NOW)
        assert old is not None
        assert new is not None
        assert ([one.id for one in old.later], [one.id for one in new.earlier]) == (["new"], ["old"])
        assert old.verification is not None
        assert old.verification.id == "second-visit"
        assert (new.verification, read_item(session, "nothing", NOW)) == (None, None)


def test_a_table_of_any_length_is_a_fixed_number_of_statements(database: Database) -> None:
    with database.transaction() as session:
        reviews = [factories.review(session).id for _ in range(20)]
        hearings = [factories.hearing(session).id for _ in range(20)]
        decisions = [factories.decision(session).id for _ in range(20)]
        for review, hearing in zip(reviews, hearings, strict=True):
            factories.ballot(session, review_id=review, hearing_id=hearing)
            factories.item(session, review_id=review)

    def count(read: Callable[[Session], object]) -> int:
        with counted(database.engine) as statements, database.reading() as session:
            read(session)
        return len(statements)

    assert count(lambda session: read_overview(session, NOW, reviews[:1])) == count(
        lambda session: read_overview(session, NOW, reviews)
    )
    assert count(lambda session: read_results(session, NOW, hearings[:1])) == count(
        lambda session: read_results(session, NOW, hearings)
    )
    assert count(lambda session: read_decisions(session, NOW, decisions[:1])) == count(
        lambda session: read_decisions(session, NOW, decisions)
    )
