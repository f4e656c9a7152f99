"""Deadlines run from recorded full days, months clamp, working days follow the holiday plan."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.rulesets.deadlines import add, due
from tests.factories import day

RULES = {
    "deadlines": [
        {"name": "方案", "after": "appraisal_opinion_received", "duration": "P1M"},
        {
            "name": "再次报告",
            "after": "hearing_held",
            "duration": "P3M",
            "when_grade": ["不满意"],
            "kind": "not_before",
        },
        {"name": "签收", "after": "appraisal_opinion_sent", "duration": "P3D", "working_days": True},
    ]
}


def test_the_clock_starts_at_the_recorded_receipt() -> None:
    plan, receipt = due(RULES, {"appraisal_opinion_received": day("2026-08-10")}, "满意")
    assert (plan.name, plan.on, plan.event_on) == ("方案", date(2026, 9, 10), day("2026-08-10"))
    assert receipt.on is None


def test_a_partial_date_starts_no_clock() -> None:
    plan, *_ = due(RULES, {"appraisal_opinion_received": day("2026-08")}, None)
    assert plan.on is None


def test_a_deadline_for_a_grade_applies_only_to_it() -> None:
    events = {"hearing_held": day("2026-07-29")}
    assert [(found.name, found.on) for found in due(RULES, events, "不满意") if found.after == "hearing_held"] == [
        ("再次报告", date(2026, 10, 29))
    ]
    assert all(found.after != "hearing_held" for found in due(RULES, events, "满意") + due(RULES, events, None))


def test_working_days_skip_weekends_and_holidays_and_say_which() -> None:
    on, skipped = add(date(2025, 9, 30), "P3D", working_days=True)
    assert on == date(2025, 10, 11)  # the holiday is 1–8 October; the 11th is a Saturday that is worked
    assert skipped[0] == date(2025, 10, 1)
    assert len(skipped) == 8


def test_a_year_without_a_holiday_plan_gives_no_day() -> None:
    assert add(date(2090, 1, 1), "P3D", working_days=True) == (None, ())


@given(st.dates(date(2005, 1, 1), date(2025, 10, 1)), st.integers(1, 30))
def test_working_days_end_on_a_working_day_and_count_right(start: date, number: int) -> None:
    on, skipped = add(start, f"P{number}D", working_days=True)
    assert on is not None
    assert chinese_calendar.is_workday(on)
    assert (on - start).days == number + len(skipped)


@given(st.dates(max_value=date(2900, 1, 1)), st.integers(1, 400))
def test_plain_days_are_days(start: date, number: int) -> None:
    assert add(start, f"P{number}D", working_days=False) == (start + timedelta(days=number), ())


def test_what_is_no_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="duration"):
        add(date(2026, 1, 1), "P1Y", working_days=False)
