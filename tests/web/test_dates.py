"""Dates as precise as their source, in two languages."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from content.dates import PartialDate
from web.dates import date_iso, date_words, days_until, moment_iso, moment_words, month_day


@pytest.mark.parametrize(
    ("value", "chinese", "english", "short"),
    [
        ("2026-11-21", "2026年11月21日", "21 November 2026", "11月21日"),
        ("2026-01-05", "2026年1月5日", "5 January 2026", "1月5日"),
        ("2019-11", "2019年11月", "November 2019", "11月"),
        ("2019", "2019年", "2019", "2019年"),
    ],
)
def test_no_date_gets_more_precise_than_it_is(app: Flask, value: str, chinese: str, english: str, short: str) -> None:
    parsed = PartialDate.parse(value)
    with app.test_request_context("/page/"):
        assert (date_words(parsed), month_day(parsed), date_iso(parsed)) == (chinese, short, value)
    with app.test_request_context("/page/", environ_overrides={"huisheng.language": "en"}):
        assert date_words(parsed) == english


def test_a_moment_is_shown_in_china_s_time() -> None:
    moment = datetime(2026, 3, 20, 17, 0, tzinfo=UTC)
    assert moment_words(moment) == "2026-03-21 01:00"
    assert moment_iso(moment) == "2026-03-21T01:00+08:00"
    assert date_iso(moment) == "2026-03-21"


@pytest.mark.parametrize(("due", "words"), [(24, "还有3天"), (21, "今天到期"), (7, "逾期14天")])
def test_a_deadline_says_how_far_away_it_is(app: Flask, due: int, words: str) -> None:
    with app.test_request_context("/page/"):
        assert days_until(date(2026, 11, due), date(2026, 11, 21)) == words
