"""What is going on today, in one sentence, and what stands under a stage."""

from datetime import date

import pytest
from flask import Flask

from content.assemblies.models import Assembly
from content.cycles.models import Cycle, Stage
from portal.cycles.reading import Year
from portal.cycles.stages import sentence, year_line
from tests.factories import day


def _year(*stages: tuple[str, str | None, str | None]) -> Year:
    return Year(
        cycle=Cycle(id="year", year=2026, title="2026年度履职监督"),
        assembly=Assembly(code="999999", name="示范县人大常委会"),
        term=None,
        ruleset=None,
        stages=[
            Stage(name=name, starts_on=day(start) if start else None, ends_on=day(end) if end else None)
            for name, start, end in stages
        ],
        reviews=(),
        items=(),
        matters=(),
        figures=(),
    )


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ([("调查", "2026-04-20", "2026-06-30")], "正在进行：调查（还有20天）。"),
        ([("调查", "2026-04-20", "2026-06-10")], "正在进行：调查（今天结束）。"),
        (
            [("调查", "2026-06", None), ("听取意见", "2026-04-01", "2026-06-11")],
            "正在进行：调查；听取意见（还有1天）。",
        ),
        ([("准备", "2026-03-02", "2026-03-31"), ("调查", "2026-07", None)], "下一阶段：调查，2026年7月开始。"),
        ([("准备", "2026-03-02", "2026-03-31")], "各阶段已经结束。"),
        ([("准备", None, None)], "各阶段的日期没有公布。"),
        ([], "各阶段的日期没有公布。"),
    ],
)
def test_the_sentence_of_the_day(app: Flask, stages: list[tuple[str, str | None, str | None]], said: str) -> None:
    with app.test_request_context("/"):
        assert sentence(_year(*stages), date(2026, 6, 10)) == said


def test_a_month_gets_no_count_of_days(app: Flask) -> None:
    with app.test_request_context("/"):
        line = year_line(_year(("整改", "2026-06", "2026-07")), date(2026, 6, 10))
    assert line.marks[0].is_now
    assert line.results[0] == ""


def test_a_year_runs_until_its_last_stage_is_over() -> None:
    year = _year(("准备", "2026-03-02", "2026-03-31"), ("整改", "2026-08", "2027-01"))
    assert year.is_running(date(2027, 1, 31))
    assert not year.is_running(date(2027, 2, 1))
    assert _year().is_running(date(2026, 12, 31))
    assert not _year().is_running(date(2027, 1, 1))
