"""The deadlines that a ruleset sets from recorded events."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import chinese_calendar

from content.dates import PartialDate, add_months
from content.rulesets.definition import plain

_DURATION = re.compile(r"P(\d+)([DM])")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline: its day where it can be known, and from which event it is counted."""

    name: str
    after: str
    duration: str
    working_days: bool
    kind: str
    event_on: PartialDate | None
    on: date | None
    skipped: tuple[date, ...] = ()
    """Days left out of a count of working days."""


def due(definition: Mapping[str, Any], events: Mapping[str, PartialDate | None], grade: str | None) -> list[Deadline]:
    """Compute every deadline that applies to the grade; without the full day of its event a deadline has no day.

    A partial date starts no clock. `when_grade` leaves a deadline out for other grades and before there is a grade.
    """
    return [
        _deadline(rule, events)
        for rule in plain(definition).get("deadlines", [])
        if not rule.get("when_grade") or grade in rule["when_grade"]
    ]


def _deadline(rule: Mapping[str, Any], events: Mapping[str, PartialDate | None]) -> Deadline:
    event_on = events.get(rule["after"])
    start = event_on.full if event_on else None
    working_days = bool(rule.get("working_days"))
    on, skipped = (None, ()) if start is None else add(start, rule["duration"], working_days=working_days)
    return Deadline(
        name=rule["name"],
        after=rule["after"],
        duration=rule["duration"],
        working_days=working_days,
        kind=rule.get("kind", "by"),
        event_on=event_on,
        on=on,
        skipped=skipped,
    )


def add(start: date, duration: str, *, working_days: bool) -> tuple[date | None, tuple[date, ...]]:
    """Give the last day of a duration that begins the day after `start`, and the days that were skipped.

    Months clamp at their end. Working days follow the State Council's holiday plan; for a year whose plan is not
    known the day is None.
    """
    found = _DURATION.fullmatch(duration)
    if found is None:
        message = f"not a duration of days or months: {duration!r}"
        raise ValueError(message)
    number = int(found[1])
    if found[2] == "M":
        return add_months(start, number), ()
    if not working_days:
        return start + timedelta(days=number), ()
    day, skipped = start, []
    while number:
        day += timedelta(days=1)
        try:
            works = chinese_calendar.is_workday(day)
        except NotImplementedError:
            return None, ()
        if works:
            number -= 1
        else:
            skipped.append(day)
    return day, tuple(skipped)
