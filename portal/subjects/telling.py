"""The story of a review as sections: which there are, when they were, and which are current."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from content.contacts.models import CONTACT_KINDS, Contact
from content.dates import PartialDate
from content.decisions.models import Decision
from content.hearings.models import Hearing
from content.rectification.ledger import LedgerFigures, LedgerRow, count_ledger
from content.subjects.record import CYCLE_DOCUMENTS, DocumentLine, HearingPart
from content.subjects.story import Opinion, ReviewStory
from portal.hearings.ballots import BallotView, ballot_view
from portal.rectification.clocks import ItemView, item_view
from web.dates import date_words, month_day
from web.prefixes import current_language
from web.words import word

KEYS = ("announce", "listen", "investigate", "stop", "vote", "appraise", "rectify", "follow")
STOPPED = frozenset({"suspended", "ended_without_vote"})
_CURRENT: Mapping[str, tuple[str, ...]] = {
    "selected": ("announce",),
    "notified": ("listen",),
    "investigating": ("investigate",),
    "heard": ("vote",),
    "appraised": ("appraise",),
    "rectifying": ("rectify", "follow"),
}
"""The sections that a running review stands at, by its status."""
RELATED_DOCUMENTS = ("speech", "bulletin", "news", "appointment_notice", "decision")
"""Documents about a review that belong to no section of its story."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the story; `start` and `end` are the first and last date in it."""

    key: str
    number: str
    title: str
    start: PartialDate | None
    end: PartialDate | None
    is_now: bool
    is_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A review's story, laid out; `silent` names the sections about which nothing is published."""

    story: ReviewStory
    lead: str
    sections: Sequence[Section]
    silent: Sequence[str]
    first_hearings: Sequence[HearingPart]
    later_hearings: Sequence[HearingPart]
    opinions: Sequence[Opinion]
    later_decisions: Sequence[Decision]
    awaited: Sequence[Hearing]
    channels: Sequence[Contact]
    ballots: Mapping[str, BallotView]
    items: Sequence[ItemView]
    figures: LedgerFigures
    contacts_now: Sequence[Contact]
    is_running: bool
    is_stopped: bool

    @property
    def newest_result(self) -> BallotView | None:
        """The last round."""
        return list(self.ballots.values())[-1] if self.ballots else None


def tell(story: ReviewStory, today: date) -> Telling:
    """Lay out a review's story as it stands on a day."""
    record = story.record
    running = story.is_running(today)
    stopped = story.review.status in STOPPED
    later = [part for part in record.hearings if part.ballots and all(ballot.round > 1 for ballot in part.ballots)]
    first = [part for part in record.hearings if part not in later]
    ballots = {
        ballot.id: ballot_view(ballot, hearing, story.definition, story.citations) for hearing, ballot in record.ballots
    }
    figures = count_ledger(record.items, today)
    opinions = story.opinions
    dates = _dates(story, first, later, opinions, running=running)
    shown = [key for key in KEYS if dates[key] is not None or (running and not stopped and key != "stop")]
    current = _CURRENT.get(story.review.status, ()) if running else ()
    titles = _titles(story.review.status)
    numbers = gettext("一 二 三 四 五 六 七 八").split()
    sections = []
    for number, key in zip(numbers, shown, strict=False):
        known = sorted(dates[key] or [])
        sections.append(
            Section(
                key=key,
                number=number,
                title=titles[key],
                start=known[0] if known else None,
                end=known[-1] if known and key != "announce" else None,
                is_now=key in current and dates[key] is not None,
                is_empty=dates[key] is None,
            )
        )
    return Telling(
        story=story,
        lead=_lead(story, list(ballots.values()), figures),
        sections=sections,
        silent=[] if stopped else [titles[key] for key in KEYS if key not in shown and key != "stop"],
        first_hearings=first,
        later_hearings=later,
        opinions=opinions,
        later_decisions=record.decisions_at("revote") if stopped else record.decisions_at("revote", None),
        awaited=_awaited(story, running=running),
        channels=_channels(story),
        ballots=ballots,
        items=[item_view(row, today, record.updates.get(row.id, ())) for row in sorted(record.items, key=_numbered)],
        figures=figures,
        contacts_now=[contact for contact in story.contacts if running and contact.valid_on(today)],
        is_running=running,
        is_stopped=stopped,
    )


def counts_in_words(figures: LedgerFigures) -> str:
    """Write the counts of a ledger: 已销号2项、整改中1项、逾期1项."""
    counted = [
        gettext("%(state)s%(count)d项", state=word("item.state", state), count=count) for state, count in figures.counts
    ]
    return str(gettext("、").join(counted))


def day_words(day: PartialDate, year: int) -> str:
    """Write a date, with its year where that is not the year of the page."""
    return month_day(day) if day.year == year else date_words(day)


def announcements(story: ReviewStory) -> tuple[list[DocumentLine], list[DocumentLine]]:
    """Give the documents that announced the review, and those that announced something after its first hearing."""
    held = next((part.hearing.held_on for part in story.record.hearings if part.hearing.held_on), None)
    documents = story.record.documents_of(*CYCLE_DOCUMENTS)
    later = [one for one in documents if held and one.written_on and one.written_on.first > held.last]
    return [one for one in documents if one not in later], later


def _numbered(row: LedgerRow) -> tuple[int, str]:
    """Order items as their ids number them: i-2 before i-10."""
    return len(row.id), row.id


def _titles(status: str) -> Mapping[str, str]:
    return {
        "stop": word("review.status", status),
        "announce": gettext("公布"),
        "listen": gettext("听取意见"),
        "investigate": gettext("调查"),
        "vote": gettext("报告与测评"),
        "appraise": gettext("评议意见"),
        "rectify": gettext("整改"),
        "follow": gettext("跟踪问效"),
    }


