"""One hearing: its agenda, who took part, and – once released – questions, answers and votes by subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.documents.citations import Citation, cite
from content.figures.votes import threshold_source
from content.hearings.models import CAPACITIES, Ballot, Hearing, HearingParticipant, Inquiry
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.matters.models import Matter
from content.officials.models import Official
from content.rulesets.models import Ruleset
from content.rulesets.reading import read_rulesets
from content.subjects.models import Review
from content.visibility import visible


@dataclass(slots=True)
class Heard:
    """What was said and voted about one review or matter."""

    name: str
    post: str
    path: str
    inquiries: list[Inquiry] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingSession:
    """One hearing with all that is public about it."""

    hearing: Hearing
    cycle: Cycle
    assembly: Assembly
    ruleset: Ruleset | None
    participants: Sequence[HearingParticipant]
    heard: Sequence[Heard]
    released: bool
    citations: Mapping[str, Citation]

    @property
    def definition(self) -> Mapping[str, Any]:
        """The rules of the year; empty where none are public."""
        return self.ruleset.definition if self.ruleset else {}


def read_hearing(session: Session, hearing_id: str, now: datetime) -> HearingSession | None:
    """Read a hearing that is public at `now`, or None."""
    row = session.execute(
        select(Hearing, Cycle, Assembly)
        .join(Cycle, Cycle.id == Hearing.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(Hearing.id == hearing_id, visible(Hearing, now))
    ).one_or_none()
    if row is None:
        return None
    hearing, cycle, assembly = row
    ruleset = read_rulesets(session, [cycle.ruleset_id], now).get(cycle.ruleset_id)
    participants = session.scalars(
        select(HearingParticipant).where(HearingParticipant.hearing_id == hearing_id, visible(HearingParticipant, now))
    ).all()
    sources = [hearing.source]
    sources += [threshold_source(ruleset.definition).document] if ruleset else []
    return HearingSession(
        hearing=hearing,
        cycle=cycle,
        assembly=assembly,
        ruleset=ruleset,
        participants=sorted(participants, key=lambda one: CAPACITIES.index(one.capacity)),
        heard=_heard(session, hearing_id, now),
        released=hearing.released_at is not None and hearing.released_at <= now,
        citations=cite(session, sources, now),
    )


def _heard(session: Session, hearing_id: str, now: datetime) -> list[Heard]:
    """Group what was said by subject, in the order of the questions, then of the votes."""
    heard: dict[str, Heard] = {}
    for inquiry, official, post, institution, matter in session.execute(
        select(Inquiry, Official.name, Review.post, Institution.name, Matter.title)
        .outerjoin(Review, Review.id == Inquiry.review_id)
        .outerjoin(Official, Official.id == Review.official_id)
        .outerjoin(Institution, Institution.id == Review.institution_id)
        .outerjoin(Matter, Matter.id == Inquiry.matter_id)
        .where(Inquiry.hearing_id == hearing_id, visible(Inquiry, now))
        .order_by(Inquiry.id)
    ):
        _of(heard, inquiry, official or matter, full_post(institution or "", post or "")).inquiries.append(inquiry)
    for ballot, official, post, institution, matter in session.execute(
        select(Ballot, Official.name, Review.post, Institution.name, Matter.title)
        .outerjoin(Review, Review.id == Ballot.review_id)
        .outerjoin(Official, Official.id == Review.official_id)
        .outerjoin(Institution, Institution.id == Review.institution_id)
        .outerjoin(Matter, Matter.id == Ballot.matter_id)
        .where(Ballot.hearing_id == hearing_id, visible(Ballot, now))
        .order_by(Ballot.round, Ballot.id)
    ):
        _of(heard, ballot, official or matter, full_post(institution or "", post or "")).ballots.append(ballot)
    return list(heard.values())


def _of(heard: dict[str, Heard], row: Inquiry | Ballot, name: str, post: str) -> Heard:
    subject = row.review_id or row.matter_id or ""
    folder = "subjects" if row.review_id else "matters"
    return heard.setdefault(subject, Heard(name, post, f"/{folder}/{subject}"))
