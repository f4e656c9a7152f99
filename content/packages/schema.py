"""The tables of the data package, derived from the models."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, cast

from sqlalchemy import Boolean, CheckConstraint, Integer, UniqueConstraint
from sqlalchemy import Column as SqlColumn
from sqlalchemy import Table as SqlTable

from content.database import Base, Json, Moment, PartialDateType, TextList
from content.kinds import PACKAGE_MODELS

ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,63}"
DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"
MOMENT_PATTERN = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})"
LIST_PATTERN = r"[^;]+(;[^;]+)*"
PATHS = frozenset({("documents", "body"), ("attachments", "path")})
"""Columns that hold the path of a file of the package; the database keeps something else in their place."""

_REVIEW_OR_MATTER = "(review_id IS NULL) <> (matter_id IS NULL)"
_ONE_OF = re.compile(r"(\w+) IN \((.+)\)")
_AT_LEAST = re.compile(r"(\w+) >= (\d+)")
_COUNTED = re.compile(r"\w+ >= \d+(?: AND \w+ >= \d+)*")
_BETWEEN = re.compile(r"(\w+) BETWEEN (\d+) AND (\d+)")


class Cell(Enum):
    """What a cell holds."""

    TEXT = auto()
    ID = auto()
    DATE = auto()
    MOMENT = auto()
    BOOLEAN = auto()
    INTEGER = auto()
    LIST = auto()
    JSON = auto()
    PATH = auto()


_CELLS: tuple[tuple[type, Cell], ...] = (
    (PartialDateType, Cell.DATE),
    (Moment, Cell.MOMENT),
    (Boolean, Cell.BOOLEAN),
    (Integer, Cell.INTEGER),
    (TextList, Cell.LIST),
    (Json, Cell.JSON),
)
_FIELD_TYPES = {Cell.MOMENT: "datetime", Cell.BOOLEAN: "boolean", Cell.INTEGER: "integer", Cell.JSON: "object"}
_FIELD_PATTERNS = {Cell.ID: ID_PATTERN, Cell.DATE: DATE_PATTERN, Cell.LIST: LIST_PATTERN}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the package, the attribute of the model, and what its cells may hold."""

    name: str
    attribute: str
    title: str
    cell: Cell
    required: bool
    default: Any = None
    """What an empty cell means; None where the database may hold nothing."""
    values: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    length: int | None = None
    reference: str | None = None
    """The table whose key the cell names."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in package order, and those that identify a row."""

    name: str
    model: type[Base]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    index: Mapping[str, int]
    unique: tuple[tuple[str, ...], ...]
    """Further combinations of columns that no two rows share; a combination with an empty cell is free."""
    about_review_or_matter: bool
    """Whether a row is about exactly one of `review` and `matter`."""

    def column(self, name: str) -> Column:
        """Give a column by its name in the package."""
        return self.columns[self.index[name]]


def _derive() -> dict[str, Table]:
    """Derive every table, a table after those that it refers to."""
    models = {cast("SqlTable", model.__table__).name: model for model in PACKAGE_MODELS}
    names = [table.name for table in Base.metadata.sorted_tables if table.name in models]
    return {name: _table(models[name]) for name in names}


def _table(model: type[Base]) -> Table:
    source = cast("SqlTable", model.__table__)
    checks = [str(check.sqltext) for check in source.constraints if isinstance(check, CheckConstraint)]
    columns = tuple(_column(source, column, checks) for column in source.columns if "title" in column.info)
    names = {column.attribute: column.name for column in columns}
    unique = (
        tuple(names[column.name] for column in constraint.columns)
        for constraint in source.constraints
        if isinstance(constraint, UniqueConstraint) and all(column.name in names for column in constraint.columns)
    )
    return Table(
        name=source.name,
        model=model,
        columns=columns,
        key=model.package_key,
        index={column.name: place for place, column in enumerate(columns)},
        unique=tuple(sorted(columns for columns in unique if columns != model.package_key)),
        about_review_or_matter=_REVIEW_OR_MATTER in checks,
    )


def _column(table: SqlTable, column: SqlColumn[Any], checks: list[str]) -> Column:
    reference = next((key.column.table.name for key in column.foreign_keys if _alone(key.constraint)), None)
    name = column.name.removesuffix("_id") if reference else column.name
    minimum, maximum = _bounds(column.name, checks)
    return Column(
        name=name,
        attribute=column.name,
        title=column.info["title"],
        cell=_cell(table, column, name, reference),
        required=not column.nullable and column.default is None,
        default=None if column.nullable or column.default is None else cast("Any", column.default).arg,
        values=_values(column.name, checks),
        minimum=minimum,
        maximum=maximum,
        length=getattr(column.type, "length", None),
        reference=reference,
    )


def _alone(constraint: Any) -> bool:  # noqa: ANN401 - None before the key belongs to a table, says SQLAlchemy
    return len(constraint.elements) == 1


def _cell(table: SqlTable, column: SqlColumn[Any], name: str, reference: str | None) -> Cell:
    if (table.name, name) in PATHS:
        return Cell.PATH
    if reference or name in {"id", "code"}:
        return Cell.ID
    return next((cell for kind, cell in _CELLS if isinstance(column.type, kind)), Cell.TEXT)


def _values(attribute: str, checks: list[str]) -> tuple[str, ...]:
    for check in checks:
        found = _ONE_OF.fullmatch(check)
        if found and found[1] == attribute:
            return tuple(value.strip().strip("'") for value in found[2].split(","))
    return ()


def _bounds(attribute: str, checks: list[str]) -> tuple[int | None, int | None]:
    for check in checks:
        between = _BETWEEN.fullmatch(check)
        if between and between[1] == attribute:
            return int(between[2]), int(between[3])
        if _COUNTED.fullmatch(check):
            for name, least in _AT_LEAST.findall(check):
                if name == attribute:
                    return int(least), None
    return None, None


TABLES = _derive()
"""Every table of the data package by its name, a table after those that it refers to."""


def table_schema(table: Table) -> dict[str, Any]:
    """Describe a table as a Frictionless Table Schema."""
    described: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns]}
    described["primaryKey"] = list(table.key)
    references = [(column.name, column.reference) for column in table.columns if column.reference]
    if references:
        described["foreignKeys"] = [
            {
                "fields": [name],
                # an empty name is the table itself
                "reference": {
                    "resource": "" if reference == table.name else reference,
                    "fields": list(TABLES[reference].key),
                },
            }
            for name, reference in references
        ]
    described["missingValues"] = [""]
    return described


def _field(table: Table, column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _FIELD_TYPES.get(column.cell, "string"),
        "title": column.title,
    }
    if column.cell is Cell.BOOLEAN:
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {}
    if column.required or column.default not in {None, "", ()}:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.cell in _FIELD_PATTERNS:
        constraints["pattern"] = _FIELD_PATTERNS[column.cell]
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    if (column.name,) == table.key:
        constraints["unique"] = True
    return described | ({"constraints": constraints} if constraints else {})
