"""The clock of a rectification item: its state, one large number of days, and the track of the time gone."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from content.dates import PartialDate
from web.dates import date_iso

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Track:
    """A bar in percent: from `x` over `width`, in the colour of the state; `words` says it without sight."""

    x: float
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Clock:
    """What stands beside an item; `number` is a count of days, None where there is none to show."""

    state: str
    number: int | None
    words: str
    date_words: str
    track: Track | None


def item_clock(
    *,
    shown_state: str,
    today: date,
    opened_on: PartialDate | None,
    due_on: PartialDate | None,
    due_on_text: str | None = None,
    review_on: PartialDate | None = None,
    closed_on: PartialDate | None = None,
) -> Clock:
    """Read the clock of an item on a day; `shown_state` is its state or "overdue".

    A date without a day starts no clock.
    """
    if shown_state == "verified_closed":
        return _closed(shown_state, due_on, closed_on)
    if shown_state == "explained":
        left = (review_on.full - today).days if review_on and review_on.full else None
        return Clock(
            state=shown_state,
            number=left if left is not None and left >= 0 else None,
            words=ngettext("天后复核", "天后复核", left) if left is not None and left >= 0 else "",
            date_words=gettext("复核 %(date)s", date=date_iso(review_on)) if review_on else "",
            track=None,
        )
    if due_on is None:
        return Clock(shown_state, None, "", due_on_text or gettext("期限未公布"), None)
    limit = gettext("期限 %(date)s", date=due_on_text or date_iso(due_on))
    if due_on.full is None:
        return Clock(shown_state, None, "", limit, None)
    left = (due_on.full - today).days
    opened = opened_on.full if opened_on else None
    if left < 0:
        return Clock(
            shown_state, -left, ngettext("天逾期", "天逾期", -left), limit, _late_track(opened, due_on.full, today)
        )
    words = ngettext("天后到期", "天后到期", left) if left else gettext("天，今天到期")
    return Clock(shown_state, left, words, limit, _track(opened, due_on.full, today))


def _closed(state: str, due_on: PartialDate | None, closed_on: PartialDate | None) -> Clock:
    number, words = None, ""
    if closed_on and closed_on.full and due_on and due_on.full:
        ahead = (due_on.full - closed_on.full).days
        number = abs(ahead) or None
        if ahead > 0:
            words = ngettext("天提前", "天提前", ahead)
        else:
            words = ngettext("天延后", "天延后", -ahead) if ahead else gettext("按期")
    label = gettext("销号 %(date)s", date=date_iso(closed_on)) if closed_on else ""
    return Clock(state, number, words, label, None)


def _track(opened: date | None, due: date, today: date) -> Track | None:
    if opened is None or opened >= due or today < opened:
        return None
    gone = round((today - opened).days * _WHOLE / (due - opened).days, 1)
    return Track(0.0, gone, gettext("%(date)s起，已过%(gone)d%%", date=date_iso(opened), gone=round(gone)))


def _late_track(opened: date | None, due: date, today: date) -> Track | None:
    if opened is None or opened >= due:
        return None
    x = round((due - opened).days * _WHOLE / (today - opened).days, 1)
    words = gettext("期限在%(date)s，其后为逾期%(days)d天", date=date_iso(due), days=(today - due).days)
    return Track(x, round(_WHOLE - x, 1), words)
