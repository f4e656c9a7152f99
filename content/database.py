"""Sessions, transactions and column types; the only place that commits."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Dialect,
    Engine,
    MetaData,
    String,
    Text,
    create_engine,
    event,
    true,
)
from sqlalchemy import DateTime as _DateTime
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

from content.dates import PartialDate

SQLITE_BUSY_SECONDS = 10


class PartialDateType(TypeDecorator[PartialDate]):
    """A PartialDate kept as its text, so that it sorts by its first day."""

    impl = String(10)
    cache_ok = True

    @override
    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment kept in UTC."""

    impl = _DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a time zone"
            raise ValueError(message)
        return value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class TextList(TypeDecorator[tuple[str, ...]]):
    """Texts kept as `;a;b;`, so that `LIKE '%;a;%'` finds one; a text holds no semicolon."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        texts = tuple(value or ())
        if any(";" in text or not text for text in texts):
            message = "a list holds no empty text and no semicolon"
            raise ValueError(message)
        return f";{';'.join(texts)};" if texts else ""

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(value.strip(";").split(";")) if value else ()

    @override
    def coerce_compared_value(self, op: OperatorType | None, value: object) -> TypeEngine[Any]:
        return Text()


class Json(TypeDecorator[Any]):
    """A JSON value kept as canonical text: sorted keys, no spaces, Chinese as it is."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def canonical_json(value: object) -> str:
    """Write JSON as the data package does."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Base(DeclarativeBase):
    """A table of the domain; a class with `package_key` is also a table of the data package."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    package_key: ClassVar[tuple[str, ...]] = ()
    """Columns of the data package that identify a row; empty: not in the package."""
    parents: ClassVar[tuple[str, ...]] = ()
    """Foreign keys without whose visible target a row is not visible."""

    @classmethod
    def public_when(cls, now: datetime) -> ColumnElement[bool]:
        """Make the condition that rows of this table set themselves for being public at `now`; most set none."""
        del now
        return true()

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the published objects (kind, id) that show this row; empty: nearly all of them may."""
        return ()


def titled(title: str) -> dict[str, str]:
    """Mark a column as a column of the data package, with its Chinese title."""
    return {"title": title}


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """Make the constraint that a column holds one of the values (or NULL where it may)."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({quoted})", name=f"{column}_known")


def exactly_one_of_review_and_matter() -> CheckConstraint:
    """Make the constraint that a row is about a review or about a matter."""
    return CheckConstraint("(review_id IS NULL) <> (matter_id IS NULL)", name="review_or_matter")


class ReadOnlyError(RuntimeError):
    """Something tried to save in a reading session."""


class Database:
    """An instance's database: reading sessions that cannot save, and transactions."""

    def __init__(self, url: str) -> None:
        """Make the engine for a SQLAlchemy URL; nothing is opened yet."""
        self.url = url
        self.engine = _sqlite_engine(url) if url.startswith("sqlite") else create_engine(url, pool_pre_ping=True)
        self._writers = sessionmaker(self.engine.execution_options(huisheng_writes=True), expire_on_commit=False)
        self._readers = sessionmaker(self.engine, class_=_ReadingSession, autoflush=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session that is committed at the end and rolled back on any exception."""
        with self._writers() as session:
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one snapshot and cannot save."""
        with self._readers() as session:
            yield session

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


class _ReadingSession(Session):
    @override
    def flush(self, objects: Sequence[Any] | None = None) -> None:
        message = "a reading session cannot save"
        raise ReadOnlyError(message)


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": SQLITE_BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a deferred writer that read first fails at once instead of waiting
        writes = connection.get_execution_options().get("huisheng_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
