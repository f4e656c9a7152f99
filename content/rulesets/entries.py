"""Rulesets as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.database import canonical_json
from content.kind import Entry, Kind, among, newest_first
from content.rulesets.models import Ruleset
from content.visibility import publication, visible


def ruleset_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible rulesets."""
    rows = session.execute(
        select(Ruleset, Assembly.name)
        .join(Assembly, Assembly.code == Ruleset.assembly_id)
        .where(visible(Ruleset, now), among(Ruleset.id, ids))
    )
    return newest_first(
        [
            Entry(
                kind="ruleset",
                id=ruleset.id,
                type="ruleset",
                title=" ".join(part for part in (ruleset.name, ruleset.version) if part),
                path=f"/rulesets/{ruleset.id}",
                **publication(ruleset),
                summary=ruleset.doc_no or "",
                text=_texts(ruleset.definition),
                date=ruleset.effective_from,
                year=ruleset.effective_from.year if ruleset.effective_from else None,
                assembly=ruleset.assembly_id,
                assembly_name=assembly_name,
                source=ruleset.source,
            )
            for ruleset, assembly_name in rows
        ]
    )


def _texts(definition: object) -> str:
    """Collect the texts of a definition for search, leaving sources out."""
    if isinstance(definition, str):
        return definition
    if isinstance(definition, list):
        return "\n".join(filter(None, (_texts(part) for part in definition)))
    if isinstance(definition, dict):
        return "\n".join(filter(None, (_texts(part) for key, part in definition.items() if key != "source")))
    return "" if definition is None else canonical_json(definition)


KIND = Kind("ruleset", (Ruleset,), ruleset_entries)
