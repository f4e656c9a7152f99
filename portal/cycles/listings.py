"""The listing of years."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from content.cycles.models import Cycle
from content.kind import Entry
from content.visibility import visible
from portal.cycles.reading import read_years
from portal.cycles.stages import sentence
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, page_of, year_filter
from web import site


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = select(Cycle.id).where(visible(Cycle, now)).order_by(Cycle.year.desc(), Cycle.assembly_id.desc(), Cycle.id)
    if "year" in filters:
        ids = ids.where(Cycle.year == int(filters["year"]))
    if "assembly" in filters:
        ids = ids.where(Cycle.assembly_id == filters["assembly"])
    return page_of(session, ids, "cycle", now, window)


def _years(session: Session, now: datetime) -> Iterable[int]:
    return session.scalars(select(Cycle.year).where(visible(Cycle, now)).distinct())


def _details(session: Session, entries: Sequence[Entry], now: datetime) -> Mapping[str, Any]:
    today = site.today()
    years = read_years(session, [entry.id for entry in entries], now)
    return {
        "years": years,
        "ledgers": [year.ledger(today) for year in years],
        "sentences": [sentence(year, today) if year.is_running(today) else "" for year in years],
    }


CYCLES = Listing(
    name="cycles",
    title=lazy_gettext("年度进程"),
    description=lazy_gettext("每一年监督谁、分几个阶段、结果如何、整改到哪一步。不同年度可以并列比较。"),
    filters=(year_filter(_years), ASSEMBLY),
    select=_select,
    template="cycles/cycles.html",
    details=_details,
)
