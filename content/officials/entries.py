"""Officials as entries: public once one of their reviews is."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.officials.models import Appointment, Official
from content.subjects.models import Review
from content.visibility import visible


def official_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read officials with a visible review: title the name, text the posts."""
    reviewed = (
        select(
            Review.official_id.label("official_id"),
            func.min(Review.published_at).label("published_at"),
            func.max(Review.updated_at).label("updated_at"),
        )
        .where(visible(Review, now))
        .group_by(Review.official_id)
        .subquery()
    )
    rows = session.execute(
        select(Official, reviewed.c.published_at, reviewed.c.updated_at)
        .join(reviewed, reviewed.c.official_id == Official.id)
        .where(among(Official.id, ids))
    ).all()
    posts: dict[str, list[tuple[str, str, str, str]]] = {}
    for official_id, post, institution, assembly, assembly_name in session.execute(
        select(Appointment.official_id, Appointment.post, Institution.name, Institution.assembly_id, Assembly.name)
        .join(Institution, Institution.id == Appointment.institution_id)
        .join(Assembly, Assembly.code == Institution.assembly_id)
        .where(among(Appointment.official_id, ids))
        .order_by(Appointment.appointed_on.desc(), Appointment.row)
    ):
        posts.setdefault(official_id, []).append((post, institution, assembly, assembly_name))
    entries = []
    for official, published_at, updated_at in rows:
        held = posts.get(official.id, [])
        summary = "；".join(full_post(institution, post) for post, institution, *_ in held)
        entries.append(
            Entry(
                kind="official",
                id=official.id,
                type="official",
                title=official.name,
                path=f"/officials/{official.id}",
                published_at=published_at,
                updated_at=updated_at,
                summary=summary,
                text=summary,
                html=paragraphs(summary),
                institution=held[0][1] if held else None,
                assembly=held[0][2] if held else None,
                assembly_name=held[0][3] if held else None,
                source=official.source,
            )
        )
    return newest_first(entries)


KIND = Kind("official", (Official, Appointment), official_entries)
