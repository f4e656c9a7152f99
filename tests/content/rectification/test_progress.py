"""An item's way: only steps of the table, and the subject's word never closes it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from content.database import Database
from content.dates import PartialDate
from content.rectification import progress
from content.rectification.models import ITEM_STATES, RectificationItem, RectificationUpdate
from content.rectification.progress import TRANSITIONS, Actor, SecondPersonError, overdue
from content.transitions import TransitionRefusedError
from tests import factories
from tests.factories import NOW

UNIT = Actor("unit-1", "subject")
OVERSEER = Actor("office-1", "overseer")
NEXT_YEAR = date(2027, 5, 31)


def perform(session: Session, item: RectificationItem, act: str, actor: Actor) -> None:
    verbs = {
        "ask_plan": lambda: progress.ask_plan(session, item, actor, NOW),
        "return_plan": lambda: progress.return_plan(session, item, "缺时限", actor, NOW),
        "approve_plan": lambda: progress.approve_plan(session, item, "同意", actor, NOW),
        "begin": lambda: progress.begin(session, item, "开工", actor, NOW),
        "claim": lambda: progress.claim(session, item, "已完成", actor, NOW),
        "reject_claim": lambda: progress.reject_claim(session, item, "现场未完成", actor, NOW),
        "close_out": lambda: progress.close_out(session, item, "现场核验", UNIT.id, actor, NOW),
        "explain": lambda: progress.explain(session, item, "某办法第十四条", NEXT_YEAR, actor, NOW),
        "reopen": lambda: progress.reopen(session, item, "再次出现", actor, NOW),
    }
    verbs[act]()


ACTS = sorted({act for acts in TRANSITIONS.values() for act in acts})


def test_the_table_knows_every_state_and_leads_only_to_known_ones() -> None:
    assert set(TRANSITIONS) == set(ITEM_STATES)
    assert {state for acts in TRANSITIONS.values() for state in acts.values()} <= set(ITEM_STATES)


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from([UNIT, OVERSEER])), max_size=10))
def test_any_sequence_of_acts_stays_in_the_table(database: Database, steps: list[tuple[str, Actor]]) -> None:
    with database.transaction() as session:
        item = factories.item(session, state="open", disposition="blocked")
        for act, actor in steps:
            before = item.state
            try:
                perform(session, item, act, actor)
            except TransitionRefusedError:
                assert item.state == before
                continue
            assert item.state == TRANSITIONS[before][act]
            if item.state in {"verified_closed", "explained", "plan_approved", "reopened"}:
                assert actor.side == "overseer"
        if item.state == "verified_closed":
            kinds = session.scalars(select(RectificationUpdate.kind).where(RectificationUpdate.item_id == item.id))
            assert "verification" in set(kinds)


def test_the_one_who_claimed_cannot_verify(database: Database) -> None:
    with database.transaction() as session:
        item = factories.item(session, state="claimed_done")
        with pytest.raises(SecondPersonError, match="另一人"):
            progress.close_out(session, item, "现场核验", OVERSEER.id, OVERSEER, NOW)
        with pytest.raises(TransitionRefusedError, match="核验依据"):
            progress.close_out(session, item, " ", UNIT.id, OVERSEER, NOW)
        assert item.state == "claimed_done"


@pytest.mark.parametrize(
    ("disposition", "rule", "review_on"),
    [
        ("over_time", "某办法第十四条", NEXT_YEAR),
        ("blocked", "", NEXT_YEAR),
        ("blocked", "某办法第十四条", date(2026, 11, 21)),
        ("blocked", "某办法第十四条", date(2027, 11, 22)),
    ],
)
def test_an_explanation_needs_a_blocked_item_a_rule_and_a_review_within_a_year(
    database: Database, disposition: str, rule: str, review_on: date
) -> None:
    with database.transaction() as session:
        item = factories.item(session, disposition=disposition)
        with pytest.raises(TransitionRefusedError):
            progress.explain(session, item, rule, review_on, OVERSEER, NOW)


def test_reopening_needs_a_reason(database: Database) -> None:
    with database.transaction() as session:
        item = factories.item(session, state="verified_closed")
        with pytest.raises(TransitionRefusedError, match="原因"):
            progress.reopen(session, item, "", OVERSEER, NOW)


@given(st.sampled_from(ITEM_STATES), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_overdue_is_after_the_day_and_unsolved(state: str, due: date, days: int) -> None:
    late = overdue(state, PartialDate.of(due), due + timedelta(days=days))
    assert late == (days > 0 and state not in {"verified_closed", "explained"})


def test_a_partial_due_date_is_never_overdue() -> None:
    assert not overdue("in_progress", PartialDate.parse("2019-11"), date(2026, 1, 1))
    assert not overdue("in_progress", None, date(2026, 1, 1))
