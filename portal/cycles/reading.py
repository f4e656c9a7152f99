"""One year with all that is public of it, and years side by side, in a fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly, Term
from content.cycles.models import Cycle, Stage
from content.dates import PartialDate, local_day
from content.decisions.models import Decision
from content.documents.citations import Citation, cite
from content.documents.models import DOCUMENT_TYPES, Document
from content.figures.models import ReportedFigure
from content.groups.models import Group
from content.hearings.models import Hearing
from content.kind import among
from content.matters.models import Matter
from content.rectification.ledger import LedgerFigures, LedgerRow, count_ledger, read_ledger
from content.rulesets.models import Ruleset
from content.subjects.models import Review
from content.subjects.overview import ReviewRow, read_overview
from content.visibility import visible


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as one line."""

    id: str
    type: str
    title: str
    doc_no: str | None
    date: PartialDate
    withdrawn: bool

    @property
    def path(self) -> str:
        """The site path."""
        return f"/documents/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A cycle with what every view of it needs; rules are None where no ruleset is public."""

    cycle: Cycle
    assembly: Assembly
    term: Term | None
    ruleset: Ruleset | None
    stages: Sequence[Stage]
    reviews: Sequence[ReviewRow]
    items: Sequence[LedgerRow]
    matters: Sequence[Matter]
    figures: Sequence[ReportedFigure]

    def ledger(self, as_of: date) -> LedgerFigures:
        """Count the items of the year."""
        return count_ledger(self.items, as_of)

    def is_running(self, day: date) -> bool:
        """Say whether the year goes on: its last known stage, or else its calendar year, is not over."""
        ends = [stage.ends_on or stage.starts_on for stage in self.stages]
        known = [end.last for end in ends if end]
        return max(known) >= day if known else self.cycle.year >= day.year


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePage:
    """A year with the groups, documents, decisions and hearings that its own page lists."""

    year: Year
    groups: Sequence[Group]
    papers: Mapping[str, Sequence[Paper]]
    decisions: Sequence[Decision]
    hearings: Sequence[Hearing]
    citations: Mapping[str, Citation]
    siblings: Sequence[tuple[str, str]]


def read_years(session: Session, ids: Sequence[str] | None, now: datetime) -> list[Year]:
    """Read years in the order of their ids (None: all, newest first), in nine statements however many they are."""
    rows = session.execute(
        select(Cycle, Assembly, Term, Ruleset)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .outerjoin(Term, Term.id == Cycle.term_id)
        .outerjoin(Ruleset, (Ruleset.id == Cycle.ruleset_id) & visible(Ruleset, now))
        .where(visible(Cycle, now), among(Cycle.id, ids))
        .order_by(Cycle.year.desc(), Assembly.code, Cycle.id)
    ).all()
    found = [cycle.id for cycle, *_ in rows]
    stages = _by_cycle(
        session.scalars(
            select(Stage).where(Stage.cycle_id.in_(found), visible(Stage, now)).order_by(Stage.position)
        ).all()
    )
    review_ids = session.scalars(select(Review.id).where(Review.cycle_id.in_(found), visible(Review, now))).all()
    reviews = _by_cycle(read_overview(session, now, review_ids).values())
    items = _by_cycle(read_ledger(session, now, func.coalesce(Review.cycle_id, Matter.cycle_id).in_(found)))
    matters = _by_cycle(
        session.scalars(
            select(Matter)
            .where(Matter.cycle_id.in_(found), visible(Matter, now))
            .order_by(Matter.key.desc().nulls_last(), Matter.started_on, Matter.id)
        ).all()
    )
    figures = _by_cycle(
        session.scalars(
            select(ReportedFigure)
            .where(ReportedFigure.cycle_id.in_(found), visible(ReportedFigure, now))
            .order_by(ReportedFigure.id)
        ).all()
    )
    years = {
        cycle.id: Year(
            cycle=cycle,
            assembly=assembly,
            term=term,
            ruleset=ruleset,
            stages=stages.get(cycle.id, ()),
            reviews=reviews.get(cycle.id, ()),
            items=items.get(cycle.id, ()),
            matters=matters.get(cycle.id, ()),
            figures=figures.get(cycle.id, ()),
        )
        for cycle, assembly, term, ruleset in rows
    }
    return [years[id_] for id_ in ids or years if id_ in years]


def read_cycle(session: Session, cycle_id: str, now: datetime) -> CyclePage | None:
    """Read a year that is public at `now`, or None."""
    years = read_years(session, [cycle_id], now)
    if not years:
        return None
    (year,) = years
    decisions = session.scalars(
        select(Decision)
        .where(Decision.cycle_id == cycle_id, visible(Decision, now))
        .order_by(Decision.decided_on.desc().nulls_last(), Decision.id)
    ).all()
    return CyclePage(
        year=year,
        groups=session.scalars(
            select(Group).where(Group.cycle_id == cycle_id, visible(Group, now)).order_by(Group.id)
        ).all(),
        papers=_papers(session, cycle_id, now),
        decisions=decisions,
        hearings=session.scalars(
            select(Hearing)
            .where(Hearing.cycle_id == cycle_id, visible(Hearing, now))
            .order_by(Hearing.held_on, Hearing.id)
        ).all(),
        citations=cite(
            session,
            [year.cycle.source, *(figure.source for figure in year.figures), *(stage.source for stage in year.stages)],
            now,
        ),
        siblings=[
            (id_, title)
            for id_, title in session.execute(
                select(Cycle.id, Cycle.title)
                .where(Cycle.assembly_id == year.assembly.code, Cycle.id != cycle_id, visible(Cycle, now))
                .order_by(Cycle.year.desc(), Cycle.id)
            )
        ],
    )


def _papers(session: Session, cycle_id: str, now: datetime) -> dict[str, list[Paper]]:
    """Read the documents of a year by type, types in the order of the domain, oldest document first."""
    found: dict[str, list[Paper]] = {type_: [] for type_ in DOCUMENT_TYPES}
    for id_, type_, title, doc_no, written_on, published_at, state in session.execute(
        select(
            Document.id,
            Document.type,
            Document.title,
            Document.doc_no,
            Document.written_on,
            Document.published_at,
            Document.state,
        )
        .where(Document.cycle_id == cycle_id, visible(Document, now))
        .order_by(Document.written_on, Document.published_at, Document.id)
    ):
        date_ = written_on or PartialDate.of(local_day(published_at or now))
        found[type_].append(Paper(id_, type_, title, doc_no, date_, state == "withdrawn"))
    return {type_: papers for type_, papers in found.items() if papers}


_Row = TypeVar("_Row", bound="_OfCycle")


class _OfCycle(Protocol):
    @property
    def cycle_id(self) -> str | None: ...


def _by_cycle(rows: Iterable[_Row]) -> dict[str | None, list[_Row]]:
    """Group rows by their year, in the order in which they come."""
    grouped: dict[str | None, list[_Row]] = {}
    for row in rows:
        grouped.setdefault(row.cycle_id, []).append(row)
    return grouped
