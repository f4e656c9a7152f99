"""Sources as readers see them: a document of this site by its title, anything else in its own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.documents.models import Document
from content.visibility import visible


@dataclass(frozen=True, slots=True)
class Citation:
    """A source: its text, and its site path where it is a public document."""

    text: str
    path: str | None = None


def cite(session: Session, sources: Iterable[str | None], now: datetime) -> Mapping[str, Citation]:
    """Look up sources in one statement; a document that is not public is left out, id and all."""
    named = {source for source in sources if source}
    rows = session.execute(
        select(Document.id, Document.title, visible(Document, now)).where(Document.id.in_(named))
    ).all()
    titles = {document_id: title for document_id, title, public in rows if public}
    hidden = {document_id for document_id, _, public in rows if not public}
    return {
        source: Citation(titles[source], f"/documents/{source}") if source in titles else Citation(source)
        for source in named - hidden
    }
