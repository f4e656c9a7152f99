"""What became public by the clock alone: published, announced or released at a moment that has come."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from content.database import Base, Moment
from content.kinds import PACKAGE_MODELS

NOT_A_BEGINNING = "updated_at"


def due_objects(session: Session, since: datetime, until: datetime) -> set[tuple[str, str]]:
    """Give the objects (kind, id) that show a row whose moment lies after `since` and not after `until`.

    No change row is written at such a moment: the row was saved before, when nothing of it was to be seen.
    """
    objects: set[tuple[str, str]] = set()
    for model in PACKAGE_MODELS:
        moments = [
            getattr(model, column.key)
            for column in model.__mapper__.column_attrs
            if isinstance(column.columns[0].type, Moment) and column.key != NOT_A_BEGINNING
        ]
        if moments:
            came = or_(*(and_(moment > since, moment <= until) for moment in moments))
            for row in session.scalars(select(model).where(came)):
                objects.update(_touched(session, row))
    return objects


def _touched(session: Session, row: Base) -> Iterator[tuple[str, str]]:
    """Give what shows the row, and what shows the rows that were hidden because their parent was."""
    yield from row.touches()
    for model in PACKAGE_MODELS:
        for parent in _parents(model, type(row)):
            for child in session.scalars(
                select(model).where(parent == row.__mapper__.primary_key_from_instance(row)[0])
            ):
                yield from _touched(session, child)


def _parents(model: type[Base], parent: type[Base]) -> list[InstrumentedAttribute[str]]:
    return [
        getattr(model, name)
        for name in model.parents
        if any(key.column.table is parent.__table__ for key in model.__table__.c[name].foreign_keys)
    ]
