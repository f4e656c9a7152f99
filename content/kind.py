"""What a kind of published content is, and the entry by which everything else knows one object."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from content.database import Base
from content.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A tombstone: when, why and by whom."""

    date: PartialDate
    reason: str
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One published object as listings, feeds, search, sitemap and home show it."""

    kind: str
    id: str
    type: str
    title: str
    path: str
    published_at: datetime
    updated_at: datetime
    summary: str = ""
    text: str = ""
    html: Markup = field(default_factory=Markup)
    date: PartialDate | None = None
    year: int | None = None
    assembly: str | None = None
    assembly_name: str | None = None
    institution: str | None = None
    cycle: str | None = None
    subjects: tuple[str, ...] = ()
    source: str | None = None
    withdrawn: Withdrawal | None = None


EntryReader = Callable[[Session, datetime, Collection[str] | None], list[Entry]]
"""(session, now, ids or None for all) -> entries of what is published and visible at `now`, newest first."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content: its name, its tables and how to read its entries."""

    name: str
    models: tuple[type[Base], ...]
    entries: EntryReader


def among(column: InstrumentedAttribute[str], ids: Collection[str] | None) -> ColumnElement[bool]:
    """Make the condition that an id is one of those asked for; None asks for all."""
    return true() if ids is None else column.in_(ids)


def newest_first(entries: list[Entry]) -> list[Entry]:
    """Order entries by first publication, newest first, then by id."""
    return sorted(entries, key=lambda entry: (-entry.published_at.timestamp(), entry.kind, entry.id))
