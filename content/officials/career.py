"""One official over the years: the posts held and the reviews in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.documents.citations import Citation, cite
from content.figures.votes import same_measure
from content.institutions.models import Institution
from content.officials.models import Appointment, Official
from content.subjects.models import Review
from content.subjects.overview import ReviewRow, read_overview
from content.visibility import visible


@dataclass(frozen=True, slots=True)
class Career:
    """An official with posts and reviews, the newest first of each."""

    official: Official
    assembly: Assembly | None
    appointments: Sequence[tuple[Appointment, str]]
    reviews: Sequence[ReviewRow]
    source: Citation | None

    @property
    def same_measure(self) -> bool:
        """Say whether the results of the years may be compared."""
        return same_measure([row.definition for row in self.reviews])


def read_career(session: Session, official_id: str, now: datetime) -> Career | None:
    """Read an official who has a review that is public at `now`, or None."""
    official = session.get(Official, official_id)
    reviewed = session.scalars(select(Review.id).where(Review.official_id == official_id, visible(Review, now))).all()
    if official is None or not reviewed:
        return None
    held = session.execute(
        select(Appointment, Institution.name)
        .join(Institution, Institution.id == Appointment.institution_id)
        .where(Appointment.official_id == official_id)
        .order_by(Appointment.appointed_on.desc().nulls_last(), Appointment.row)
    )
    reviews = tuple(read_overview(session, now, reviewed).values())
    return Career(
        official=official,
        assembly=session.get(Assembly, reviews[0].assembly_id),
        appointments=[(appointment, institution) for appointment, institution in held],
        reviews=reviews,
        source=cite(session, [official.source], now).get(official.source or ""),
    )
