"""The listing of reviews."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from content.cycles.models import Cycle
from content.kind import Entry
from content.subjects.models import Review
from content.subjects.overview import read_overview
from content.visibility import visible
from portal.conditions import matching
from portal.cycles.filters import CYCLE
from portal.cycles.standing import review_line
from portal.documents.listings import INSTITUTION
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, page_of, word_filter, year_filter
from web.words import WORDS


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = _ids(filters, now).order_by(Cycle.year.desc(), Cycle.id, Review.id)
    return page_of(session, ids, "review", now, window)


def _recent(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = _ids(filters, now).order_by(Review.published_at.desc(), Review.id)
    return page_of(session, ids, "review", now, window)


def _ids(filters: Filters, now: datetime) -> Select[str]:
    columns = {
        "year": Cycle.year,
        "assembly": Cycle.assembly_id,
        "cycle": Review.cycle_id,
        "institution": Review.institution_id,
        "status": Review.status,
        "mode": Review.mode,
    }
    return (
        select(Review.id)
        .join(Cycle, Cycle.id == Review.cycle_id)
        .where(visible(Review, now), *matching(filters, columns))
    )


def _years(session: Session, now: datetime) -> Iterable[int]:
    return session.scalars(
        select(Cycle.year).join(Review, Review.cycle_id == Cycle.id).where(visible(Review, now)).distinct()
    )


def _details(session: Session, entries: Sequence[Entry], now: datetime) -> Mapping[str, Any]:
    """Lay the reviews of the page out by year."""
    reviews = read_overview(session, now, [entry.id for entry in entries])
    grouped = groupby(reviews.values(), key=lambda review: (review.cycle_id, review.cycle, review.assembly))
    return {"groups": [(*cycle, [review_line(review) for review in group]) for cycle, group in grouped]}


SUBJECTS = Listing(
    name="subjects",
    title=lazy_gettext("监督对象"),
    description=lazy_gettext("各年度履职监督的对象：姓名、职务、报告方式、测评结果和整改进展。"),
    filters=(
        year_filter(_years),
        word_filter("status", lazy_gettext("进展"), WORDS["review.status"]),
        INSTITUTION,
        word_filter("mode", lazy_gettext("报告方式"), WORDS["review.mode"]),
        CYCLE,
        ASSEMBLY,
    ),
    select=_select,
    recent=_recent,
    template="subjects/subjects.html",
    details=_details,
)
