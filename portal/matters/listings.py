"""The listing of matters."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from content.cycles.models import Cycle
from content.kind import Entry
from content.matters.models import Matter
from content.visibility import visible
from portal.conditions import matching
from portal.cycles.filters import CYCLE
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, page_of, word_filter, year_filter
from web.words import WORDS


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = _ids(filters, now).order_by(Cycle.year.desc(), Cycle.id, Matter.key.desc().nulls_last(), Matter.id)
    return page_of(session, ids, "matter", now, window)


def _recent(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = _ids(filters, now).order_by(Matter.published_at.desc(), Matter.id)
    return page_of(session, ids, "matter", now, window)


def _ids(filters: Filters, now: datetime) -> Select[str]:
    columns = {
        "year": Cycle.year,
        "assembly": Cycle.assembly_id,
        "cycle": Matter.cycle_id,
        "status": Matter.status,
        "method": Matter.method,
        "key": Matter.key,
    }
    return (
        select(Matter.id)
        .join(Cycle, Cycle.id == Matter.cycle_id)
        .where(visible(Matter, now), *matching(filters, columns))
    )


def _years(session: Session, now: datetime) -> Iterable[int]:
    return session.scalars(
        select(Cycle.year).join(Matter, Matter.cycle_id == Cycle.id).where(visible(Matter, now)).distinct()
    )


def _details(session: Session, entries: Sequence[Entry], now: datetime) -> Mapping[str, Any]:
    matters = {
        matter.id: matter
        for matter in session.scalars(
            select(Matter).where(Matter.id.in_([entry.id for entry in entries]), visible(Matter, now))
        )
    }
    return {"lines": [(entry, matters[entry.id]) for entry in entries]}


MATTERS = Listing(
    name="matters",
    title=lazy_gettext("监督事项"),
    description=lazy_gettext("对事项的监督：听取报告、执法检查、视察、专题调研、专题询问等。"),
    filters=(
        year_filter(_years),
        word_filter("status", lazy_gettext("进展"), WORDS["matter.status"]),
        word_filter("method", lazy_gettext("方式"), WORDS["matter.method"]),
        word_filter("key", lazy_gettext("重点"), {"true": lazy_gettext("重点事项"), "false": lazy_gettext("其他事项")}),
        CYCLE,
        ASSEMBLY,
    ),
    select=_select,
    recent=_recent,
    template="matters/matters.html",
    column="subjects",
    details=_details,
)
