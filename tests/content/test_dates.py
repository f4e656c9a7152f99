"""Dates stay as precise as their source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates import PartialDate, add_months, local_day, start_of_day


@given(st.dates())
def test_a_full_date_is_read_back_and_names_one_day(value: date) -> None:
    parsed = PartialDate.parse(value.isoformat())
    assert str(parsed) == value.isoformat()
    assert (parsed.full, parsed.first, parsed.last) == (value, value, value)
    assert local_day(start_of_day(value)) == value if value > date.min else True


def test_a_month_has_no_day_but_a_first_and_a_last_one() -> None:
    november = PartialDate.parse("2019-11")
    assert november.full is None
    assert (november.first, november.last) == (date(2019, 11, 1), date(2019, 11, 30))
    assert PartialDate.parse("2020").last == date(2020, 12, 31)


@pytest.mark.parametrize(
    "text", ["", "19", "2019-13", "2019-02-30", "2019-1-1", "2019/11", "二〇一九", "0000", " 2019"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|year|month|day"):
        PartialDate.parse(text)


def test_less_precise_dates_come_first() -> None:
    texts = ["2019-11-05", "2019", "2019-11", "2018-12-31", "2019-02"]
    assert [str(found) for found in sorted(map(PartialDate.parse, texts))] == [
        "2018-12-31",
        "2019",
        "2019-02",
        "2019-11",
        "2019-11-05",
    ]


@given(st.dates(max_value=date(2900, 1, 1)), st.integers(0, 240))
def test_months_clamp_at_their_end_and_never_skip_one(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_a_month_after_the_last_of_january() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
