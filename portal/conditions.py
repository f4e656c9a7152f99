"""Active filters as conditions on columns."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from portal.listing import Filters

_FLAGS = {"true": True, "false": False}


def matching(filters: Filters, columns: Mapping[str, InstrumentedAttribute[Any]]) -> Iterator[ColumnElement[bool]]:
    """Make a condition of each active filter that has a column; numbers and flags are compared as what they are."""
    for name, column in columns.items():
        if name in filters:
            kind = column.type.python_type
            value = filters[name]
            if kind is bool:
                # what the source does not say is not said to be true
                yield column.is_(True) if _FLAGS[value] else column.is_not(True)
            else:
                yield column == (int(value) if kind is int else value)
