"""Which objects of a kind belong to a year, a review or a matter, read off the columns of its table."""

from sqlalchemy import ColumnElement, Select, Text, or_, select, type_coerce

from content.database import Base
from content.documents.models import Document
from content.kind import Kind
from content.matters.models import Matter
from content.subjects.models import Review


def ids_of_cycle(kind: Kind, cycle_id: str) -> Select[str] | None:
    """Select the ids of the kind's objects in a cycle; None where the kind belongs to no cycle."""
    model = kind.models[0]
    columns = model.__table__.c
    conditions: list[ColumnElement[bool]] = []
    if "cycle_id" in columns:
        conditions.append(columns.cycle_id == cycle_id)
    else:
        for name, parent in (("review_id", Review), ("matter_id", Matter), ("document_id", Document)):
            if name in columns:
                conditions.append(columns[name].in_(select(parent.id).where(parent.cycle_id == cycle_id)))
    return _ids(model, conditions)


def ids_of_subject(kind: Kind, subject_id: str) -> Select[str] | None:
    """Select the ids of the kind's objects about a review or matter, itself included; None where there are none."""
    model = kind.models[0]
    columns = model.__table__.c
    conditions: list[ColumnElement[bool]] = [
        columns[name] == subject_id for name in ("review_id", "matter_id") if name in columns
    ]
    about = type_coerce(Document.subjects, Text).like(f"%;{subject_id};%")
    if model in {Review, Matter}:
        conditions.append(columns.id == subject_id)
    elif model is Document:
        conditions.append(about)
    elif "document_id" in columns and not conditions:
        conditions.append(columns.document_id.in_(select(Document.id).where(about)))
    return _ids(model, conditions)


def _ids(model: type[Base], conditions: list[ColumnElement[bool]]) -> Select[str] | None:
    return select(model.__table__.c.id).where(or_(*conditions)) if conditions else None
