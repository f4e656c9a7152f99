"""How a review stands, in one line: its result so far and what is happening now."""

from dataclasses import dataclass

from flask_babel import gettext, ngettext

from content.subjects.overview import ReviewRow, Round
from portal.hearings.ballots import grade_word
from web.dates import date_words, month_day


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review as tables show it.

    `state` is (group, value, words) as the macro `state` takes it; `note` says when the result was found, and what
    was found before it.
    """

    review: ReviewRow
    result: str
    note: str
    state: tuple[str, str, str | None]


def review_line(review: ReviewRow) -> ReviewLine:
    """Put a review into one line."""
    result, note = _result(review)
    return ReviewLine(review, result, note, _state(review))


def _result(review: ReviewRow) -> tuple[str, str]:
    if not review.rounds:
        ended = review.status in {"ended_without_vote", "suspended"}
        return (gettext("未测评") if ended else gettext("未公布"), review.status_reason or "" if ended else "")
    *earlier, last = review.rounds
    held = _held(last, review)
    notes = [gettext("%(date)s第%(number)d次", date=held, number=last.number) if earlier else held]
    notes += [gettext("%(date)s%(grade)s", date=_held(one, review), grade=_grade(one)) for one in earlier]
    return _grade(last), gettext("；").join(filter(None, notes))


def _grade(one: Round) -> str:
    return grade_word(one.grade) if one.grade else gettext("等次规则未公布")


def _held(one: Round, review: ReviewRow) -> str:
    if one.held_on is None:
        return ""
    return month_day(one.held_on) if one.held_on.year == review.year else date_words(one.held_on)


def _state(review: ReviewRow) -> tuple[str, str, str | None]:
    progress = review.progress
    if progress.overdue:
        words = ngettext("%(num)d项逾期", "%(num)d项逾期", progress.overdue)
        return ("item.state", "overdue", words)
    if progress.total and progress.closed == progress.total:
        return ("item.state", "verified_closed", gettext("全部销号"))
    return ("review.status", review.status, None)
