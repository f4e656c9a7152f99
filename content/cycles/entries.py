"""Annual cycles as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle, Stage
from content.dates import PartialDate
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.visibility import publication, visible


def cycle_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible cycles."""
    rows = session.execute(
        select(Cycle, Assembly.name)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Cycle, now), among(Cycle.id, ids))
    )
    return newest_first(
        [
            Entry(
                kind="cycle",
                id=cycle.id,
                type="cycle",
                title=cycle.title,
                path=f"/cycles/{cycle.id}",
                **publication(cycle),
                summary=cycle.summary or "",
                text=cycle.summary or "",
                html=paragraphs(cycle.summary or ""),
                date=PartialDate(cycle.year),
                year=cycle.year,
                assembly=cycle.assembly_id,
                assembly_name=assembly_name,
                cycle=cycle.id,
                source=cycle.source,
            )
            for cycle, assembly_name in rows
        ]
    )


KIND = Kind("cycle", (Cycle, Stage), cycle_entries)
