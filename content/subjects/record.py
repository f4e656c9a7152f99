"""What is published about one review or one matter: its documents, investigation, hearings, items and what followed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from content.consequences.models import Consequence
from content.dates import PartialDate
from content.decisions.models import Decision
from content.documents.models import Dispatch, Document
from content.hearings.models import Ballot, Hearing, Inquiry
from content.investigations.models import Activity, Finding
from content.markup import plain_text
from content.rectification.ledger import LedgerRow, read_ledger
from content.rectification.models import RectificationItem, RectificationUpdate
from content.visibility import visible

CYCLE_DOCUMENTS = ("announcement", "notice", "scheme", "measures", "subject_list")
"""Types of documents that are about a whole year and so about each of its subjects."""
CYCLE_GATES = ("scheme", "subjects")


_Concerning = Activity | Ballot | Consequence | Decision | Finding | Inquiry | RectificationItem


@dataclass(frozen=True, slots=True)
class About:
    """The review or matter that a record is about, and its year."""

    kind: Literal["review", "matter"]
    id: str
    cycle_id: str

    def concerns(self, model: type[_Concerning]) -> ColumnElement[bool]:
        """Make the condition that a row is about it."""
        column = model.review_id if self.kind == "review" else model.matter_id
        return column == self.id


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as one line; `text` is the plain text of an appraisal opinion, empty for every other type."""

    id: str
    type: str
    title: str
    doc_no: str | None
    written_on: PartialDate | None
    published_at: datetime
    withdrawn: bool
    text: str

    @property
    def path(self) -> str:
        """The site path."""
        return f"/documents/{self.id}"


