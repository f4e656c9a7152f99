"""The stages of a year as a line: which are current, and how much of each has gone by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from content.dates import PartialDate
from web.dates import month_day

_WHOLE = 100.0


class Staged(Protocol):
    """A stage with dates as precise as its source."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def starts_on(self) -> PartialDate | None: ...  # noqa: D102
    @property
    def starts_on_text(self) -> str | None: ...  # noqa: D102
    @property
    def ends_on(self) -> PartialDate | None: ...  # noqa: D102
    @property
    def ends_on_text(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class StageMark:
    """One stage on the line; `gone` is the percentage of its days that have passed, None where they are not known."""

    name: str
    dates: str
    when: Literal["before", "now", "after", "unknown"]
    gone: float | None

    @property
    def is_now(self) -> bool:
        """Say whether the stage is current."""
        return self.when == "now"


def stage_line(stages: Iterable[Staged], today: date) -> tuple[StageMark, ...]:
    """Lay out stages in their order as they stand on a day."""
    return tuple(_mark(stage, today) for stage in stages)


def _mark(stage: Staged, today: date) -> StageMark:
    start, end = stage.starts_on, stage.ends_on or stage.starts_on
    when: Literal["before", "now", "after", "unknown"] = "unknown"
    if start is not None and end is not None:
        when = "before" if today < start.first else "after" if today > end.last else "now"
    gone = None
    if when == "now" and start and end and start.full and end.full:
        whole = (end.full - start.full).days + 1
        gone = round(((today - start.full).days + 1) * _WHOLE / whole, 1)
    return StageMark(name=stage.name, dates=_dates(stage), when=when, gone=gone)


def _dates(stage: Staged) -> str:
    start = stage.starts_on_text or (month_day(stage.starts_on) if stage.starts_on else "")
    end = stage.ends_on_text or (month_day(stage.ends_on) if stage.ends_on else "")
    return "—".join(dict.fromkeys(part for part in (start, end) if part))
