"""The results of hearings, one line a vote."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.figures.votes import result
from content.hearings.models import Ballot, Hearing
from content.matters.models import Matter
from content.officials.models import Official
from content.rulesets.reading import read_rulesets
from content.subjects.models import Review
from content.visibility import visible


@dataclass(frozen=True, slots=True)
class Vote:
    """One released round: on whom or what, and its grade."""

    name: str
    path: str
    round: int
    grade: str | None
    how: Literal["computed", "declared", "unknown"]


@dataclass(frozen=True, slots=True)
class HearingRow:
    """One hearing with its released votes."""

    hearing: Hearing
    year: int
    assembly: str
    released: bool
    votes: tuple[Vote, ...]


def read_results(session: Session, now: datetime, ids: Collection[str]) -> dict[str, HearingRow]:
    """Read visible hearings by id with their released votes, in three statements."""
    hearings = session.execute(
        select(Hearing, Cycle, Assembly.name)
        .join(Cycle, Cycle.id == Hearing.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(Hearing.id.in_(ids), visible(Hearing, now))
    ).all()
    rulesets = read_rulesets(session, (cycle.ruleset_id for _, cycle, _ in hearings), now)
    definitions = {
        hearing.id: rulesets[cycle.ruleset_id].definition if cycle.ruleset_id in rulesets else {}
        for hearing, cycle, _ in hearings
    }
    votes: dict[str, list[Vote]] = {}
    for ballot, official, matter in session.execute(
        select(Ballot, Official.name, Matter.title)
        .outerjoin(Review, Review.id == Ballot.review_id)
        .outerjoin(Official, Official.id == Review.official_id)
        .outerjoin(Matter, Matter.id == Ballot.matter_id)
        .where(Ballot.hearing_id.in_(definitions), visible(Ballot, now))
        .order_by(Ballot.id)
    ):
        found = result(definitions[ballot.hearing_id], ballot)
        path = f"/subjects/{ballot.review_id}" if ballot.review_id else f"/matters/{ballot.matter_id}"
        vote = Vote(official or matter or "", path, ballot.round, found.grade, found.how)
        votes.setdefault(ballot.hearing_id, []).append(vote)
    return {
        hearing.id: HearingRow(
            hearing,
            cycle.year,
            assembly,
            hearing.released_at is not None and hearing.released_at <= now,
            tuple(votes.get(hearing.id, ())),
        )
        for hearing, cycle, assembly in hearings
    }
