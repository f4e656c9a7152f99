"""What the home page shows besides the year itself: the last vote, the channels, other places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.contacts.models import Contact
from content.cycles.models import Cycle
from content.documents.citations import cite
from content.figures.votes import threshold_source
from content.hearings.models import Ballot, Hearing
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.matters.models import Matter
from content.officials.models import Official
from content.rectification.ledger import SETTLED
from content.rectification.models import RectificationItem
from content.rulesets.models import Ruleset
from content.subjects.models import Review
from content.visibility import visible
from portal.hearings.ballots import BallotView, ballot_view


@dataclass(frozen=True, slots=True)
class LastVote:
    """The newest released ballot, whom or what it was about, and where that is shown."""

    view: BallotView
    about: str
    path: str

    @property
    def caption(self) -> str:
        """Name the vote: 周明远（县水务局局长）第二次测评."""
        if self.view.round == 1:
            return gettext("%(about)s测评", about=self.about)
        return gettext("%(about)s第%(round)d次测评", about=self.about, round=self.view.round)


@dataclass(frozen=True, slots=True)
class Place:
    """A year of some assembly, as one line."""

    id: str
    title: str
    year: int
    assembly: str
    fictional: bool


def current_cycle(session: Session, assembly: str, today: date, now: datetime) -> str | None:
    """Find the year that is on: the newest that has begun, else the first to come; None where there is none."""
    rows = session.execute(
        select(Cycle.id, Cycle.year)
        .where(Cycle.assembly_id == assembly, visible(Cycle, now))
        .order_by(Cycle.year.desc(), Cycle.id)
    ).all()
    begun = [id_ for id_, year in rows if year <= today.year]
    return begun[0] if begun else rows[-1][0] if rows else None


def read_last_vote(session: Session, assembly: str, now: datetime) -> LastVote | None:
    """Read the newest released ballot of an assembly; of one hearing the latest round."""
    row = session.execute(
        select(Ballot, Hearing, Ruleset.definition, Official.name, Institution.name, Review.post, Matter.title)
        .join(Hearing, Hearing.id == Ballot.hearing_id)
        .join(Cycle, Cycle.id == Hearing.cycle_id)
        .outerjoin(Ruleset, (Ruleset.id == Cycle.ruleset_id) & visible(Ruleset, now))
        .outerjoin(Review, Review.id == Ballot.review_id)
        .outerjoin(Official, Official.id == Review.official_id)
        .outerjoin(Institution, Institution.id == Review.institution_id)
        .outerjoin(Matter, Matter.id == Ballot.matter_id)
        .where(Cycle.assembly_id == assembly, visible(Ballot, now))
        .order_by(Hearing.held_on.desc(), Hearing.released_at.desc(), Ballot.round.desc(), Ballot.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    ballot, hearing, definition, official, institution, post, matter = row
    definition = definition or {}
    citations = cite(session, [hearing.source, threshold_source(definition).document], now)
    return LastVote(
        ballot_view(ballot, hearing, definition, citations),
        f"{official}（{full_post(institution, post)}）" if official else matter,
        f"/subjects/{ballot.review_id}" if ballot.review_id else f"/matters/{ballot.matter_id}",
    )


def read_channels_in_use(session: Session, cycle_id: str, today: date, now: datetime) -> Sequence[Contact]:
    """Read the channels of a year that may be used on a day."""
    contacts = session.scalars(
        select(Contact).where(Contact.cycle_id == cycle_id, visible(Contact, now)).order_by(Contact.kind, Contact.id)
    )
    return [contact for contact in contacts if contact.valid_on(today)]


def count_left_over(session: Session, assembly: str, cycle_id: str, now: datetime) -> int:
    """Count the items of an assembly's other years that are neither closed nor explained."""
    return session.scalars(
        select(func.count())
        .select_from(RectificationItem)
        .outerjoin(Review, Review.id == RectificationItem.review_id)
        .outerjoin(Matter, Matter.id == RectificationItem.matter_id)
        .join(Cycle, Cycle.id == func.coalesce(Review.cycle_id, Matter.cycle_id))
        .where(
            Cycle.assembly_id == assembly,
            Cycle.id != cycle_id,
            RectificationItem.state.not_in(SETTLED),
            visible(RectificationItem, now),
        )
    ).one()


def read_places(session: Session, home: str | None, now: datetime) -> list[Place]:
    """Read the years of all assemblies but the home one, newest first."""
    rows = session.execute(
        select(Cycle.id, Cycle.title, Cycle.year, Assembly.name, Assembly.fictional)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Cycle, now), Cycle.assembly_id != (home or ""))
        .order_by(Cycle.year.desc(), Assembly.name, Cycle.id)
    )
    return [Place(*row) for row in rows]
