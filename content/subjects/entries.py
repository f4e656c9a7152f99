"""Reviews as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.officials.models import Official
from content.subjects.models import Review
from content.visibility import publication, visible


def review_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible reviews: title the name and post, summary the year's title."""
    rows = session.execute(
        select(Review, Official.name, Institution.name, Cycle.title, Cycle.year, Cycle.assembly_id, Assembly.name)
        .join(Official, Official.id == Review.official_id)
        .join(Institution, Institution.id == Review.institution_id)
        .join(Cycle, Cycle.id == Review.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Review, now), among(Review.id, ids))
    )
    entries = []
    for review, name, institution, cycle_title, year, assembly, assembly_name in rows:
        text = "\n".join(filter(None, (cycle_title, full_post(institution, review.post), review.status_reason)))
        entries.append(
            Entry(
                kind="review",
                id=review.id,
                type="review",
                title=f"{name}（{full_post(institution, review.post)}）",
                path=f"/subjects/{review.id}",
                **publication(review),
                summary=cycle_title,
                text=text,
                html=paragraphs(text),
                year=year,
                assembly=assembly,
                assembly_name=assembly_name,
                institution=institution,
                cycle=review.cycle_id,
                subjects=(review.id,),
                source=review.source,
            )
        )
    return newest_first(entries)


KIND = Kind("review", (Review,), review_entries)
