"""The acts on a document: draft, publish, revise, correct, withdraw; each leaves a version and change rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import changes
from content.dates import PartialDate, local_day
from content.documents.models import AUDIENCES, Correction, Document, DocumentVersion

TRANSITIONS: dict[str, dict[str, str]] = {
    "draft": {"revise": "draft", "publish": "published"},
    "published": {"revise": "published", "correct": "published", "withdraw": "withdrawn"},
    "withdrawn": {},
}
"""state → act → state; what is not here is refused."""

VERSIONED = (
    "type",
    "title",
    "doc_no",
    "index_no",
    "source",
    "author",
    "written_on",
    "written_on_text",
    "body",
    "subjects",
    "withdrawn_on",
    "withdrawn_reason",
    "withdrawn_by",
    "edited_by",
    "reviewed_by",
    "issued_by",
    "distribution",
)
"""The columns whose change makes a new version."""

CORRECTED_ONLY = frozenset({"type", "title", "doc_no", "index_no", "author", "written_on"})
"""Columns of a published document that change by a numbered correction, never by a plain revision."""


class RefusedError(ValueError):
    """The act is not allowed in this state; the message says what to do instead."""


def draft(session: Session, document: Document) -> Document:
    """Add a new document that only the office can read."""
    document.state = "draft"
    document.version = 0
    session.add(document)
    session.flush()
    return document


def raise_audience(document: Document, audience: str) -> None:
    """Let more people read the document; it is never taken back but by a withdrawal."""
    if AUDIENCES.index(audience) < AUDIENCES.index(document.audience):
        message = "公开范围只能扩大，不能缩小；需要收回时请撤回文件"
        raise RefusedError(message)
    document.audience = audience


def publish(session: Session, document: Document, actor: str, now: datetime, at: datetime | None = None) -> None:
    """Make the document public now, or at a later moment `at`; the first publication never moves."""
    if at is not None and at < now:
        message = "定时发布的时间已经过去，请改为立即发布或选以后的时间"
        raise RefusedError(message)
    _go(document, "publish")
    raise_audience(document, "public")
    document.published_at = at or now
    document.updated_at = at or now
    _keep_version(session, document, "publish", actor, now)
    changes.record(session, document.touches(), now)


def revise(session: Session, document: Document, values: Mapping[str, Any], actor: str, now: datetime) -> bool:
    """Change a document's columns; say whether anything changed. What `CORRECTED_ONLY` names is refused once public."""
    altered = {name: value for name, value in values.items() if getattr(document, name) != value}
    if not altered:
        return False
    fixed = CORRECTED_ONLY & set(altered)
    if document.state == "published" and fixed:
        message = f"文件已发布，{'、'.join(sorted(fixed))} 只能以编号的更正修改"
        raise RefusedError(message)
    _go(document, "revise")
    _alter(session, document, altered, "revise", actor, now)
    return True


def correct(
    session: Session,
    document: Document,
    column: str,
    value: Any,  # noqa: ANN401 - a title is text, a date is a PartialDate
    reason: str,
    actor: str,
    now: datetime,
) -> Correction:
    """Correct one column of a public document: a numbered correction with the difference, and a new version."""
    if document.published_at is None or document.published_at > now:
        message = "文件尚未公开，请直接修改"
        raise RefusedError(message)
    if column not in VERSIONED or column.startswith("withdrawn"):
        message = f"{column} 不能更正"
        raise RefusedError(message)
    if not reason.strip():
        message = "请写明更正的原因"
        raise RefusedError(message)
    before = getattr(document, column)
    if before == value:
        message = "更正前后相同，没有需要更正的内容"
        raise RefusedError(message)
    _go(document, "correct")
    last = session.scalars(
        select(func.coalesce(func.max(Correction.number), 0)).where(Correction.document_id == document.id)
    ).one()
    correction = Correction(
        id=f"{document.id[:58]}-c{last + 1}",
        document_id=document.id,
        number=last + 1,
        dated_on=PartialDate.of(local_day(now)),
        field=str(Document.__table__.c[column].info["title"]),
        before=_said(before),
        after=_said(value),
        reason=reason,
    )
    session.add(correction)
    _alter(session, document, {column: value}, "correct", actor, now)
    changes.record(session, [("correction", correction.id)], now)
    return correction