@dataclass(frozen=True, slots=True)
class HearingPart:
    """What one released hearing said about the subject."""

    hearing: Hearing
    inquiries: Sequence[Inquiry]
    ballots: Sequence[Ballot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything published about a subject, each sequence in the order in which it happened."""

    documents: Sequence[DocumentLine]
    dispatches: Sequence[Dispatch]
    activities: Sequence[Activity]
    findings: Sequence[Finding]
    hearings: Sequence[HearingPart]
    unreleased: Sequence[Hearing]
    items: Sequence[LedgerRow]
    updates: Mapping[str, Sequence[RectificationUpdate]]
    decisions: Sequence[Decision]
    consequences: Sequence[Consequence]

    def documents_of(self, *types: str) -> list[DocumentLine]:
        """Give the documents of some types."""
        return [document for document in self.documents if document.type in types]

    def decisions_at(self, *gates: str | None) -> list[Decision]:
        """Give the decisions at some gates; None stands for those at no gate."""
        return [decision for decision in self.decisions if decision.gate in gates]

    @property
    def ballots(self) -> list[tuple[Hearing, Ballot]]:
        """The released ballots with their hearings, first round first."""
        held = [(part.hearing, ballot) for part in self.hearings for ballot in part.ballots]
        return sorted(held, key=lambda pair: pair[1].round)


def read_record(session: Session, about: About, now: datetime) -> Record:
    """Read what is public about a subject at `now`, in ten statements."""
    documents = _documents(session, about, now)
    items = read_ledger(session, now, about.concerns(RectificationItem))
    hearings, unreleased = _hearings(session, about, now)
    return Record(
        documents=documents,
        dispatches=session.scalars(
            select(Dispatch)
            .where(Dispatch.document_id.in_([document.id for document in documents]), visible(Dispatch, now))
            .order_by(Dispatch.sent_on.nulls_last(), Dispatch.id)
        ).all(),
        activities=session.scalars(
            select(Activity)
            .where(about.concerns(Activity), visible(Activity, now))
            .order_by(Activity.dated_on.nulls_last(), Activity.id)
        ).all(),
        findings=session.scalars(
            select(Finding).where(about.concerns(Finding), visible(Finding, now)).order_by(Finding.id)
        ).all(),
        hearings=hearings,
        unreleased=unreleased,
        items=items,
        updates=read_updates(session, [item.id for item in items], now),
        decisions=_decisions(session, about, [item.id for item in items], now),
        consequences=session.scalars(
            select(Consequence)
            .where(about.concerns(Consequence), visible(Consequence, now))
            .order_by(Consequence.dated_on.nulls_last(), Consequence.id)
        ).all(),
    )


def read_updates(
    session: Session, items: Collection[str], now: datetime
) -> Mapping[str, Sequence[RectificationUpdate]]:
    """Read the timelines of items in one statement, oldest entry first."""
    timelines: dict[str, list[RectificationUpdate]] = {}
    for update in session.scalars(
        select(RectificationUpdate)
        .where(RectificationUpdate.item_id.in_(items), visible(RectificationUpdate, now))
        .order_by(RectificationUpdate.dated_on.nulls_first(), RectificationUpdate.id)
    ):
        timelines.setdefault(update.item_id, []).append(update)
    return timelines


def _documents(session: Session, about: About, now: datetime) -> list[DocumentLine]:
    named = Document.subjects.like(f"%;{about.id};%")
    of_the_year = and_(Document.cycle_id == about.cycle_id, Document.subjects == "", Document.type.in_(CYCLE_DOCUMENTS))
    rows = session.execute(
        select(
            Document.id,
            Document.type,
            Document.title,
            Document.doc_no,
            Document.written_on,
            Document.published_at,
            Document.state == "withdrawn",
            case((Document.type == "appraisal_opinion", Document.body), else_=""),
        )
        .where(or_(named, of_the_year), visible(Document, now))
        .order_by(Document.written_on.nulls_last(), Document.published_at, Document.id)
    )
    return [
        DocumentLine(id_, type_, title, doc_no, written_on, published_at or now, withdrawn, plain_text(body))
        for id_, type_, title, doc_no, written_on, published_at, withdrawn, body in rows
    ]


def _hearings(session: Session, about: About, now: datetime) -> tuple[list[HearingPart], list[Hearing]]:
    """Read the year's hearings: those that said something about the subject, and those not released yet."""
    inquiries: dict[str, list[Inquiry]] = {}
    for inquiry in session.scalars(
        select(Inquiry).where(about.concerns(Inquiry), visible(Inquiry, now)).order_by(Inquiry.id)
    ):
        inquiries.setdefault(inquiry.hearing_id, []).append(inquiry)
    ballots: dict[str, list[Ballot]] = {}
    for ballot in session.scalars(
        select(Ballot).where(about.concerns(Ballot), visible(Ballot, now)).order_by(Ballot.round)
    ):
        ballots.setdefault(ballot.hearing_id, []).append(ballot)
    released, unreleased = [], []
    for hearing in session.scalars(
        select(Hearing)
        .where(
            or_(Hearing.id.in_(inquiries.keys() | ballots.keys()), Hearing.cycle_id == about.cycle_id),
            visible(Hearing, now),
        )
        .order_by(Hearing.held_on.nulls_last(), Hearing.id)
    ):
        if hearing.id in inquiries or hearing.id in ballots:
            released.append(HearingPart(hearing, inquiries.get(hearing.id, []), ballots.get(hearing.id, [])))
        elif hearing.released_at is None or hearing.released_at > now:
            unreleased.append(hearing)
    return released, unreleased


def _decisions(session: Session, about: About, items: Sequence[str], now: datetime) -> Sequence[Decision]:
    of_the_year = and_(
        Decision.cycle_id == about.cycle_id,
        Decision.review_id.is_(None),
        Decision.matter_id.is_(None),
        Decision.item_id.is_(None),
        Decision.gate.in_(CYCLE_GATES),
    )
    return session.scalars(
        select(Decision)
        .where(or_(about.concerns(Decision), Decision.item_id.in_(items), of_the_year), visible(Decision, now))
        .order_by(Decision.decided_on.nulls_last(), Decision.id)
    ).all()
