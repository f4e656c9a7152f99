"""The ledger: what is overdue, its order and its figures."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.database import Database
from content.dates import PartialDate
from content.rectification.ledger import OVERDUE, SETTLED, SHOWN_STATES, count_ledger, read_ledger, shown_state
from content.rectification.models import ITEM_STATES, RectificationItem
from tests import factories
from tests.factories import NOW, day
from tests.statements import counted

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("due", ["2026", "2025", "2026-10", "2025-01"])
@pytest.mark.parametrize("state", ITEM_STATES)
def test_a_date_without_a_day_is_never_overdue(state: str, due: str) -> None:
    assert shown_state(state, day(due), TODAY) == state


@given(state=st.sampled_from(ITEM_STATES), days=st.integers(-400, 400))
def test_an_open_item_is_overdue_from_the_day_after_its_due_date(state: str, days: int) -> None:
    due = PartialDate.of(TODAY + timedelta(days=days))
    assert (shown_state(state, due, TODAY) == OVERDUE) == (days < 0 and state not in SETTLED)


def test_the_day_is_the_day_in_china(database: Database) -> None:
    with database.transaction() as session:
        factories.item(session, id="due-today", due_on=day("2026-11-21"))
    evening = NOW.replace(day=21, hour=15, minute=59)
    midnight = NOW.replace(day=21, hour=16, minute=0)
    with database.reading() as session:
        assert read_ledger(session, evening)[0].shown_state == "in_progress"
        assert read_ledger(session, midnight)[0].shown_state == OVERDUE


def test_overdue_items_come_first_then_what_is_due_soonest_and_closed_ones_last(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session)
        rows_of: dict[str, dict[str, Any]] = {
            "closed": {"state": "verified_closed"},
            "explained": {"state": "explained", "disposition": "blocked", "review_on": day("2027-05-31")},
            "later": {"due_on": day("2026-12-31")},
            "sooner": {"due_on": day("2026-12")},
            "unknown": {"due_on": None},
            "late": {"due_on": day("2026-11-20")},
            "later-still": {"due_on": day("2026-11-01"), "state": "claimed_done"},
        }
        for name, values in rows_of.items():
            factories.item(session, id=name, review_id=review.id, **values)
        factories.update(session, item_id="closed", side="overseer", kind="verification", dated_on=day("2026-10-01"))
        factories.item(session, id="hidden", review_id=review.id, published_at=None)
    with database.reading() as session:
        rows = read_ledger(session, NOW)
    assert [row.id for row in rows] == ["later-still", "late", "later", "sooner", "unknown", "explained", "closed"]
    assert rows[-1].closed_on == day("2026-10-01")
    assert rows[0].post == "县水务局局长"


def test_the_figures_count_explained_items_as_not_closed(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session)
        for state in ("verified_closed", "verified_closed", "in_progress", "open"):
            factories.item(session, review_id=review.id, state=state)
        factories.item(session, review_id=review.id, state="open", due_on=day("2026-11-01"))
        factories.item(
            session, review_id=review.id, state="explained", disposition="blocked", review_on=day("2027-01-01")
        )
    with database.reading() as session:
        figures = count_ledger(read_ledger(session, NOW), TODAY)
    assert figures.total == 6
    assert figures.counts == (
        ("overdue", 1),
        ("open", 1),
        ("in_progress", 1),
        ("verified_closed", 2),
        ("explained", 1),
    )
    assert (figures.closed.numerator, figures.closed.denominator, figures.closed.as_of) == (2, 6, TODAY)
    assert (figures.count("overdue"), figures.count("reopened")) == (1, 0)


@given(states=st.lists(st.sampled_from(SHOWN_STATES)))
def test_an_empty_ledger_has_no_rate_and_counts_add_up(states: list[str]) -> None:
    rows = [_Row(state) for state in states]
    figures = count_ledger(rows, TODAY)  # type: ignore[arg-type]  # all that counting reads
    assert sum(number for _, number in figures.counts) == figures.total == len(states)
    assert figures.closed.numerator == states.count("verified_closed")


class _Row:
    def __init__(self, shown: str) -> None:
        self.shown_state = shown


def test_the_ledger_is_one_statement(database: Database) -> None:
    with database.transaction() as session:
        for _ in range(3):
            factories.item(session)
    with counted(database.engine) as statements, database.reading() as session:
        assert len(read_ledger(session, NOW, RectificationItem.state == "in_progress")) == 3
    assert len([one for one in statements if one.startswith("SELECT")]) == 1
