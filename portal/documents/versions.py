"""What one version of a document changed against the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Literal

from content.documents.models import Document, DocumentVersion
from content.markup import plain_text


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column that reads differently, as text; `title` is the column's Chinese title."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line of the body that went or came."""

    sign: Literal["-", "+"]
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A public version: its number counted from the publication, what was done, when, and what it changed."""

    number: int
    act: str
    made_at: datetime
    fields: Sequence[FieldChange] = ()
    lines: Sequence[LineChange] = ()


def editions(document: Document, versions: Sequence[DocumentVersion]) -> list[Edition]:
    """Compare public versions in their order; the first is dated by the publication, whenever it was prepared."""
    if not versions:
        return []
    first = versions[0]
    made = [Edition(1, first.act, document.published_at or first.made_at)]
    for number, (before, after) in enumerate(pairwise(versions), 2):
        made.append(
            Edition(
                number,
                after.act,
                after.made_at,
                fields=_field_changes(before.fields, after.fields),
                lines=_line_changes(before.fields, after.fields),
            )
        )
    return made


def _field_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    titles = {column.name: str(column.info["title"]) for column in Document.__table__.columns if "title" in column.info}
    return [
        FieldChange(titles[name], _text(before.get(name)), _text(value))
        for name, value in after.items()
        if name != "body" and _text(before.get(name)) != _text(value)
    ]


def _line_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[LineChange]:
    old, new = (plain_text(str(fields.get("body", ""))).splitlines() for fields in (before, after))
    changes = []
    for _tag, old_from, old_to, new_from, new_to in _differences(old, new):
        changes += [LineChange("-", line) for line in old[old_from:old_to]]
        changes += [LineChange("+", line) for line in new[new_from:new_to]]
    return changes


def _differences(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [code for code in codes if code[0] != "equal"]


def _text(value: object) -> str:
    if value is None:
        return ""
    return "、".join(value) if isinstance(value, list) else str(value)