def _dates(
    story: ReviewStory,
    first: Sequence[HearingPart],
    later: Sequence[HearingPart],
    opinions: Sequence[Opinion],
    *,
    running: bool,
) -> Mapping[str, list[PartialDate] | None]:
    """Give the dates in each section; None for a section about which nothing is published."""
    record = story.record
    stopped = story.review.status in STOPPED
    loose = record.decisions_at(None)
    before, after = story.activities_before_hearing(), story.activities_after_hearing()
    announced, followed = announcements(story)
    documents = {"announce": announced, "follow": followed}
    documents |= {
        key: record.documents_of(*types)
        for key, types in {
            "listen": ("points_list",),
            "investigate": ("investigation_report",),
            "vote": ("duty_report", "vote_result"),
            "rectify": ("rectification_plan", "rectification_report", "reminder"),
        }.items()
    }
    decided = {
        "announce": record.decisions_at("scheme", "subjects"),
        "investigate": record.decisions_at("preliminary_report"),
        "appraise": record.decisions_at("appraisal_opinion"),
        "rectify": record.decisions_at("plan", "report"),
        "stop": loose if stopped else [],
        "follow": record.decisions_at("revote") if stopped else record.decisions_at("revote", None),
    }
    contacts = [day for contact in story.contacts for day in (contact.valid_from, contact.valid_to)]
    told: dict[str, tuple[bool, Iterable[PartialDate | None]]] = {
        "announce": (True, [one.written_on for one in announced or record.documents_of(*RELATED_DOCUMENTS)]),
        "listen": (bool(story.contacts), contacts),
        "investigate": (bool(before or record.findings or story.group), [one.dated_on for one in before]),
        "vote": (bool(first or _awaited(story, running=running)), [part.hearing.held_on for part in first]),
        "stop": (stopped, []),
        "appraise": (bool(opinions), [opinion.received_on for opinion in opinions[:1]]),
        "rectify": (bool(record.items), [item.opened_on for item in record.items]),
        "follow": (
            bool(after or later or record.consequences or (first and _awaited(story, running=running))),
            [
                *(one.dated_on for one in after),
                *(part.hearing.held_on for part in later),
                *(opinion.received_on for opinion in opinions[1:]),
            ],
        ),
    }
    dates: dict[str, list[PartialDate] | None] = {}
    for key, (is_told, days) in told.items():
        some = is_told or bool(documents.get(key)) or bool(decided.get(key))
        own = [day for day in days if day]
        own = own or [one.decided_on for one in decided.get(key, []) if one.decided_on]
        own = own or [one.written_on for one in documents.get(key, []) if one.written_on]
        dates[key] = own if some else None
    return dates


def _channels(story: ReviewStory) -> list[Contact]:
    """Give the channels for this subject: of the opinion boxes only those at its own unit."""
    unit = story.institution.name
    shown = [
        contact
        for contact in story.contacts
        if contact.kind != "opinion_box" or unit in contact.value or unit in (contact.place or "")
    ]
    return sorted(shown, key=lambda contact: (CONTACT_KINDS.index(contact.kind), contact.id))


def _awaited(story: ReviewStory, *, running: bool) -> Sequence[Hearing]:
    """Give the year's hearings whose results are still to come, while the review can still be heard."""
    over = story.review.status in {*STOPPED, "followed_up"}
    return [] if over or not running else story.record.unreleased


def _lead(story: ReviewStory, ballots: Sequence[BallotView], figures: LedgerFigures) -> str:
    """Say in two or three sentences how the review stands."""
    review, year = story.review, story.cycle.year
    said = []
    if review.status in STOPPED:
        said.append(
            gettext(
                "%(state)s：%(reason)s", state=word("review.status", review.status), reason=_ended(review.status_reason)
            )
        )
    said += [_round(ballot, year) for ballot in ballots]
    if figures.total:
        said.append(gettext("整改%(total)d项：%(counts)s。", total=figures.total, counts=counts_in_words(figures)))
    if not said:
        mode = word("review.mode", review.mode) if review.mode else ""
        said.append(
            gettext("%(cycle)s的监督对象，%(mode)s。", cycle=story.cycle.title, mode=mode)
            if mode
            else gettext("%(cycle)s的监督对象。", cycle=story.cycle.title)
        )
    return (" " if current_language() == "en" else "").join(str(part) for part in said)


def _round(ballot: BallotView, year: int) -> str:
    day = day_words(ballot.hearing.held_on, year) if ballot.hearing.held_on else ""
    if ballot.round == 1:
        act = gettext("%(day)s测评", day=day)
    else:
        act = gettext("%(day)s第%(round)d次测评", day=day, round=ballot.round)
    if ballot.grade is None:
        return str(gettext("%(act)s，等次规则未公布。", act=act))
    if ballot.how == "declared":
        return str(gettext("%(act)s，会议宣布为%(grade)s。", act=act, grade=ballot.grade))
    return str(gettext("%(act)s，结果为%(grade)s。", act=act, grade=ballot.grade))


def _ended(text: str | None) -> str:
    """End a text with a full stop."""
    told = (text or "").strip()
    return told if told.endswith(("。", "！", "？", ".")) else f"{told}。"


def opening(text: str, length: int) -> str:
    """Give the whole sentences with which a text begins, at most `length` characters of them where that is possible."""
    flat = text.replace("\n", "")
    if len(flat) <= length:
        return flat
    end = flat.rfind("。", 0, length)
    return flat[: end + 1] if end > 0 else f"{flat[: length - 1]}…"
