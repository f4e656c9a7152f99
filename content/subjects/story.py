"""The story of one review, from its announcement to the last follow-up, read in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.contacts.models import Contact
from content.cycles.models import Cycle, Stage
from content.dates import PartialDate
from content.documents.citations import Citation, cite
from content.documents.models import Dispatch
from content.figures.votes import result, threshold_source
from content.groups.models import Group
from content.institutions.models import Institution
from content.institutions.posts import full_post
from content.investigations.models import Activity
from content.officials.models import Appointment, Official
from content.rulesets.deadlines import Deadline, due
from content.rulesets.models import Ruleset
from content.rulesets.reading import read_rulesets
from content.subjects.models import Review
from content.subjects.record import About, DocumentLine, Record, read_record
from content.visibility import visible

_DOCUMENT_RECEIVED = {
    "points_list_received": "points_list",
    "preliminary_report_received": "investigation_report",
    "plan_received": "rectification_plan",
    "rectification_report_received": "rectification_report",
}
"""Events that start clocks besides the appraisal opinion, with the type of document whose receipt they are."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The review in another year that this one was carried over from, or that it was carried over to."""

    id: str
    cycle: str
    year: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """One appraisal opinion: to whom it went, and the deadlines that the person's recorded receipt sets running."""

    document: DocumentLine
    dispatches: Sequence[Dispatch]
    receipt: Dispatch | None
    deadlines: Sequence[Deadline]

    @property
    def received_on(self) -> PartialDate | None:
        """The day of the person's receipt; None while it is not recorded."""
        return self.receipt.received_on if self.receipt else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStory:
    """One review with all that is public about it."""

    review: Review
    official: Official
    institution: Institution
    cycle: Cycle
    assembly: Assembly
    ruleset: Ruleset | None
    group: Group | None
    appointment: Appointment | None
    stages: Sequence[Stage]
    contacts: Sequence[Contact]
    carried_over_from: Neighbour | None
    carried_over_to: Sequence[Neighbour]
    record: Record
    citations: Mapping[str, Citation]

    @property
    def post(self) -> str:
        """The post with its unit."""
        return full_post(self.institution.name, self.review.post)

    @property
    def definition(self) -> Mapping[str, Any]:
        """The rules of the year; empty where none are public."""
        return self.ruleset.definition if self.ruleset else {}

    @property
    def opinions(self) -> list[Opinion]:
        """The appraisal opinions, first to last, each with the deadlines that it and the ballot before it set."""
        ballots = self.record.ballots
        opinions = []
        for number, document in enumerate(self.record.documents_of("appraisal_opinion")):
            hearing, ballot = ballots[min(number, len(ballots) - 1)] if ballots else (None, None)
            dispatches = [one for one in self.record.dispatches if one.document_id == document.id]
            to_person = [one for one in dispatches if self.official.name in one.recipient or one.recipient == "本人"]
            receipt = to_person[0] if to_person else None
            events = {
                "hearing_held": hearing.held_on if hearing else None,
                "appraisal_opinion_received": receipt.received_on if receipt else None,
            }
            grade = result(self.definition, ballot).grade if ballot else None
            deadlines = [one for one in due(self.definition, events, grade) if one.after in events]
            opinions.append(Opinion(document, dispatches, receipt, deadlines))
        return opinions

    def deadlines_after(self, event: str) -> list[Deadline]:
        """Give the deadlines counted from the first recorded receipt of a document, without those that have no day."""
        documents = {document.id for document in self.record.documents_of(_DOCUMENT_RECEIVED[event])}
        received = [
            one.received_on for one in self.record.dispatches if one.document_id in documents and one.received_on
        ]
        found = due(self.definition, {event: min(received, default=None)}, None)
        return [one for one in found if one.after == event and one.on]

    def activities_before_hearing(self) -> list[Activity]:
        """Give the activities of the investigation: all but those after the first hearing."""
        late = self._after_hearing()
        return [activity for activity in self.record.activities if activity.id not in late]

    def activities_after_hearing(self) -> list[Activity]:
        """Give the activities after the first hearing: the look-back."""
        late = self._after_hearing()
        return [activity for activity in self.record.activities if activity.id in late]

    def is_running(self, today: date) -> bool:
        """Say whether the year goes on: its last stage is not over or, without stages, its calendar year is not."""
        ends = [stage.ends_on or stage.starts_on for stage in self.stages]
        known = [end.last for end in ends if end]
        return max(known) >= today if known else self.cycle.year >= today.year

    def _after_hearing(self) -> set[str]:
        held = next((part.hearing.held_on for part in self.record.hearings if part.hearing.held_on), None)
        if held is None:
            return set()
        return {one.id for one in self.record.activities if one.dated_on and one.dated_on.first > held.last}


def read_review(session: Session, review_id: str, now: datetime) -> ReviewStory | None:
    """Read a review that is public at `now`, or None."""
    row = session.execute(
        select(Review, Official, Institution, Cycle, Assembly)
        .join(Official, Official.id == Review.official_id)
        .join(Institution, Institution.id == Review.institution_id)
        .join(Cycle, Cycle.id == Review.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(Review.id == review_id, visible(Review, now))
    ).one_or_none()
    if row is None:
        return None
    review, official, institution, cycle, assembly = row
    ruleset = read_rulesets(session, [cycle.ruleset_id], now).get(cycle.ruleset_id)
    group = session.scalars(select(Group).where(Group.id == review.group_id, visible(Group, now))).one_or_none()
    record = read_record(session, About("review", review.id, cycle.id), now)
    before, after = _neighbours(session, review, now)
    sources = [review.source, *(part.hearing.source for part in record.hearings)]
    sources += [threshold_source(ruleset.definition).document] if ruleset else []
    return ReviewStory(
        review=review,
        official=official,
        institution=institution,
        cycle=cycle,
        assembly=assembly,
        ruleset=ruleset,
        group=group,
        appointment=session.scalars(
            select(Appointment)
            .where(
                Appointment.official_id == official.id,
                Appointment.institution_id == institution.id,
                Appointment.post == review.post,
            )
            .order_by(Appointment.appointed_on.desc().nulls_last(), Appointment.row)
            .limit(1)
        ).one_or_none(),
        stages=session.scalars(
            select(Stage).where(Stage.cycle_id == cycle.id, visible(Stage, now)).order_by(Stage.position)
        ).all(),
        contacts=session.scalars(
            select(Contact)
            .where(
                Contact.cycle_id == cycle.id,
                or_(Contact.group_id.is_(None), Contact.group_id == review.group_id),
                visible(Contact, now),
            )
            .order_by(Contact.kind, Contact.id)
        ).all(),
        carried_over_from=before,
        carried_over_to=after,
        record=record,
        citations=cite(session, sources, now),
    )


def _neighbours(session: Session, review: Review, now: datetime) -> tuple[Neighbour | None, list[Neighbour]]:
    before, after = None, []
    for other_id, cycle, year in session.execute(
        select(Review.id, Cycle.title, Cycle.year)
        .join(Cycle, Cycle.id == Review.cycle_id)
        .where(
            or_(Review.id == review.carried_over_from_id, Review.carried_over_from_id == review.id),
            visible(Review, now),
        )
        .order_by(Cycle.year, Review.id)
    ):
        if other_id == review.carried_over_from_id:
            before = Neighbour(other_id, cycle, year)
        else:
            after.append(Neighbour(other_id, cycle, year))
    return before, after
