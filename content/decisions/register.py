"""Decisions with what they are about, as the register shows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.decisions.models import Decision
from content.documents.citations import Citation, cite
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.matters.models import Matter
from content.officials.models import Official
from content.rectification.models import RectificationItem
from content.subjects.models import Review
from content.visibility import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision; `about` names its review, matter or item, None where it is about the whole year."""

    decision: Decision
    about: str | None
    about_path: str | None
    cycle: str
    year: int
    assembly: str
    document: Citation | None
    source: Citation | None


def read_decisions(session: Session, now: datetime, ids: Collection[str]) -> dict[str, DecisionRow]:
    """Read visible decisions by id, in two statements."""
    rows = session.execute(
        select(
            Decision,
            Official.name,
            Review.post,
            Institution.name,
            Matter.title,
            RectificationItem.problem,
            Cycle,
            Assembly.name,
        )
        .outerjoin(Review, Review.id == Decision.review_id)
        .outerjoin(Official, Official.id == Review.official_id)
        .outerjoin(Institution, Institution.id == Review.institution_id)
        .outerjoin(Matter, Matter.id == Decision.matter_id)
        .outerjoin(RectificationItem, RectificationItem.id == Decision.item_id)
        .join(Cycle, Cycle.id == Decision.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(Decision.id.in_(ids), visible(Decision, now))
    ).all()
    named = [source for decision, *_ in rows for source in (decision.document_id, decision.source)]
    citations = cite(session, named, now)
    found = {}
    for decision, official, post, institution, matter, problem, cycle, assembly in rows:
        person = f"{official}（{full_post(institution or '', post or '')}）"
        about, path = _about(decision, person, matter, problem)
        document = citations.get(decision.document_id or "")
        found[decision.id] = DecisionRow(
            decision=decision,
            about=about,
            about_path=path,
            cycle=cycle.title,
            year=cycle.year,
            assembly=assembly,
            document=document if document and document.path else None,
            source=citations.get(decision.source or ""),
        )
    return found


def _about(decision: Decision, person: str, matter: str | None, problem: str | None) -> tuple[str | None, str | None]:
    if decision.review_id:
        return person, f"/subjects/{decision.review_id}"
    if decision.matter_id:
        return matter, f"/matters/{decision.matter_id}"
    if decision.item_id and problem:
        return problem.split("\n", 1)[0], f"/rectification/{decision.item_id}"
    return None, None
