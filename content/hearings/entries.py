"""Hearings as entries; questions, answers and votes only once they are released."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.hearings.models import Ballot, Hearing, HearingParticipant, Inquiry
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.visibility import publication, visible


def hearing_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible hearings."""
    rows = session.execute(
        select(Hearing, Cycle.title, Cycle.year, Cycle.assembly_id, Assembly.name)
        .join(Cycle, Cycle.id == Hearing.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Hearing, now), among(Hearing.id, ids))
    ).all()
    spoken: dict[str, list[str]] = {}
    for hearing_id, question, answer in session.execute(
        select(Inquiry.hearing_id, Inquiry.question, Inquiry.answer)
        .where(visible(Inquiry, now), among(Inquiry.hearing_id, ids))
        .order_by(Inquiry.id)
    ):
        spoken.setdefault(hearing_id, []).extend(filter(None, (question, answer)))
    entries = []
    for hearing, cycle_title, year, assembly, assembly_name in rows:
        text = "\n".join(filter(None, (hearing.place, hearing.agenda, *spoken.get(hearing.id, ()))))
        entries.append(
            Entry(
                kind="hearing",
                id=hearing.id,
                type="hearing",
                title=hearing.title,
                path=f"/hearings/{hearing.id}",
                **publication(hearing),
                summary="，".join(filter(None, (cycle_title, hearing.place))),
                text=text,
                html=paragraphs(text),
                date=hearing.held_on,
                year=year,
                assembly=assembly,
                assembly_name=assembly_name,
                cycle=hearing.cycle_id,
                source=hearing.source,
            )
        )
    return newest_first(entries)


KIND = Kind("hearing", (Hearing, HearingParticipant, Inquiry, Ballot), hearing_entries)
