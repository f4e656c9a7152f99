"""The search as a listing: its parameters, and the found entries joined with what is published and visible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, current_app
from flask_babel import gettext, lazy_gettext
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session
from typing_extensions import override

from content.dates import PartialDate
from content.institutions.models import Institution
from content.kind import Entry
from content.kinds import KIND_BY_NAME
from content.markup import excerpt
from content.officials.models import Appointment
from content.subjects.models import Review
from content.visibility import visible
from portal.listing import ASSEMBLY, Choice, Filter, Filters, Listing, Page, Window, word_filter, year_filter
from search_index.index import Hit, SearchIndex, SearchResults
from search_index.queries import SearchQuery
from web import site
from web.words import WORDS

EXTENSION = "huisheng.search"
PAGE_SIZE = 20
_SHOWN_QUERY = 40
"""How much of a query a title repeats."""


@dataclass(frozen=True, slots=True)
class SearchListing(Listing):
    """The search has no slash at its end: it is a question, not a folder."""

    @property
    @override
    def path(self) -> str:
        return "/search"


def index() -> SearchIndex:
    """Give the index as this process reads it."""
    opened: SearchIndex = current_app.extensions.setdefault(EXTENSION, SearchIndex(site.settings().index_folder))
    return opened


def find(filters: Filters, window: Window, sort: str) -> SearchResults:
    """Ask the index; it never raises."""
    start, end = (filters.get(name) for name in ("from", "to"))
    return index().search(
        SearchQuery(
            text=filters.get("q", ""),
            type=filters.get("type", ""),
            year=int(filters["year"]) if "year" in filters else None,
            assembly=filters.get("assembly", ""),
            institution=filters.get("institution", ""),
            date_from=PartialDate.parse(start).first if start else None,
            date_to=PartialDate.parse(end).last if end else None,
            sort="date" if sort == "date" else "relevance",
            offset=window.offset,
            limit=window.size,
        )
    )


def entries_of(session: Session, hits: Sequence[Hit], now: datetime) -> list[Entry]:
    """Read what was found, in its order, as far as it is public: the index may lag behind a withdrawal."""
    found: dict[tuple[str, str], Entry] = {}
    for kind in sorted({hit.kind for hit in hits}):
        ids = [hit.id for hit in hits if hit.kind == kind]
        found |= {(kind, entry.id): entry for entry in KIND_BY_NAME[kind].entries(session, now, ids)}
    entries = [found.get((hit.kind, hit.id)) for hit in hits]
    return [entry for entry in entries if entry is not None and entry.withdrawn is None]


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    """Read what a feed of a search shows, newest first; without an index it is refused: an empty one would lie."""
    results = find(filters, window, "date")
    if not results.available:
        abort(503, gettext("检索现在不能用，已经公布的内容没有受影响。请过几分钟再试。"))
    return Page(entries_of(session, results.hits, now), results.total, window)


def _institutions(session: Session, now: datetime) -> list[Choice]:
    """Offer the institutions of visible reviews and of the people who are reviewed, by name as the index holds them."""
    reviewed = exists(select(Review.id).where(Review.institution_id == Institution.id, visible(Review, now)))
    served = exists(
        select(Appointment.row)
        .join(Review, Review.official_id == Appointment.official_id)
        .where(Appointment.institution_id == Institution.id, visible(Review, now))
    )
    names = session.scalars(select(Institution.name).where(or_(reviewed, served)).distinct().order_by(Institution.name))
    return [Choice(name, name) for name in names]


def _no_choices(_session: Session, _now: datetime) -> list[Choice]:
    return []


def _years(_session: Session, _now: datetime) -> list[int]:
    return []


def _is_date(value: str) -> bool:
    try:
        PartialDate.parse(value)
    except ValueError:
        return False
    return True


SORTS = {"relevance": lazy_gettext("相关程度"), "date": lazy_gettext("日期，新的在前")}

SEARCH = SearchListing(
    name="search",
    title=lazy_gettext("搜索"),
    description=lazy_gettext("搜索本站公布的全部内容：文件、人员、单位、会议、整改事项和数据。"),
    filters=(
        Filter(
            name="q",
            label=lazy_gettext("搜索词"),
            choices=_no_choices,
            accepts=lambda _value: True,
            words=lambda value: gettext("“%(query)s”", query=excerpt(value, _SHOWN_QUERY)),
        ),
        word_filter("type", lazy_gettext("类型"), WORDS["type"]),
        year_filter(_years),
        ASSEMBLY,
        Filter(name="institution", label=lazy_gettext("单位"), choices=_institutions),
        Filter(
            name="from",
            label=lazy_gettext("起始日期"),
            choices=_no_choices,
            accepts=_is_date,
            words=lambda value: gettext("%(date)s起", date=value),
        ),
        Filter(
            name="to",
            label=lazy_gettext("截止日期"),
            choices=_no_choices,
            accepts=_is_date,
            words=lambda value: gettext("%(date)s止", date=value),
        ),
        word_filter("sort", lazy_gettext("排序"), SORTS),
    ),
    select=_select,
)
