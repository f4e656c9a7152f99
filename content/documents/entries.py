"""Documents and their corrections as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.dates import PartialDate, local_day, start_of_day
from content.documents.models import Attachment, Correction, Dispatch, Document
from content.kind import Entry, Kind, Withdrawal, among, newest_first
from content.markup import excerpt, paragraphs, plain_text, trusted
from content.visibility import publication, visible

SUMMARY_LENGTH = 120


def document_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible documents; of a withdrawn one only the tombstone."""
    rows = session.execute(
        select(Document, Cycle.year, Assembly.name)
        .join(Assembly, Assembly.code == Document.assembly_id)
        .outerjoin(Cycle, Cycle.id == Document.cycle_id)
        .where(visible(Document, now), among(Document.id, ids))
    )
    return newest_first([_entry(document, year, assembly_name) for document, year, assembly_name in rows])


def _entry(document: Document, cycle_year: int | None, assembly_name: str) -> Entry:
    withdrawal = None
    if document.withdrawn_on is not None:
        withdrawal = Withdrawal(document.withdrawn_on, document.withdrawn_reason or "", document.withdrawn_by)
    published = publication(document)
    text = plain_text(document.body)
    date = document.written_on or PartialDate.of(local_day(published["published_at"]))
    return Entry(
        kind="document",
        id=document.id,
        type=document.type,
        title=document.title,
        path=f"/documents/{document.id}",
        **published,
        summary=excerpt(text, SUMMARY_LENGTH),
        text="\n".join(filter(None, (document.doc_no, document.index_no, document.author, text))),
        html=trusted(document.body),
        date=date,
        year=cycle_year or date.year,
        assembly=document.assembly_id,
        assembly_name=assembly_name,
        cycle=document.cycle_id,
        subjects=document.subjects,
        source=document.source,
        withdrawn=withdrawal,
    )


def correction_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read corrections of visible documents, dated by the day on which they were made."""
    rows = session.execute(
        select(Correction, Document, Cycle.year, Assembly.name)
        .join(Document, Document.id == Correction.document_id)
        .join(Assembly, Assembly.code == Document.assembly_id)
        .outerjoin(Cycle, Cycle.id == Document.cycle_id)
        .where(visible(Correction, now), Document.state == "published", among(Correction.id, ids))
    )
    entries = []
    for correction, document, cycle_year, assembly_name in rows:
        made_at = start_of_day(correction.dated_on.first)
        if made_at > now:
            continue
        summary = f"{correction.field}：“{correction.before or '（空）'}”更正为“{correction.after or '（删去）'}”"
        text = "\n".join(filter(None, (summary, correction.reason)))
        entries.append(
            Entry(
                kind="correction",
                id=correction.id,
                type="correction",
                title=f"更正第{correction.number}号：{document.title}",
                path=f"/documents/{document.id}#correction-{correction.number}",
                published_at=made_at,
                updated_at=made_at,
                summary=summary,
                text=text,
                html=paragraphs(text),
                date=correction.dated_on,
                year=cycle_year or correction.dated_on.year,
                assembly=document.assembly_id,
                assembly_name=assembly_name,
                cycle=document.cycle_id,
                subjects=document.subjects,
                source=document.source,
            )
        )
    return newest_first(entries)


KIND = Kind("document", (Document, Attachment, Dispatch), document_entries)
CORRECTION = Kind("correction", (Correction,), correction_entries)
