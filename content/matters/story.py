"""One oversight matter with its levels above and below and all that is published about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.documents.citations import Citation, cite
from content.figures.votes import threshold_source
from content.matters.models import Matter
from content.rulesets.models import Ruleset
from content.rulesets.reading import read_rulesets
from content.subjects.record import About, Record, read_record
from content.visibility import visible


@dataclass(frozen=True, slots=True)
class Relative:
    """The matter of the level above, or one of the level below."""

    id: str
    title: str
    assembly: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterStory:
    """One matter with all that is public about it."""

    matter: Matter
    cycle: Cycle
    assembly: Assembly
    ruleset: Ruleset | None
    parent: Relative | None
    children: Sequence[Relative]
    record: Record
    citations: Mapping[str, Citation]

    @property
    def definition(self) -> Mapping[str, Any]:
        """The rules of the year; empty where none are public."""
        return self.ruleset.definition if self.ruleset else {}


def read_matter(session: Session, matter_id: str, now: datetime) -> MatterStory | None:
    """Read a matter that is public at `now`, or None."""
    row = session.execute(
        select(Matter, Cycle, Assembly)
        .join(Cycle, Cycle.id == Matter.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(Matter.id == matter_id, visible(Matter, now))
    ).one_or_none()
    if row is None:
        return None
    matter, cycle, assembly = row
    ruleset = read_rulesets(session, [cycle.ruleset_id], now).get(cycle.ruleset_id)
    record = read_record(session, About("matter", matter.id, cycle.id), now)
    relatives = {
        relative_id: Relative(relative_id, title, name, status)
        for relative_id, title, name, status in session.execute(
            select(Matter.id, Matter.title, Assembly.name, Matter.status)
            .join(Cycle, Cycle.id == Matter.cycle_id)
            .join(Assembly, Assembly.code == Cycle.assembly_id)
            .where(or_(Matter.id == matter.parent_id, Matter.parent_id == matter.id), visible(Matter, now))
            .order_by(Assembly.code, Matter.id)
        )
    }
    parent = relatives.pop(matter.parent_id, None) if matter.parent_id else None
    sources = [matter.source, *(part.hearing.source for part in record.hearings)]
    sources += [threshold_source(ruleset.definition).document] if ruleset else []
    return MatterStory(
        matter=matter,
        cycle=cycle,
        assembly=assembly,
        ruleset=ruleset,
        parent=parent,
        children=tuple(relatives.values()),
        record=record,
        citations=cite(session, sources, now),
    )
