"""What is new: the newest publications of every kind, corrections and withdrawals among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, literal, or_, select, true, union_all
from sqlalchemy.orm import Session

from content.cycles.models import Cycle
from content.database import Base
from content.dates import PartialDate, local_day, start_of_day
from content.documents.models import Correction, Document
from content.kind import Entry
from content.kinds import KIND_BY_NAME, KINDS
from content.matters.models import Matter
from content.subjects.models import Review
from content.visibility import visible

_SILENT = frozenset({"official", "correction"})
"""Kinds without a moment of their own: a person is public by a review; corrections are read apart, by day."""


@dataclass(frozen=True, slots=True)
class News:
    """One event: an entry, and the moment at which it was published, corrected or withdrawn."""

    at: datetime
    entry: Entry


def read_news(session: Session, assembly: str | None, now: datetime, size: int) -> list[News]:
    """Read the newest events of an assembly (None: of all), newest first."""
    events = [*_published(session, assembly, now, size), *_corrected(session, assembly, now, size)]
    events += _withdrawn(session, assembly, now, size)
    newest: dict[tuple[str, str], datetime] = {}
    for at, kind, id_ in sorted(events, key=lambda event: (-event[0].timestamp(), event[1], event[2])):
        # A document that was published and withdrawn is one event, the later one
        newest.setdefault((kind, id_), at)
    chosen = list(newest.items())[:size]
    entries: dict[tuple[str, str], Entry] = {}
    for kind in {kind for (kind, _), _ in chosen}:
        ids = [id_ for (other, id_), _ in chosen if other == kind]
        entries |= {(kind, entry.id): entry for entry in KIND_BY_NAME[kind].entries(session, now, ids)}
    return [News(at, entries[key]) for key, at in chosen if key in entries]


def _published(session: Session, assembly: str | None, now: datetime, size: int) -> Iterable[tuple[datetime, str, str]]:
    newest = []
    for kind in KINDS:
        if kind.name not in _SILENT:
            model = kind.models[0]
            columns = model.__table__.c
            rows = (
                select(columns.published_at.label("at"), literal(kind.name).label("kind"), columns.id.label("id"))
                .where(visible(model, now), _of_assembly(model, assembly))
                .order_by(columns.published_at.desc(), columns.id)
                .limit(size)
                .subquery()
            )
            newest.append(select(rows.c.at, rows.c.kind, rows.c.id))
    return [(at, kind, id_) for at, kind, id_ in session.execute(union_all(*newest))]


def _corrected(session: Session, assembly: str | None, now: datetime, size: int) -> Iterable[tuple[datetime, str, str]]:
    rows = session.execute(
        select(Correction.dated_on, Correction.id)
        .where(
            visible(Correction, now),
            Correction.dated_on <= PartialDate.of(local_day(now)),
            _of_assembly(Correction, assembly),
        )
        .order_by(Correction.dated_on.desc(), Correction.id)
        .limit(size)
    )
    return [(start_of_day(dated_on.first), "correction", id_) for dated_on, id_ in rows]


def _withdrawn(session: Session, assembly: str | None, now: datetime, size: int) -> Iterable[tuple[datetime, str, str]]:
    rows = session.execute(
        select(Document.updated_at, Document.id)
        .where(Document.state == "withdrawn", visible(Document, now), _of_assembly(Document, assembly))
        .order_by(Document.updated_at.desc(), Document.id)
        .limit(size)
    )
    return [(at, "document", id_) for at, id_ in rows if at]


def _of_assembly(model: type[Base], assembly: str | None) -> ColumnElement[bool]:
    """Make the condition that a row belongs to an assembly: by itself, or through its year, subject or document."""
    if assembly is None:
        return true()
    columns = model.__table__.c
    if "assembly_id" in columns:
        return columns.assembly_id == assembly
    years = select(Cycle.id).where(Cycle.assembly_id == assembly)
    if "cycle_id" in columns:
        return columns.cycle_id.in_(years)
    if "document_id" in columns:
        return columns.document_id.in_(select(Document.id).where(Document.assembly_id == assembly))
    parents = (("review_id", Review), ("matter_id", Matter))
    return or_(*(columns[name].in_(select(parent.id).where(parent.cycle_id.in_(years))) for name, parent in parents))
