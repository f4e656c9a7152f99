"""Rulesets as entries."""

import re
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.kind import Entry, Kind, among, newest_first
from content.rulesets.models import Ruleset
from content.visibility import publication, visible

_CHINESE = re.compile("[\u4e00-\u9fff]")


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
    """Collect the Chinese texts of a definition for search; codes such as `P1M` and sources are no words for people."""
    if isinstance(definition, str):
        return definition if _CHINESE.search(definition) else ""
    if isinstance(definition, list):
        return "\n".join(filter(None, (_texts(part) for part in definition)))
    if isinstance(definition, dict):
        return "\n".join(filter(None, (_texts(part) for key, part in definition.items() if key != "source")))
    return ""


KIND = Kind("ruleset", (Ruleset,), ruleset_entries)
