"""The listing of the ledger: overdue items first, its figures at the top."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from content.cycles.models import Cycle
from content.dates import local_day
from content.figures.votes import percent
from content.kinds import KIND_BY_NAME
from content.matters.models import Matter
from content.rectification.ledger import SHOWN_STATES, LedgerFigures, LedgerRow, count_ledger, read_ledger
from content.rectification.models import RectificationItem
from content.subjects.models import Review
from content.visibility import visible
from portal.conditions import matching
from portal.cycles.filters import CYCLE
from portal.documents.listings import INSTITUTION
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, word_filter, year_filter
from portal.rectification.clocks import ItemView, item_view
from web.words import WORDS


@dataclass(frozen=True, slots=True)
class LedgerPage(Page):
    """A page of the ledger with the figures of everything that the filters let in, whatever its state."""

    items: Sequence[ItemView]
    figures: LedgerFigures


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> LedgerPage:
    rows, shown = _rows(session, filters, now)
    today = local_day(now)
    on_page = shown[window.offset : window.offset + window.size]
    entries = KIND_BY_NAME["item"].entries(session, now, [row.id for row in on_page])
    return LedgerPage(
        entries=entries,
        total=len(shown),
        window=window,
        items=[item_view(row, today) for row in on_page],
        figures=count_ledger(rows, today),
    )


def _recent(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    _, shown = _rows(session, filters, now)
    entries = KIND_BY_NAME["item"].entries(session, now, [row.id for row in shown])
    return Page(entries[window.offset : window.offset + window.size], len(shown), window)


def _rows(session: Session, filters: Filters, now: datetime) -> tuple[list[LedgerRow], list[LedgerRow]]:
    """Read what the filters let in, first whatever its state, then in the state that is asked for."""
    columns = {
        "year": Cycle.year,
        "institution": Review.institution_id,
        "cycle": Cycle.id,
        "assembly": Cycle.assembly_id,
        "origin": RectificationItem.origin,
    }
    rows = read_ledger(session, now, *matching(filters, columns))
    return rows, [row for row in rows if filters.get("state") in {None, row.shown_state}]


def _years(session: Session, now: datetime) -> Iterable[int]:
    cycles = [
        select(model.cycle_id).where(
            column.in_(select(of).where(of.is_not(None), visible(RectificationItem, now))), visible(model, now)
        )
        for model, column, of in (
            (Review, Review.id, RectificationItem.review_id),
            (Matter, Matter.id, RectificationItem.matter_id),
        )
    ]
    return session.scalars(select(Cycle.year).where(Cycle.id.in_(cycles[0].union(cycles[1]))).distinct())


RECTIFICATION = Listing(
    name="rectification",
    title=lazy_gettext("整改台账"),
    description=lazy_gettext("每一项整改：谁负责、期限、进展和核验。逾期的排在最前。"),
    filters=(
        word_filter("state", lazy_gettext("状态"), {state: WORDS["item.state"][state] for state in SHOWN_STATES}),
        year_filter(_years),
        INSTITUTION,
        word_filter("origin", lazy_gettext("来源"), WORDS["item.origin"]),
        CYCLE,
        ASSEMBLY,
    ),
    select=_select,
    recent=_recent,
    template="rectification/ledger.html",
    details=lambda _session, _entries, _now: {"percent": percent},
)
