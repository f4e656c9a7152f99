"""What the feeds of the document listings read: documents and their corrections, newest first."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from content.documents.models import Correction, Document
from content.kind import Entry, newest_first
from content.kinds import KIND_BY_NAME
from portal.listing import Page, Window


def with_corrections(session: Session, documents: Select[str], now: datetime, window: Window) -> Page:
    """Read a window of the documents selected, newest first, their corrections among them as entries of their own."""
    unordered = documents.order_by(None)
    corrections = select(Correction.id).where(
        Correction.document_id.in_(unordered.where(Document.state == "published").scalar_subquery())
    )
    # no entry beyond the end of the window can be among the newest of either kind
    reach = window.offset + window.size
    newest = {
        "document": unordered.order_by(Document.published_at.desc(), Document.id).limit(reach),
        "correction": corrections.order_by(Correction.dated_on.desc(), Correction.id).limit(reach),
    }
    entries: list[Entry] = []
    for kind, ids in newest.items():
        entries += KIND_BY_NAME[kind].entries(session, now, session.scalars(ids).all())
    total = sum(
        session.scalar(select(func.count()).select_from(ids.subquery())) or 0 for ids in (unordered, corrections)
    )
    return Page(newest_first(entries)[window.offset : reach], total, window)
