"""The one rule of what the public sees: published, due, and shown together with its parents."""

from datetime import datetime
from typing import Protocol, TypedDict, cast

from sqlalchemy import ColumnElement, Table, Text, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, Moment, titled


class Publication(TypedDict):
    """The two moments that an entry needs."""

    published_at: datetime
    updated_at: datetime


class Published:
    """The columns of a row that is published by itself; without `published_at` it is not public."""

    source: Mapped[str | None] = mapped_column(Text, sort_order=900, info=titled("来源"))
    published_at: Mapped[datetime | None] = mapped_column(Moment, sort_order=901, index=True, info=titled("首次发布"))
    updated_at: Mapped[datetime | None] = mapped_column(Moment, sort_order=902, info=titled("最近更新"))


class _Dated(Protocol):
    @property
    def published_at(self) -> datetime | None: ...
    @property
    def updated_at(self) -> datetime | None: ...


def publication(row: _Dated) -> Publication:
    """Give the moments of a public row; raise LookupError for one that was never published."""
    published_at, updated_at = row.published_at, row.updated_at
    if published_at is None:
        raise LookupError(f"{row!r} was never published")
    return Publication(published_at=published_at, updated_at=updated_at or published_at)


def visible(model: type[Base], now: datetime) -> ColumnElement[bool]:
    """Make the condition that a row of the model is public at `now`: itself and every parent it has."""
    conditions = [model.public_when(now)]
    if issubclass(model, Published):
        conditions.append(and_(model.published_at.is_not(None), model.published_at <= now))
    for name in model.parents:
        column = model.__table__.c[name]
        (key,) = column.foreign_keys
        parent = _model_of(key.column.table.name)
        conditions.append(
            or_(column.is_(None), column.in_(select(parent.__table__.c[key.column.name]).where(visible(parent, now))))
        )
    return and_(True, *conditions)  # noqa: FBT003 - SQLAlchemy's way to begin a conjunction


def _model_of(table: str) -> type[Base]:
    for mapper in Base.registry.mappers:
        if cast("Table", mapper.local_table).name == table:
            return mapper.class_
    raise LookupError(table)
