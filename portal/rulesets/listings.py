"""The listing of rulesets."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.dates import PartialDate
from content.kind import Entry
from content.rulesets.models import Ruleset
from content.visibility import visible
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, page_of, year_filter


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = (
        select(Ruleset.id)
        .where(visible(Ruleset, now))
        .order_by(Ruleset.effective_from.desc().nulls_last(), Ruleset.published_at.desc(), Ruleset.id)
    )
    if "year" in filters:
        ids = ids.where(_of_year(int(filters["year"]), now))
    if "assembly" in filters:
        ids = ids.where(Ruleset.assembly_id == filters["assembly"])
    return page_of(session, ids, "ruleset", now, window)


def _of_year(year: int, now: datetime) -> ColumnElement[bool]:
    """Make the condition that a ruleset came into force in a year or that a cycle of the year follows it."""
    used = exists(select(Cycle.id).where(Cycle.ruleset_id == Ruleset.id, Cycle.year == year, visible(Cycle, now)))
    return or_(Ruleset.effective_from.between(PartialDate(year), PartialDate(year, 12, 31)), used)


def _years(session: Session, now: datetime) -> Iterable[int]:
    used = session.scalars(
        select(Cycle.year).join(Ruleset, Ruleset.id == Cycle.ruleset_id).where(visible(Cycle, now)).distinct()
    )
    began = session.scalars(select(Ruleset.effective_from).where(visible(Ruleset, now)).distinct())
    return [*used, *(date.year for date in began if date)]


def _details(session: Session, entries: Sequence[Entry], now: datetime) -> Mapping[str, Any]:
    ids = [entry.id for entry in entries]
    rows = session.execute(
        select(Ruleset, Assembly.name)
        .join(Assembly, Assembly.code == Ruleset.assembly_id)
        .where(Ruleset.id.in_(ids), visible(Ruleset, now))
    )
    found = {ruleset.id: (ruleset, assembly) for ruleset, assembly in rows}
    return {"rulesets": [found[id_] for id_ in ids if id_ in found]}


RULESETS = Listing(
    name="rulesets",
    title=lazy_gettext("规则"),
    description=lazy_gettext(
        "每个地方的监督办法：怎样选对象、怎样测评、期限多长、由谁决定。每一条都注明出处，没有公布的写明“规则未公布”。"
    ),
    filters=(year_filter(_years), ASSEMBLY),
    select=_select,
    template="rulesets/rulesets.html",
    details=_details,
)
