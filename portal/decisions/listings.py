"""The register of decisions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from content.cycles.models import Cycle
from content.decisions.models import Decision
from content.decisions.register import read_decisions
from content.kind import Entry
from content.kinds import KIND_BY_NAME
from content.visibility import visible
from portal.conditions import matching
from portal.cycles.filters import CYCLE
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, page_of, word_filter, year_filter
from web.words import WORDS


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    """Give the whole register on one page, so that each decision's anchor is on it; there is no second page."""
    ids = _ids(filters, now).order_by(Decision.decided_on.desc().nulls_last(), Decision.id)
    wanted = session.scalars(ids).all()
    by_id = {entry.id: entry for entry in KIND_BY_NAME["decision"].entries(session, now, wanted)}
    size = max(window.size, len(wanted))
    return Page([by_id[one] for one in wanted if one in by_id], len(wanted), Window(window.number, size))


def _recent(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = _ids(filters, now).order_by(Decision.published_at.desc(), Decision.id)
    return page_of(session, ids, "decision", now, window)


def _ids(filters: Filters, now: datetime) -> Select[str]:
    columns = {
        "year": Cycle.year,
        "assembly": Cycle.assembly_id,
        "cycle": Decision.cycle_id,
        "body": Decision.body,
        "gate": Decision.gate,
    }
    return (
        select(Decision.id)
        .join(Cycle, Cycle.id == Decision.cycle_id)
        .where(visible(Decision, now), *matching(filters, columns))
    )


def _years(session: Session, now: datetime) -> Iterable[int]:
    return session.scalars(
        select(Cycle.year).join(Decision, Decision.cycle_id == Cycle.id).where(visible(Decision, now)).distinct()
    )


def _details(session: Session, entries: Sequence[Entry], now: datetime) -> Mapping[str, Any]:
    rows = read_decisions(session, now, [entry.id for entry in entries])
    return {"lines": [rows[entry.id] for entry in entries]}


DECISIONS = Listing(
    name="decisions",
    title=lazy_gettext("议决事项"),
    description=lazy_gettext("履职监督各环节的决定：哪个机关、在哪次会议、就什么作出、结果如何。"),
    filters=(
        year_filter(_years),
        word_filter("body", lazy_gettext("决定机关"), WORDS["decision.body"]),
        word_filter("gate", lazy_gettext("环节"), WORDS["gate"]),
        CYCLE,
        ASSEMBLY,
    ),
    select=_select,
    recent=_recent,
    template="decisions/decisions.html",
    column="cycles",
    details=_details,
)
