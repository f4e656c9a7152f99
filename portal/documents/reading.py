"""One document with all that belongs to it, read in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.decisions.models import Decision
from content.documents.citations import Citation, cite
from content.documents.models import Attachment, Correction, Dispatch, Document, DocumentVersion
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.matters.models import Matter
from content.officials.models import Official
from content.subjects.models import Review
from content.visibility import visible


@dataclass(frozen=True, slots=True)
class Related:
    """A review or matter that a document is about."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a document belongs: its assembly and, where it has one, its year."""

    assembly: Assembly
    cycle_id: str | None
    cycle_title: str | None
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A public document or its tombstone; a tombstone has nothing but its document and shelf."""

    document: Document
    shelf: Shelf
    versions: int = 1
    attachments: Sequence[Attachment] = ()
    corrections: Sequence[Correction] = ()
    dispatches: Sequence[Dispatch] = ()
    decisions: Sequence[Decision] = ()
    related: Sequence[Related] = ()
    citations: Mapping[str, Citation]

    @property
    def is_withdrawn(self) -> bool:
        """Say whether only the tombstone is left."""
        return self.document.state == "withdrawn"


def read_document(session: Session, document_id: str, now: datetime) -> DocumentPage | None:
    """Read a document that is public at `now`, or None."""
    found = _shelved(session, document_id, now)
    if found is None:
        return None
    document, shelf = found
    if document.state == "withdrawn":
        return DocumentPage(document=document, shelf=shelf, citations=cite(session, [document.source], now))
    dispatches = session.scalars(
        select(Dispatch)
        .where(Dispatch.document_id == document_id, visible(Dispatch, now))
        .order_by(Dispatch.sent_on, Dispatch.id)
    ).all()
    return DocumentPage(
        document=document,
        shelf=shelf,
        versions=session.scalars(
            select(func.count())
            .select_from(DocumentVersion)
            .where(DocumentVersion.document_id == document_id, DocumentVersion.number >= _first_public(document_id))
        ).one(),
        attachments=session.scalars(
            select(Attachment)
            .where(Attachment.document_id == document_id, visible(Attachment, now))
            .order_by(Attachment.name, Attachment.id)
        ).all(),
        corrections=session.scalars(
            select(Correction)
            .where(Correction.document_id == document_id, visible(Correction, now))
            .order_by(Correction.number)
        ).all(),
        dispatches=dispatches,
        decisions=session.scalars(
            select(Decision)
            .where(Decision.document_id == document_id, visible(Decision, now))
            .order_by(Decision.decided_on, Decision.id)
        ).all(),
        related=_related(session, document.subjects, now),
        citations=cite(session, [document.source, *(dispatch.source for dispatch in dispatches)], now),
    )


def read_versions(
    session: Session, document_id: str, now: datetime
) -> tuple[DocumentPage, list[DocumentVersion]] | None:
    """Read a document that is public at `now` with its versions since its publication, oldest first, or None."""
    found = _shelved(session, document_id, now)
    if found is None:
        return None
    document, shelf = found
    versions = session.scalars(
        select(DocumentVersion)
        .where(DocumentVersion.document_id == document_id, DocumentVersion.number >= _first_public(document_id))
        .order_by(DocumentVersion.number)
    ).all()
    page = DocumentPage(
        document=document,
        shelf=shelf,
        versions=len(versions),
        corrections=session.scalars(
            select(Correction)
            .where(Correction.document_id == document_id, visible(Correction, now))
            .order_by(Correction.number)
        ).all(),
        citations=cite(session, [document.source], now),
    )
    return page, list(versions)


def read_attachment(session: Session, document_id: str, attachment_id: str, now: datetime) -> Attachment | None:
    """Read an attachment of a public document, or None; a withdrawn document has none any more."""
    return session.scalars(
        select(Attachment)
        .join(Document, Document.id == Attachment.document_id)
        .where(
            Attachment.id == attachment_id,
            Attachment.document_id == document_id,
            Document.state == "published",
            visible(Attachment, now),
        )
    ).one_or_none()


def _shelved(session: Session, document_id: str, now: datetime) -> tuple[Document, Shelf] | None:
    row = session.execute(
        select(Document, Assembly, Cycle.title, Cycle.year)
        .join(Assembly, Assembly.code == Document.assembly_id)
        .outerjoin(Cycle, Cycle.id == Document.cycle_id)
        .where(Document.id == document_id, visible(Document, now))
    ).one_or_none()
    if row is None:
        return None
    document, assembly, cycle_title, year = row
    return document, Shelf(assembly, document.cycle_id, cycle_title, year)


def _first_public(document_id: str) -> object:
    """Select the number of the version that was published first: what was drafted before it stays in the office."""
    return (
        select(func.min(DocumentVersion.number))
        .where(DocumentVersion.document_id == document_id, DocumentVersion.act.in_(("publish", "withdraw")))
        .scalar_subquery()
    )


def _related(session: Session, subjects: Sequence[str], now: datetime) -> list[Related]:
    reviews = session.execute(
        select(Review.id, Official.name, Review.post, Institution.name)
        .join(Official, Official.id == Review.official_id)
        .join(Institution, Institution.id == Review.institution_id)
        .where(Review.id.in_(subjects), visible(Review, now))
    )
    matters = session.execute(select(Matter.id, Matter.title).where(Matter.id.in_(subjects), visible(Matter, now)))
    named = {
        id_: Related(f"{name}（{full_post(unit, post)}）", f"/subjects/{id_}") for id_, name, post, unit in reviews
    }
    named |= {id_: Related(title, f"/matters/{id_}") for id_, title in matters}
    return [named[subject] for subject in subjects if subject in named]
