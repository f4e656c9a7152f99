"""Decisions as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.decisions.models import Decision
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.visibility import publication, visible


def decision_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible decisions: title the outcome, summary the meeting."""
    rows = session.execute(
        select(Decision, Cycle.title, Cycle.year, Cycle.assembly_id, Assembly.name)
        .join(Cycle, Cycle.id == Decision.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Decision, now), among(Decision.id, ids))
    )
    entries = []
    for decision, cycle_title, year, assembly, assembly_name in rows:
        summary = "，".join(filter(None, (cycle_title, decision.meeting)))
        subject = decision.review_id or decision.matter_id
        entries.append(
            Entry(
                kind="decision",
                id=decision.id,
                type="resolution",
                title=decision.outcome,
                path=f"/decisions/#{decision.id}",
                **publication(decision),
                summary=summary,
                text=summary,
                html=paragraphs(f"{decision.outcome}\n{summary}"),
                date=decision.decided_on,
                year=year,
                assembly=assembly,
                assembly_name=assembly_name,
                cycle=decision.cycle_id,
                subjects=(subject,) if subject else (),
                source=decision.source,
            )
        )
    return newest_first(entries)


KIND = Kind("decision", (Decision,), decision_entries)
