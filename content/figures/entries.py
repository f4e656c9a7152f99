"""Reported figures as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.figures.models import ReportedFigure
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.visibility import publication, visible


def figure_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible reported figures; each is shown on its cycle's page."""
    rows = session.execute(
        select(ReportedFigure, Cycle.year, Assembly.name)
        .join(Assembly, Assembly.code == ReportedFigure.assembly_id)
        .outerjoin(Cycle, Cycle.id == ReportedFigure.cycle_id)
        .where(visible(ReportedFigure, now), ReportedFigure.cycle_id.is_not(None), among(ReportedFigure.id, ids))
    )
    entries = []
    for figure, year, assembly_name in rows:
        summary = "，".join(filter(None, (assembly_name, figure.note)))
        entries.append(
            Entry(
                kind="figure",
                id=figure.id,
                type="figure",
                title=f"{figure.name}：{figure.value}{figure.unit or ''}",
                path=f"/cycles/{figure.cycle_id}#figure-{figure.id}",
                **publication(figure),
                summary=summary,
                text=summary,
                html=paragraphs(summary),
                date=figure.as_of,
                year=year,
                assembly=figure.assembly_id,
                assembly_name=assembly_name,
                cycle=figure.cycle_id,
                source=figure.source,
            )
        )
    return newest_first(entries)


KIND = Kind("figure", (ReportedFigure,), figure_entries)
