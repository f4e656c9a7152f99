"""What the figures draw: votes, stages and clocks."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from content.dates import PartialDate
from web.clocks import item_clock
from web.stages import stage_line
from web.votes import vote_figure

TODAY = date(2026, 11, 24)
RULES: dict[str, Any] = {
    "grades": ["满意", "基本满意", "不满意"],
    "pass_share": {"满意": {"share": "1/2", "of": "entitled"}},
}


@dataclass
class Ballot:
    entitled: int | None = 31
    present: int | None = 29
    issued: int | None = 29
    returned: int | None = 29
    invalid: int | None = 1
    abstained: int | None = 0
    counts: dict[str, int] | None = field(default_factory=lambda: {"不满意": 3, "满意": 14, "基本满意": 11})


@dataclass(frozen=True)
class Stage:
    name: str
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    starts_on_text: str | None = None
    ends_on_text: str | None = None


def _day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def test_a_vote_stands_in_the_order_of_the_rules_with_both_denominators() -> None:
    figure = vote_figure(Ballot(), RULES)
    assert figure
    assert [(part.label, part.count, part.share, part.share_of_valid) for part in figure.segments] == [
        ("满意", 14, "45.2%", "50.0%"),
        ("基本满意", 11, "35.5%", "39.3%"),
        ("不满意", 3, "9.7%", "10.7%"),
        ("废票", 1, "3.2%", ""),
        ("未到会", 2, "6.5%", ""),
    ]
    assert (figure.mark, figure.mark_words) == (50.0, "应到31人的半数")
    assert figure.sentence == (
        "应到31人，实到29人，发出29票，收回29票，废票1票，有效票28票。满意14票，基本满意11票，不满意3票。"
    )
    assert figure.check == "核对：收回29 ＝ 废票1 ＋ 14 ＋ 11 ＋ 3。"


def test_the_line_stands_where_its_own_denominator_puts_it() -> None:
    rules = {**RULES, "pass_share": {"满意": {"share": "2/3", "of": "present"}}}
    figure = vote_figure(Ballot(), rules)
    assert figure
    assert (figure.mark, figure.mark_words) == (62.37, "实到29人的2/3")


def test_what_the_source_leaves_out_is_not_made_up() -> None:
    nothing = Ballot(entitled=None, present=None, issued=None, returned=None, invalid=None, abstained=None)
    figure = vote_figure(nothing, {})
    assert figure
    assert (figure.base, figure.base_words, figure.mark) == (28, "有效票28票", None)
    assert figure.sentence.startswith("有效票28票。")
    assert vote_figure(Ballot(counts=None), RULES) is None


@given(
    counts=st.lists(st.integers(0, 200), min_size=1, max_size=4).filter(any),
    invalid=st.integers(0, 9),
    abstained=st.integers(0, 9),
    kept=st.integers(0, 9),
    unclaimed=st.integers(0, 9),
    absent=st.integers(0, 9),
)
def test_a_bar_is_as_long_as_its_base(
    counts: list[int], invalid: int, abstained: int, kept: int, unclaimed: int, absent: int
) -> None:
    returned = sum(counts) + invalid + abstained
    issued = returned + kept
    present = issued + unclaimed
    ballot = Ballot(
        present + absent, present, issued, returned, invalid, abstained, dict(zip("甲乙丙丁", counts, strict=False))
    )
    figure = vote_figure(ballot, {"grades": ["甲", "乙"]})
    assert figure
    assert sum(part.count for part in figure.segments) == figure.base == present + absent
    assert sum(part.width for part in figure.segments) == pytest.approx(100, abs=0.1)


def test_stages_may_overlap_and_partial_dates_fill_no_rail() -> None:
    line = stage_line(
        [
            Stage("准备", _day("2026-03-02"), _day("2026-03-31")),
            Stage("整改", _day("2026-08-10"), _day("2026-11-30")),
            Stage("跟踪问效", _day("2026-11"), _day("2026-12"), starts_on_text="11月中下旬"),
            Stage("总结", None, None, starts_on_text="年底"),
        ],
        TODAY,
    )
    assert [(mark.when, mark.gone, mark.dates) for mark in line] == [
        ("after", None, "3月2日—3月31日"),
        ("now", 94.7, "8月10日—11月30日"),
        ("now", None, "11月中下旬—12月"),
        ("unknown", None, "年底"),
    ]


@pytest.mark.parametrize(
    ("due", "state", "number", "words", "date_words"),
    [
        ("2026-12-20", "in_progress", 26, "天后到期", "期限 2026-12-20"),
        ("2026-11-24", "in_progress", 0, "天，今天到期", "期限 2026-11-24"),
        ("2026-11-10", "overdue", 14, "天逾期", "期限 2026-11-10"),
        ("2026-12", "in_progress", None, "", "期限 2026-12"),
        (None, "plan_due", None, "", "期限未公布"),
    ],
)
def test_an_item_s_clock_counts_days_only_to_a_day(
    app: Flask, due: str | None, state: str, number: int | None, words: str, date_words: str
) -> None:
    with app.test_request_context("/page/"):
        clock = item_clock(
            shown_state=state, today=TODAY, opened_on=_day("2026-08-10"), due_on=_day(due) if due else None
        )
    assert (clock.number, clock.words, clock.date_words) == (number, words, date_words)


def test_a_late_item_s_track_shows_the_days_beyond_the_deadline(app: Flask) -> None:
    with app.test_request_context("/page/"):
        clock = item_clock(shown_state="overdue", today=TODAY, opened_on=_day("2026-08-10"), due_on=_day("2026-11-10"))
    assert clock.track
    assert (clock.track.x, clock.track.width) == (86.8, 13.2)


def test_a_closed_item_says_how_early_and_an_explained_one_when_it_is_looked_at_again(app: Flask) -> None:
    with app.test_request_context("/page/"):
        closed = item_clock(
            shown_state="verified_closed",
            today=TODAY,
            opened_on=_day("2026-08-10"),
            due_on=_day("2026-09-30"),
            closed_on=_day("2026-09-24"),
        )
        explained = item_clock(
            shown_state="explained", today=TODAY, opened_on=None, due_on=None, review_on=_day("2027-05-31")
        )
    assert (closed.number, closed.words) == (6, "天提前")
    assert (explained.number, explained.words, explained.date_words) == (188, "天后复核", "复核 2027-05-31")
