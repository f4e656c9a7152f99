"""Rectification items as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.institutions.models import Institution
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.matters.models import Matter
from content.rectification.models import RectificationItem, RectificationUpdate
from content.subjects.models import Review
from content.visibility import publication, visible


def item_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible items: title the first line of the problem, summary who is responsible."""
    cycle_id = func.coalesce(Review.cycle_id, Matter.cycle_id)
    rows = session.execute(
        select(RectificationItem, Institution.name, Cycle.id, Cycle.year, Cycle.assembly_id, Assembly.name)
        .outerjoin(Review, Review.id == RectificationItem.review_id)
        .outerjoin(Matter, Matter.id == RectificationItem.matter_id)
        .outerjoin(Institution, Institution.id == Review.institution_id)
        .join(Cycle, Cycle.id == cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(RectificationItem, now), among(RectificationItem.id, ids))
    ).all()
    notes: dict[str, list[str]] = {}
    for item_id, note in session.execute(
        select(RectificationUpdate.item_id, RectificationUpdate.note)
        .where(among(RectificationUpdate.item_id, ids))
        .order_by(RectificationUpdate.dated_on, RectificationUpdate.id)
    ):
        notes.setdefault(item_id, []).append(note or "")
    entries = []
    for item, institution, cycle, year, assembly, assembly_name in rows:
        told = (item.problem, item.cause, item.measure, item.responsible, *notes.get(item.id, ()))
        text = "\n".join(filter(None, told))
        entries.append(
            Entry(
                kind="item",
                id=item.id,
                type="item",
                title=item.title,
                path=f"/rectification/{item.id}",
                **publication(item),
                summary="，".join(filter(None, (institution, item.responsible))),
                text=text,
                html=paragraphs(text),
                date=item.opened_on,
                year=year,
                assembly=assembly,
                assembly_name=assembly_name,
                institution=institution,
                cycle=cycle,
                subjects=(item.review_id or item.matter_id or "",),
                source=item.source,
            )
        )
    return newest_first(entries)


KIND = Kind("item", (RectificationItem, RectificationUpdate), item_entries)
