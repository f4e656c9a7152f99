"""Reviews as rows of a table: who, in which post, with what result, and how far the rectification is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.dates import PartialDate
from content.figures.votes import result
from content.hearings.models import Ballot, Hearing
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.kind import among
from content.officials.models import Official
from content.rectification.ledger import OVERDUE, read_ledger
from content.rectification.models import RectificationItem
from content.rulesets.models import Ruleset
from content.rulesets.reading import read_rulesets
from content.subjects.models import Review
from content.visibility import visible


@dataclass(frozen=True, slots=True)
class Round:
    """One released ballot: its number, its day, its grade and how the grade was found."""

    number: int
    held_on: PartialDate | None
    grade: str | None
    how: Literal["computed", "declared", "unknown"]


@dataclass(frozen=True, slots=True)
class Progress:
    """The items of one review by what has become of them."""

    total: int = 0
    closed: int = 0
    explained: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One review as a row; rounds in their order."""

    id: str
    official_id: str
    official: str
    post: str
    institution: str
    mode: str | None
    selection: str | None
    status: str
    status_reason: str | None
    carried_over: bool
    cycle_id: str
    cycle: str
    year: int
    assembly_id: str
    assembly: str
    fictional: bool
    ruleset: Ruleset | None
    definition: Mapping[str, Any]
    rounds: tuple[Round, ...]
    progress: Progress

    @property
    def path(self) -> str:
        """The site path."""
        return f"/subjects/{self.id}"


def read_overview(session: Session, now: datetime, ids: Collection[str] | None = None) -> dict[str, ReviewRow]:
    """Read visible reviews by id, newest year first, in four statements."""
    rows = session.execute(
        select(Review, Official.name, Institution.name, Cycle, Assembly)
        .join(Official, Official.id == Review.official_id)
        .join(Institution, Institution.id == Review.institution_id)
        .join(Cycle, Cycle.id == Review.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Review, now), among(Review.id, ids))
        .order_by(Cycle.year.desc(), Cycle.id, Review.id)
    ).all()
    rulesets = read_rulesets(session, (cycle.ruleset_id for *_, cycle, _ in rows), now)
    definitions = {
        review.id: rulesets[cycle.ruleset_id].definition if cycle.ruleset_id in rulesets else {}
        for review, _, _, cycle, _ in rows
    }
    rounds = _rounds(session, now, definitions)
    progress = _progress(session, now, definitions.keys())
    return {
        review.id: ReviewRow(
            id=review.id,
            official_id=review.official_id,
            official=official,
            post=full_post(institution, review.post),
            institution=institution,
            mode=review.mode,
            selection=review.selection,
            status=review.status,
            status_reason=review.status_reason,
            carried_over=review.carried_over_from_id is not None,
            cycle_id=cycle.id,
            cycle=cycle.title,
            year=cycle.year,
            assembly_id=assembly.code,
            assembly=assembly.name,
            fictional=assembly.fictional,
            ruleset=rulesets.get(cycle.ruleset_id),
            definition=definitions[review.id],
            rounds=tuple(rounds.get(review.id, ())),
            progress=progress.get(review.id, Progress()),
        )
        for review, official, institution, cycle, assembly in rows
    }


def _rounds(session: Session, now: datetime, definitions: Mapping[str, Mapping[str, Any]]) -> dict[str, list[Round]]:
    rounds: dict[str, list[Round]] = {}
    for ballot, held_on in session.execute(
        select(Ballot, Hearing.held_on)
        .join(Hearing, Hearing.id == Ballot.hearing_id)
        .where(Ballot.review_id.in_(definitions), visible(Ballot, now))
        .order_by(Ballot.round)
    ):
        review_id = ballot.review_id or ""
        found = result(definitions[review_id], ballot)
        rounds.setdefault(review_id, []).append(Round(ballot.round, held_on, found.grade, found.how))
    return rounds


def _progress(session: Session, now: datetime, ids: Collection[str]) -> dict[str, Progress]:
    states: dict[str, list[str]] = {}
    for row in read_ledger(session, now, RectificationItem.review_id.in_(ids)):
        states.setdefault(row.review_id or "", []).append(row.shown_state)
    return {
        review_id: Progress(
            total=len(shown),
            closed=shown.count("verified_closed"),
            explained=shown.count("explained"),
            overdue=shown.count(OVERDUE),
        )
        for review_id, shown in states.items()
    }
