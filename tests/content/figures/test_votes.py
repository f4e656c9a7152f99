"""The figures of a ballot."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.figures.votes import (
    Citation,
    Threshold,
    graded_votes,
    percent,
    result,
    same_measure,
    threshold,
    threshold_source,
    valid_votes,
)
from tests.factories import DEFINITION


@dataclass
class Count:
    entitled: int | None = 31
    present: int | None = 29
    returned: int | None = 29
    invalid: int | None = 1
    abstained: int | None = 0
    counts: dict[str, int] | None = None
    grade: str | None = None
    grade_declared: bool = False


def half(base: str) -> dict[str, Any]:
    return {"grades": DEFINITION["grades"], "pass_share": {"满意": {"share": "1/2", "of": base}}}


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(14, 31, "45.2%"), (1, 8, "12.5%"), (1, 16, "6.3%"), (31, 31, "100.0%"), (0, 31, "0.0%"), (0, 0, "—")],
)
def test_a_share_has_one_decimal_and_rounds_half_up(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


@given(whole=st.integers(1, 3000), data=st.data())
def test_a_share_is_never_further_from_the_truth_than_half_a_tenth(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    written = Fraction(percent(part, whole).removesuffix("%"))
    assert abs(written - Fraction(part * 100, whole)) <= Fraction(1, 20)


def test_abstentions_are_valid_unless_the_rules_call_them_invalid() -> None:
    ballot = Count(abstained=2, counts={"满意": 26})
    assert valid_votes({}, ballot) == 28
    assert valid_votes({"abstention": "invalid"}, ballot) == 26
    assert valid_votes({}, Count(returned=None)) is None


def test_grades_come_best_first_and_unknown_ones_last() -> None:
    counts = {"不满意": 3, "另行说明": 1, "满意": 14}
    assert graded_votes(DEFINITION, counts) == [("满意", 14), ("不满意", 3), ("另行说明", 1)]


def test_one_share_for_all_grades_draws_a_line_and_several_draw_none() -> None:
    assert threshold(DEFINITION) == Threshold(Fraction(1, 2), "entitled")
    assert threshold({}) is None
    mixed = {"满意": {"share": "2/3", "of": "entitled"}, "基本满意": {"share": "1/2", "of": "entitled"}}
    assert threshold({**half("entitled"), "pass_share": mixed}) is None


def test_the_rule_names_its_document_and_article() -> None:
    sourced = {
        "value": {"满意": {"share": "1/2", "of": "present"}},
        "source": {"document": "measures", "article": "第九条"},
    }
    assert threshold_source({"pass_share": sourced}) == Citation("measures", "第九条")
    assert threshold_source(DEFINITION) == Citation(None, None)


def test_a_grade_is_computed_declared_or_unknown_in_this_order_of_trust() -> None:
    counts = {"满意": 14, "基本满意": 11, "不满意": 3}
    computed = result(DEFINITION, Count(counts=counts, grade="满意"))
    assert (computed.grade, computed.how) == ("基本满意", "computed")
    declared = result(DEFINITION, Count(counts=counts, grade="满意", grade_declared=True))
    assert (declared.grade, declared.how) == ("满意", "declared")
    unknown = result({"grades": DEFINITION["grades"]}, Count(counts=counts, grade="满意"))
    assert (unknown.grade, unknown.how) == (None, "unknown")


def test_years_compare_only_under_the_same_grades_shares_and_denominators() -> None:
    assert same_measure([DEFINITION, {**DEFINITION, "stages": ["另一种安排"]}])
    assert not same_measure([half("entitled"), half("present")])
    assert not same_measure([{}, {}]), "unknown rules are no common measure"
