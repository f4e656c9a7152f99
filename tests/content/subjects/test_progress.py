"""A review's way, and a matter's."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from content import changes
from content.database import Database
from content.matters import progress as matter_progress
from content.matters.models import MATTER_STATUSES
from content.subjects import progress
from content.subjects.models import REVIEW_STATUSES, Review
from content.subjects.progress import TRANSITIONS
from content.transitions import TransitionRefusedError
from tests import factories
from tests.factories import NOW

WITH_REASON = {"suspend", "end_without_vote"}
ACTS = sorted({act for acts in TRANSITIONS.values() for act in acts})


def perform(session: Session, review: Review, act: str) -> None:
    arguments = ("免去职务",) if act in WITH_REASON else ()
    getattr(progress, act)(session, review, *arguments, NOW)


def test_the_tables_know_every_status() -> None:
    assert set(TRANSITIONS) == set(REVIEW_STATUSES)
    assert set(matter_progress.TRANSITIONS) == set(MATTER_STATUSES)


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ACTS), max_size=10))
def test_any_sequence_of_acts_stays_in_the_table(database: Database, acts: list[str]) -> None:
    with database.transaction() as session:
        review = factories.review(session)
        for act in acts:
            before, revision = review.status, changes.revision(session)
            try:
                perform(session, review, act)
            except TransitionRefusedError:
                assert (review.status, changes.revision(session)) == (before, revision)
                continue
            assert review.status == TRANSITIONS[before][act]
            assert changes.revision(session) == revision + 1
        stopped = review.status in {"suspended", "ended_without_vote"}
        assert bool(review.status_reason) == stopped


def test_a_review_that_was_voted_on_cannot_end_without_a_vote(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session, status="rectifying")
        with pytest.raises(TransitionRefusedError):
            progress.end_without_vote(session, review, "免去职务", NOW)


def test_stopping_needs_a_reason(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session)
        with pytest.raises(TransitionRefusedError, match="原因"):
            progress.suspend(session, review, " ", NOW)


def test_a_matter_starts_and_completes_on_the_day_it_does(database: Database) -> None:
    with database.transaction() as session:
        matter = factories.matter(session, status="planned")
        with pytest.raises(TransitionRefusedError):
            matter_progress.complete(session, matter, NOW)
        matter_progress.start(session, matter, NOW)
        matter_progress.complete(session, matter, NOW)
        with pytest.raises(TransitionRefusedError):
            matter_progress.start(session, matter, NOW)
    assert (str(matter.started_on), str(matter.completed_on)) == ("2026-11-21", "2026-11-21")
