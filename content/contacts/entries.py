"""Contact channels as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.contacts.models import Contact
from content.cycles.models import Cycle
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.visibility import publication, visible

NAMES = {"hotline": "监督电话", "mailbox": "信箱", "email": "电子邮箱", "opinion_box": "意见箱", "visit": "来访接待"}


def contact_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible contact channels."""
    rows = session.execute(
        select(Contact, Cycle.year, Cycle.assembly_id, Assembly.name)
        .join(Cycle, Cycle.id == Contact.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Contact, now), among(Contact.id, ids))
    )
    entries = []
    for contact, year, assembly, assembly_name in rows:
        summary = "，".join(filter(None, (contact.place, contact.hours)))
        entries.append(
            Entry(
                kind="contact",
                id=contact.id,
                type="contact",
                title=f"{NAMES[contact.kind]}：{contact.value}",
                path=f"/contacts/#{contact.id}",
                **publication(contact),
                summary=summary,
                text=summary,
                html=paragraphs(summary),
                date=contact.valid_from,
                year=year,
                assembly=assembly,
                assembly_name=assembly_name,
                cycle=contact.cycle_id,
                source=contact.source,
            )
        )
    return newest_first(entries)


KIND = Kind("contact", (Contact,), contact_entries)
