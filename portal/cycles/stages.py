"""The year as a line of stages with what each has brought, and in one sentence what is going on today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from content.cycles.models import Stage
from content.figures.votes import graded_votes
from content.subjects.overview import Round
from portal.cycles.reading import Year
from portal.hearings.ballots import grade_word
from web.dates import date_words, days, month_day
from web.stages import StageMark, stage_line

_RECTIFICATION = "整改"
"""The word of the glossary by which a county's own name of a stage tells that items are closed in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """The marks of the line and, by position in it, what stands under a stage."""

    marks: tuple[StageMark, ...]
    results: Mapping[int, str]


def year_line(year: Year, today: date) -> Line:
    """Lay out the stages of a year as they stand on a day."""
    marks = stage_line(year.stages, today)
    results = {}
    for place, (stage, mark) in enumerate(zip(year.stages, marks, strict=True)):
        told = [_left(stage, today) if mark.is_now else "", _votes(stage, year), _closed(stage, year, today)]
        results[place] = gettext("，").join(filter(None, told))
    return Line(marks, results)


def sentence(year: Year, today: date) -> str:
    """Say what is going on on a day of a running year: the current stages, else the next one."""
    marks = stage_line(year.stages, today)
    staged = list(zip(year.stages, marks, strict=True))
    current = [_current(stage, today) for stage, mark in staged if mark.is_now]
    if current:
        return gettext("正在进行：%(stages)s。", stages=gettext("；").join(current))
    coming = [stage for stage, mark in staged if mark.when == "before"]
    if coming:
        first = min(coming, key=lambda stage: stage.starts_on.first if stage.starts_on else date.max)
        begins = first.starts_on_text or (date_words(first.starts_on) if first.starts_on else "")
        return gettext("下一阶段：%(stage)s，%(date)s开始。", stage=first.name, date=begins)
    if any(mark.when == "after" for mark in marks):
        return gettext("各阶段已经结束。")
    return gettext("各阶段的日期没有公布。")


def _current(stage: Stage, today: date) -> str:
    left = _left(stage, today)
    return gettext("%(stage)s（%(left)s）", stage=stage.name, left=left) if left else stage.name


def _left(stage: Stage, today: date) -> str:
    end = stage.ends_on.full if stage.ends_on else None
    if end is None or end < today:
        return ""
    return gettext("还有%(days)s", days=days((end - today).days)) if end > today else gettext("今天结束")


def _votes(stage: Stage, year: Year) -> str:
    """Count the grades of the first ballots that were held within the days of a stage, best grade first."""
    if stage.starts_on is None:
        return ""
    first, last = stage.starts_on.first, (stage.ends_on or stage.starts_on).last
    held = [review.rounds[0] for review in year.reviews if review.rounds and _within(review.rounds[0], first, last)]
    counts = Counter(one.grade for one in held if one.grade)
    ordered = graded_votes(year.ruleset.definition if year.ruleset else {}, counts)
    return gettext("，").join(
        gettext("%(grade)s%(count)d人", grade=grade_word(grade), count=count) for grade, count in ordered
    )


def _within(one: Round, first: date, last: date) -> bool:
    return one.held_on is not None and first <= one.held_on.first and one.held_on.last <= last


def _closed(stage: Stage, year: Year, today: date) -> str:
    if _RECTIFICATION not in stage.name or not year.items:
        return ""
    closed = year.ledger(today).closed
    return gettext("销号%(closed)d / %(total)d项", closed=closed.numerator, total=closed.denominator)


def stage_period(stage: Stage) -> str:
    """Write the days of a stage, as precise as its source."""
    start = stage.starts_on_text or (month_day(stage.starts_on) if stage.starts_on else "")
    end = stage.ends_on_text or (month_day(stage.ends_on) if stage.ends_on else "")
    return "—".join(dict.fromkeys(filter(None, (start, end))))