def withdraw(session: Session, document: Document, reason: str, actor: str, now: datetime) -> None:
    """Take a public document back: the body goes, the tombstone (date, reason, who) stays under the same address."""
    if not reason.strip():
        message = "请写明撤回的原因"
        raise RefusedError(message)
    _go(document, "withdraw")
    tombstone = {
        "body": "",
        "withdrawn_on": PartialDate.of(local_day(now)),
        "withdrawn_reason": reason,
        "withdrawn_by": actor,
    }
    _alter(session, document, tombstone, "withdraw", actor, now)
    _erase_bodies(session, document)
    corrections = session.scalars(select(Correction.id).where(Correction.document_id == document.id))
    changes.record(session, [("correction", correction) for correction in corrections], now)


def take_over(session: Session, document: Document, values: Mapping[str, Any], actor: str, now: datetime) -> bool:
    """Take a public document as a data package gives it, tombstone included; say whether anything changed.

    `values` holds columns of the package. A package carries its own corrections, so every column may change here;
    `published_at` stays once it is set.
    """
    new = document.version == 0
    given = {name: value for name, value in values.items() if name != "published_at" or document.published_at is None}
    altered = {name: value for name, value in given.items() if new or getattr(document, name) != value}
    if not altered:
        return False
    for name, value in altered.items():
        setattr(document, name, value)
    document.audience = "public"
    document.state = "withdrawn" if document.withdrawn_on is not None else "published"
    document.published_at = document.published_at or now
    document.updated_at = document.updated_at or document.published_at
    session.add(document)
    if new or set(altered) & set(VERSIONED):
        act = "withdraw" if document.state == "withdrawn" else "publish" if new else "revise"
        _keep_version(session, document, act, actor, now)
    if document.state == "withdrawn":
        _erase_bodies(session, document)
    changes.record(session, document.touches(), now)
    return True


def _go(document: Document, act: str) -> None:
    """Take the transition or refuse it."""
    try:
        document.state = TRANSITIONS[document.state][act]
    except KeyError:
        refused = {
            "publish": "文件已经发布过，不能再次发布",
            "revise": "文件已撤回，不能再修改",
            "correct": "只有已发布的文件才能更正",
            "withdraw": "只有已发布的文件才能撤回",
        }
        raise RefusedError(refused[act]) from None


def _alter(
    session: Session, document: Document, altered: Mapping[str, Any], act: str, actor: str, now: datetime
) -> None:
    for name, value in altered.items():
        setattr(document, name, value)
    if document.published_at is not None:
        document.updated_at = max(now, document.published_at)
    _keep_version(session, document, act, actor, now)
    if document.state != "draft":
        changes.record(session, document.touches(), now)


def _keep_version(session: Session, document: Document, act: str, actor: str, now: datetime) -> None:
    document.version += 1
    session.add(document)
    session.flush()
    fields = {name: _plain(getattr(document, name)) for name in VERSIONED}
    session.add(
        DocumentVersion(
            document_id=document.id, number=document.version, act=act, actor=actor, made_at=now, fields=fields
        )
    )
    session.flush()


def _erase_bodies(session: Session, document: Document) -> None:
    """Take the withdrawn text out of the older versions too: what is taken back is not kept beside it."""
    for version in session.scalars(select(DocumentVersion).where(DocumentVersion.document_id == document.id)):
        version.fields = {**version.fields, "body": ""}
    session.flush()


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _said(value: object) -> str | None:
    if value is None:
        return None
    return "、".join(value) if isinstance(value, tuple) else str(value)
