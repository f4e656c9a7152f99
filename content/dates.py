"""Dates as precise as their source, and the time zone of every wall-clock time."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import total_ordering
from typing import Self

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one zone without daylight saving time, so a fixed offset is exact for every year since 1992."""

_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day; what the source does not say is None."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raise ValueError for anything else and for no day."""
        found = _PATTERN.fullmatch(text)
        if found is None:
            message = f"not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: {text!r}"
            raise ValueError(message)
        year, month, day = (int(part) if part else None for part in found.groups())
        date(year or 0, month or 1, day or 1)  # raises ValueError for year 0, month 13, 30 February
        return cls(year or 0, month, day)

    @classmethod
    def of(cls, day: date) -> Self:
        """Make the full date of a day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """Give the text that `parse` reads."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __lt__(self, other: "PartialDate") -> bool:
        """Order by the first possible day; the less precise date comes first."""
        return (self.year, self.month or 0, self.day or 0) < (other.year, other.month or 0, other.day or 0)

    @property
    def full(self) -> date | None:
        """The day, or None where the source gives only a year or a month."""
        return None if self.month is None or self.day is None else date(self.year, self.month, self.day)

    @property
    def first(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def local_day(moment: datetime) -> date:
    """Give the day in China of an aware moment."""
    return moment.astimezone(SHANGHAI).date()


def start_of_day(day: date) -> datetime:
    """Give the aware moment at which a day begins in China."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)


def add_months(day: date, months: int) -> date:
    """Give the day some months later; the end of a shorter month clamps (31 January + 1 month = 28 or 29 February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
