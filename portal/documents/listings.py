"""The listings of documents: all of them, and those that address the public."""

from collections.abc import Collection, Iterable
from datetime import datetime

from flask_babel import lazy_gettext
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    cast,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.dates import SHANGHAI, PartialDate, local_day
from content.documents.models import DOCUMENT_TYPES, Document
from content.institutions.models import Institution
from content.subjects.models import Review
from content.visibility import visible
from portal.cycles.filters import CYCLE
from portal.documents.recent import with_corrections
from portal.frame import home_assembly
from portal.listing import ASSEMBLY, Choice, Filter, Filters, Listing, Page, Window, page_of, word_filter, year_filter
from web.words import WORDS

ANNOUNCEMENT_TYPES = (
    "announcement",
    "notice",
    "scheme",
    "subject_list",
    "vote_result",
    "decision",
    "appointment_notice",
)
"""The documents that address the public; all others record the work of a year."""


def _institutions(session: Session, now: datetime) -> list[Choice]:
    """Offer the institutions that have a visible review."""
    home = home_assembly()
    rows = session.execute(
        select(Institution.id, Institution.name, Institution.assembly_id, Assembly.name)
        .join(Assembly, Assembly.code == Institution.assembly_id)
        .where(exists(select(Review.id).where(Review.institution_id == Institution.id, visible(Review, now))))
        .order_by(Institution.assembly_id.desc(), Institution.name, Institution.id)
    )
    return [
        Choice(id_, name if home and code == home.code else f"{name}（{assembly}）")
        for id_, name, code, assembly in rows
    ]


INSTITUTION = Filter(name="institution", label=lazy_gettext("单位"), choices=_institutions)


def _listing_of(name: str, title: object, description: object, types: Collection[str]) -> Listing:
    def select_page(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
        return page_of(session, _ids(types, filters, now), "document", now, window)

    def recent(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
        return with_corrections(session, _ids(types, filters, now), now, window)

    def years(session: Session, now: datetime) -> Iterable[int]:
        return _years(session, types, now)

    words = WORDS["document.type"]
    return Listing(
        name=name,
        title=title,
        description=description,
        filters=(
            year_filter(years),
            word_filter("type", lazy_gettext("类型"), {type_: words[type_] for type_ in types}),
            INSTITUTION,
            CYCLE,
            ASSEMBLY,
        ),
        select=select_page,
        recent=recent,
        template="documents/listing.html",
        column="announcements",
    )


def _ids(types: Collection[str], filters: Filters, now: datetime) -> Select[str]:
    return (
        select(Document.id)
        .outerjoin(Cycle, Cycle.id == Document.cycle_id)
        .where(Document.type.in_(types), visible(Document, now), *_conditions(filters, now))
        .order_by(Document.published_at.desc(), Document.id)
    )


def _conditions(filters: Filters, now: datetime) -> Iterable[ColumnElement[bool]]:
    if "year" in filters:
        yield _of_year(int(filters["year"]))
    if "type" in filters:
        yield Document.type == filters["type"]
    if "institution" in filters:
        named = literal("%;", Text).concat(Review.id).concat(";%")
        reviewed = and_(Review.institution_id == filters["institution"], visible(Review, now))
        yield exists(select(Review.id).where(reviewed, type_coerce(Document.subjects, Text).like(named)))
    if "cycle" in filters:
        yield Document.cycle_id == filters["cycle"]
    if "assembly" in filters:
        yield Document.assembly_id == filters["assembly"]


def _of_year(year: int) -> ColumnElement[bool]:
    """Make the condition that an entry is of a year: its cycle's, else that of its date, else of its publication."""
    starts, ends = (datetime(number, 1, 1, tzinfo=SHANGHAI) for number in (year, year + 1))
    written = Document.written_on.between(PartialDate(year), PartialDate(year, 12, 31))
    published = and_(Document.written_on.is_(None), Document.published_at >= starts, Document.published_at < ends)
    return or_(Cycle.year == year, and_(Document.cycle_id.is_(None), or_(written, published)))


def _years(session: Session, types: Collection[str], now: datetime) -> set[int]:
    """Give the years that have something, in one statement."""
    stated = func.coalesce(Cycle.year, cast(func.substr(type_coerce(Document.written_on, Text), 1, 4), Integer))
    rows = session.execute(
        select(stated, func.min(Document.published_at), func.max(Document.published_at))
        .outerjoin(Cycle, Cycle.id == Document.cycle_id)
        .where(Document.type.in_(types), visible(Document, now))
        .group_by(stated, extract("year", Document.published_at))
    )
    years: set[int] = set()
    for year, first, last in rows:
        # The moments are kept in UTC: the last hours of a year in UTC belong to the next one in China
        years |= {year} if year else {local_day(moment).year for moment in (first, last) if moment}
    return years


DOCUMENTS = _listing_of(
    "documents",
    lazy_gettext("全部文件"),
    lazy_gettext("履职监督中公布的全部文件：公告、方案、名单、报告、评议意见、整改材料和测评结果。"),
    DOCUMENT_TYPES,
)
ANNOUNCEMENTS = _listing_of(
    "announcements",
    lazy_gettext("文件公告"),
    lazy_gettext("面向公众的公告、通知、方案、对象名单、测评结果、决定决议和任免。"),
    ANNOUNCEMENT_TYPES,
)
