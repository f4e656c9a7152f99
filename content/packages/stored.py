"""What the database holds of the things that a package names, read some hundred at a time."""

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from content.packages.reading import Package
from content.packages.schema import TABLES, Table

AT_ONCE = 500
"""How many things one statement asks for: well below what the databases allow."""

T = TypeVar("T")


def portions(things: Collection[T]) -> Iterator[list[T]]:
    """Give the things some hundred at a time."""
    every = list(things)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def attribute(table: Table, name: str) -> ColumnElement[Any]:
    """Give the database's column for a column of the package."""
    found: ColumnElement[Any] = table.model.__table__.c[table.column(name).attribute]
    return found


def stored(
    session: Session, table: str, names: Collection[str], where: str, values: Collection[Any]
) -> Iterator[tuple[Any, ...]]:
    """Give the named columns of the rows of a table whose column `where` is one of the values."""
    described = TABLES[table]
    asked: Select[Any] = select(*(attribute(described, name) for name in names))
    for portion in portions(values):
        yield from session.execute(asked.where(attribute(described, where).in_(portion)))


def merged(session: Session, package: Package, table: str, name: str, ids: Collection[str]) -> dict[str, Any]:
    """Give one column of the rows with these ids, as they will be after the import."""
    values = {}
    for key in set(ids):
        row = package.row(table, key)
        if row is not None:
            values[key] = row[name]
    absent = set(ids) - set(values)
    (id_name,) = TABLES[table].key
    values.update(stored(session, table, (id_name, name), id_name, absent))
    return values
