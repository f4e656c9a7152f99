"""Oversight matters as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.matters.models import Matter
from content.visibility import publication, visible


def matter_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible matters."""
    rows = session.execute(
        select(Matter, Cycle.title, Cycle.year, Cycle.assembly_id, Assembly.name)
        .join(Cycle, Cycle.id == Matter.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Matter, now), among(Matter.id, ids))
    )
    entries = []
    for matter, cycle_title, year, assembly, assembly_name in rows:
        summary = "，".join(filter(None, (cycle_title, matter.method, matter.lead)))
        entries.append(
            Entry(
                kind="matter",
                id=matter.id,
                type="matter",
                title=matter.title,
                path=f"/matters/{matter.id}",
                **publication(matter),
                summary=summary,
                text=summary,
                html=paragraphs(summary),
                date=matter.started_on,
                year=year,
                assembly=assembly,
                assembly_name=assembly_name,
                cycle=matter.cycle_id,
                subjects=(matter.id,),
                source=matter.source,
            )
        )
    return newest_first(entries)


KIND = Kind("matter", (Matter,), matter_entries)
