"""The story of a review: whole, in order, with nothing that is not public."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from content.database import Database
from content.subjects.story import ReviewStory, read_review
from tests import factories
from tests.factories import NOW, day
from tests.statements import counted


def tell(session: Session, review_id: str) -> ReviewStory:
    story = read_review(session, review_id, NOW)
    assert story is not None
    return story


def full_review(session: Session, review_id: str = "r1", *, times: int = 1) -> None:
    """Make a review with everything, each thing several times."""
    group = factories.group(session)
    review = factories.review(session, id=review_id, cycle_id=group.cycle_id, group_id=group.id, status="rectifying")
    factories.appointment(session, official_id=review.official_id, institution_id=review.institution_id)
    factories.stage(session, cycle_id=review.cycle_id)
    hearing = factories.hearing(session, cycle_id=review.cycle_id)
    for number in range(1, times + 1):
        about = {"review_id": review.id}
        factories.contact(session, cycle_id=review.cycle_id)
        document = factories.document(
            session, cycle_id=review.cycle_id, type="appraisal_opinion", subjects=(review.id,), title="评议意见"
        )
        factories.dispatch(session, document_id=document.id, recipient="周明远", received_on=day("2026-08-10"))
        factories.activity(session, **about)
        item = factories.item(session, **about)
        factories.update(session, item_id=item.id)
        factories.finding(session, item_id=item.id, **about)
        factories.inquiry(session, hearing_id=hearing.id, **about)
        factories.ballot(session, hearing_id=hearing.id, round=number, **about)
        factories.decision(session, cycle_id=review.cycle_id, gate="plan", **about)
        factories.consequence(session, **about)


def test_a_story_is_a_fixed_number_of_statements(database: Database) -> None:
    with database.transaction() as session:
        full_review(session, "one")
        full_review(session, "many", times=12)
    numbers = []
    for review_id in ("one", "many"):
        with counted(database.engine) as statements, database.reading() as session:
            tell(session, review_id)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_what_is_not_published_is_not_told(database: Database) -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    with database.transaction() as session:
        review = factories.review(session, id="r1")
        factories.review(session, id="hidden", cycle_id=review.cycle_id, published_at=None)
        factories.review(session, id="scheduled", cycle_id=review.cycle_id, published_at=later)
        about = {"review_id": review.id}
        factories.activity(session, published_at=None, **about)
        factories.finding(session, published_at=later, **about)
        factories.item(session, published_at=None, **about)
        factories.consequence(session, published_at=None, **about)
        factories.decision(session, cycle_id=review.cycle_id, gate="plan", published_at=None, **about)
        factories.document(session, cycle_id=review.cycle_id, subjects=(review.id,), state="draft")
    with database.reading() as session:
        assert read_review(session, "hidden", NOW) is None
        assert read_review(session, "scheduled", NOW) is None
        assert read_review(session, "nobody", NOW) is None
        record = tell(session, "r1").record
    told = (record.activities, record.findings, record.items, record.consequences, record.decisions, record.documents)
    assert [list(one) for one in told] == [[], [], [], [], [], []]


def test_results_stay_closed_until_their_release(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1", status="heard")
        hearing = factories.hearing(session, cycle_id=review.cycle_id, released_at=None)
        factories.ballot(session, hearing_id=hearing.id, review_id="r1")
        factories.inquiry(session, hearing_id=hearing.id, review_id="r1")
    with database.reading() as session:
        record = tell(session, "r1").record
    assert (record.hearings, record.ballots) == ([], [])
    assert [one.id for one in record.unreleased] == [hearing.id]


def test_the_clocks_start_at_the_persons_recorded_receipt(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1")
        opinion = factories.document(
            session, cycle_id=review.cycle_id, type="appraisal_opinion", subjects=("r1",), title="评议意见"
        )
        factories.dispatch(session, document_id=opinion.id, recipient="县水务局", received_on=day("2026-08-08"))
        person = factories.dispatch(session, document_id=opinion.id, recipient="周明远", received_on=None)
    with database.reading() as session:
        (waiting,) = tell(session, "r1").opinions
    assert (waiting.received_on, [one.on for one in waiting.deadlines]) == (None, [None])
    with database.transaction() as session:
        session.merge(person).received_on = day("2026-08-31")
    with database.reading() as session:
        (received,) = tell(session, "r1").opinions
    assert [one.on for one in received.deadlines] == [date(2026, 9, 30)]
    with database.transaction() as session:
        session.merge(person).received_on = day("2026-08")
    with database.reading() as session:
        (partial,) = tell(session, "r1").opinions
    assert [one.on for one in partial.deadlines] == [None], "a partial date starts no clock"


def test_other_clocks_start_at_the_receipt_of_their_document(database: Database) -> None:
    definition = {
        "deadlines": [
            {"name": "批准方案", "after": "plan_received", "duration": "P10D"},
            {"name": "回头看", "after": "rectification_report_received", "duration": "P1M"},
        ]
    }
    with database.transaction() as session:
        cycle = factories.cycle(session, ruleset_id=factories.ruleset(session, definition=definition).id)
        factories.review(session, id="r1", cycle_id=cycle.id)
        plan = factories.document(session, cycle_id=cycle.id, type="rectification_plan", subjects=("r1",))
        factories.dispatch(session, document_id=plan.id, recipient="县人大常委会", received_on=day("2026-09-04"))
    with database.reading() as session:
        story = tell(session, "r1")
    assert [(one.name, one.on) for one in story.deadlines_after("plan_received")] == [("批准方案", date(2026, 9, 14))]
    assert story.deadlines_after("rectification_report_received") == []


def test_activities_after_the_hearing_are_the_look_back(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1")
        hearing = factories.hearing(session, cycle_id=review.cycle_id, held_on=day("2026-07-29"))
        factories.ballot(session, hearing_id=hearing.id, review_id="r1")
        for name, held in {"before": "2026-05-06", "same-month": "2026-07", "after": "2026-11-20"}.items():
            factories.activity(session, id=name, review_id="r1", dated_on=day(held))
    with database.reading() as session:
        story = tell(session, "r1")
    assert [one.id for one in story.activities_before_hearing()] == ["before", "same-month"]
    assert [one.id for one in story.activities_after_hearing()] == ["after"]


def test_years_are_linked_both_ways(database: Database) -> None:
    with database.transaction() as session:
        last_year = factories.cycle(session, year=2025)
        factories.review(session, id="r2025", cycle_id=last_year.id)
        factories.review(session, id="r2026", carried_over_from_id="r2025", selection="carried_over")
    with database.reading() as session:
        assert [one.id for one in tell(session, "r2025").carried_over_to] == ["r2026"]
        before = tell(session, "r2026").carried_over_from
        assert before is not None
        assert (before.id, before.year) == ("r2025", 2025)


def test_documents_of_the_year_are_told_and_those_of_others_are_not(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, id="r1")
        factories.document(session, id="scheme", type="scheme", cycle_id=review.cycle_id)
        factories.document(session, id="bulletin", type="bulletin", cycle_id=review.cycle_id)
        factories.document(session, id="mine", type="duty_report", cycle_id=review.cycle_id, subjects=("r0", "r1"))
        factories.document(session, id="other", type="notice", cycle_id=review.cycle_id, subjects=("r10",))
    with database.reading() as session:
        record = tell(session, "r1").record
    assert {one.id for one in record.documents} == {"scheme", "mine"}


def test_a_year_is_over_after_its_last_stage(database: Database) -> None:
    with database.transaction() as session:
        running = factories.review(session, id="running")
        factories.stage(session, cycle_id=running.cycle_id, ends_on=day("2026-12"))
        over = factories.review(session, id="over", cycle_id=factories.cycle(session).id)
        factories.stage(session, cycle_id=over.cycle_id, ends_on=day("2026-03-31"))
        factories.review(session, id="old", cycle_id=factories.cycle(session, year=2017).id)
    with database.reading() as session:
        told = {one: tell(session, one).is_running(date(2026, 11, 21)) for one in ("running", "over", "old")}
    assert told == {"running": True, "over": False, "old": False}
