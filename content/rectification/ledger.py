"""The ledger 整改台账: which items are overdue, how many stand in each state, and the share that is closed out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.dates import PartialDate, local_day
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.matters.models import Matter
from content.officials.models import Official
from content.rectification.models import ITEM_STATES, RectificationItem, RectificationUpdate
from content.subjects.models import Review
from content.visibility import visible

OVERDUE = "overdue"
SHOWN_STATES = (OVERDUE, *ITEM_STATES)
"""What a reader may see as the state of an item: the states that are kept, and the derived one."""
SETTLED = frozenset({"verified_closed", "explained"})
"""States in which no deadline runs; an explained problem is none the less not solved."""


def shown_state(state: str, due_on: PartialDate | None, today: date) -> str:
    """Give the state a reader sees: `overdue` once a full due date has passed; a date without a day starts no clock."""
    late = state not in SETTLED and due_on is not None and due_on.full is not None and due_on.full < today
    return OVERDUE if late else state


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One item as the ledger shows it; either `official` and `post` or `matter` say what it is about."""

    id: str
    problem: str
    shown_state: str
    state: str
    origin: str
    measure: str | None
    responsible: str | None
    disposition: str | None
    opened_on: PartialDate | None
    due_on: PartialDate | None
    due_on_text: str | None
    review_on: PartialDate | None
    closed_on: PartialDate | None
    review_id: str | None
    matter_id: str | None
    official: str | None
    post: str | None
    matter: str | None
    institution_id: str | None
    institution: str | None
    cycle_id: str
    cycle: str
    year: int
    assembly_id: str
    assembly: str

    @property
    def title(self) -> str:
        """The first line of the problem."""
        return self.problem.split("\n", 1)[0]

    @property
    def detail(self) -> str:
        """What the problem says after its first line."""
        return self.problem.partition("\n")[2].strip()

    @property
    def subject_path(self) -> str:
        """The site path of the review or matter."""
        return f"/subjects/{self.review_id}" if self.review_id else f"/matters/{self.matter_id}"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of the ledger, with what it is a share of and the day it was counted."""

    numerator: int
    denominator: int
    as_of: date


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """The ledger in figures: how many items there are, in each state (none of them 0), and how many are closed out."""

    total: int
    counts: tuple[tuple[str, int], ...]
    closed: Rate

    def count(self, state: str) -> int:
        """Give the number of items in a state that a reader sees."""
        return dict(self.counts).get(state, 0)


def read_ledger(session: Session, now: datetime, *conditions: ColumnElement[bool]) -> list[LedgerRow]:
    """Read visible items that meet the conditions, in one statement; overdue ones first, the latest of them on top."""
    today = local_day(now)
    closed = (
        select(RectificationUpdate.item_id, func.max(RectificationUpdate.dated_on).label("closed_on"))
        .where(RectificationUpdate.kind == "verification")
        .group_by(RectificationUpdate.item_id)
        .subquery()
    )
    item = RectificationItem
    rows = session.execute(
        select(
            item.id,
            item.problem,
            item.state,
            item.origin,
            item.measure,
            item.responsible,
            item.disposition,
            item.opened_on,
            item.due_on,
            item.due_on_text,
            item.review_on,
            closed.c.closed_on,
            item.review_id,
            item.matter_id,
            Official.name.label("official"),
            Review.post,
            Matter.title.label("matter"),
            Institution.id.label("institution_id"),
            Institution.name.label("institution"),
            Cycle.id.label("cycle_id"),
            Cycle.title.label("cycle"),
            Cycle.year,
            Assembly.code.label("assembly_id"),
            Assembly.name.label("assembly"),
        )
        .outerjoin(Review, Review.id == item.review_id)
        .outerjoin(Official, Official.id == Review.official_id)
        .outerjoin(Institution, Institution.id == Review.institution_id)
        .outerjoin(Matter, Matter.id == item.matter_id)
        .join(Cycle, Cycle.id == func.coalesce(Review.cycle_id, Matter.cycle_id))
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .outerjoin(closed, closed.c.item_id == item.id)
        .where(visible(item, now), *conditions)
    )
    ledger = [
        LedgerRow(
            **{**row, "post": full_post(row["institution"], row["post"]) if row["post"] else None},
            shown_state=shown_state(row["state"], row["due_on"], today),
        )
        for row in rows.mappings()
    ]
    return sorted(ledger, key=_urgency)


def count_ledger(rows: Iterable[LedgerRow], as_of: date) -> LedgerFigures:
    """Count items by the state a reader sees; closed out ones as a share of all, explained ones included in all."""
    counted = Counter(row.shown_state for row in rows)
    total = counted.total()
    return LedgerFigures(
        total=total,
        counts=tuple((state, counted[state]) for state in SHOWN_STATES if counted[state]),
        closed=Rate(counted["verified_closed"], total, as_of),
    )


_RUNNING, _EXPLAINED, _CLOSED = 1, 2, 3
_NO_DATE = date.max


def _urgency(row: LedgerRow) -> tuple[int, date, int, str]:
    """Overdue by due date, then running by due date, then explained by review date, then closed, newest first."""
    due = row.due_on.last if row.due_on else _NO_DATE
    if row.shown_state == OVERDUE:
        return (0, due, 0, row.id)
    if row.state == "explained":
        return (_EXPLAINED, row.review_on.last if row.review_on else _NO_DATE, 0, row.id)
    if row.state == "verified_closed":
        return (_CLOSED, date.min, -row.closed_on.last.toordinal() if row.closed_on else 0, row.id)
    return (_RUNNING, due, 0, row.id)
