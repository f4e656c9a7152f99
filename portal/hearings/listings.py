"""The listing of hearings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from content.cycles.models import Cycle
from content.hearings.models import Hearing
from content.hearings.results import read_results
from content.kind import Entry
from content.visibility import visible
from portal.conditions import matching
from portal.cycles.filters import CYCLE
from portal.hearings.ballots import grade_word
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, page_of, year_filter


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = _ids(filters, now).order_by(Cycle.year.desc(), Hearing.held_on.desc().nulls_last(), Hearing.id)
    return page_of(session, ids, "hearing", now, window)


def _recent(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = _ids(filters, now).order_by(Hearing.published_at.desc(), Hearing.id)
    return page_of(session, ids, "hearing", now, window)


def _ids(filters: Filters, now: datetime) -> Select[str]:
    columns = {"year": Cycle.year, "assembly": Cycle.assembly_id, "cycle": Hearing.cycle_id}
    return (
        select(Hearing.id)
        .join(Cycle, Cycle.id == Hearing.cycle_id)
        .where(visible(Hearing, now), *matching(filters, columns))
    )


def _years(session: Session, now: datetime) -> Iterable[int]:
    return session.scalars(
        select(Cycle.year).join(Hearing, Hearing.cycle_id == Cycle.id).where(visible(Hearing, now)).distinct()
    )


def _details(session: Session, entries: Sequence[Entry], now: datetime) -> Mapping[str, Any]:
    rows = read_results(session, now, [entry.id for entry in entries])
    return {"lines": [rows[entry.id] for entry in entries], "grade_word": grade_word}


HEARINGS = Listing(
    name="hearings",
    title=lazy_gettext("会议测评"),
    description=lazy_gettext("听取履职报告的会议：议程、询问与答复、测评结果。"),
    filters=(year_filter(_years), CYCLE, ASSEMBLY),
    select=_select,
    recent=_recent,
    template="hearings/hearings.html",
    details=_details,
)
