"""A grade is computed only where the rules say how."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.rulesets.grading import computed_grade, denominator, grading
from tests.factories import DEFINITION, GRADES


@dataclass
class Count:
    entitled: int | None
    present: int | None
    returned: int | None
    invalid: int | None
    abstained: int | None
    counts: dict[str, int] | None


def count(satisfied: int, basically: int, dissatisfied: int, entitled: int = 31, **values: Any) -> Count:
    votes = satisfied + basically + dissatisfied
    defaults = {"present": votes, "returned": votes, "invalid": 0, "abstained": 0, **values}
    return Count(entitled, counts=dict(zip(GRADES, (satisfied, basically, dissatisfied), strict=True)), **defaults)


@pytest.mark.parametrize(
    ("votes", "grade"),
    [((16, 10, 3), "满意"), ((15, 10, 3), "基本满意"), ((0, 16, 13), "基本满意"), ((5, 10, 14), "不满意")],
)
def test_a_grade_needs_more_than_half_of_those_entitled(votes: tuple[int, int, int], grade: str) -> None:
    assert computed_grade(DEFINITION, count(*votes)) == grade


def test_the_steps_give_formula_and_denominator() -> None:
    found = grading(DEFINITION, count(14, 11, 3))
    assert found is not None
    assert [(step.grade, step.votes, step.denominator, step.reached) for step in found.steps] == [
        ("满意", 14, 31, False),
        ("基本满意", 25, 31, True),
    ]
    assert found.steps[0].share == Fraction(1, 2)


@pytest.mark.parametrize(
    "definition",
    [
        {},
        {"grades": GRADES},
        {"pass_share": DEFINITION["pass_share"]},
        {"grades": GRADES, "pass_share": {"满意": {"share": "1/2", "of": "entitled"}}},
        {"grades": GRADES[:2], "pass_share": DEFINITION["pass_share"]},
    ],
)
def test_without_the_rule_there_is_no_computed_grade(definition: dict[str, Any]) -> None:
    assert computed_grade(definition, count(0, 5, 20)) is None


def test_without_a_count_there_is_no_computed_grade() -> None:
    assert computed_grade(DEFINITION, count(16, 5, 3, entitled=None)) is None  # type: ignore[arg-type]


def test_a_meeting_below_the_quorum_gives_no_grade() -> None:
    rules = {**DEFINITION, "quorum": {"share": "1/2", "of": "entitled"}}
    assert computed_grade(rules, count(15, 0, 0)) is None
    assert computed_grade(rules, count(16, 0, 0)) == "满意"


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 10), st.integers(0, 10))
def test_valid_votes_leave_out_what_the_rules_leave_out(good: int, bad: int, invalid: int, abstained: int) -> None:
    returned = good + bad + invalid + abstained
    ballot = count(good, 0, bad, returned=returned, invalid=invalid, abstained=abstained)
    assert denominator(ballot, "valid", "counted") == good + bad + abstained
    assert denominator(ballot, "valid", "invalid") == good + bad


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_one_more_vote_for_the_best_grade_never_worsens_the_result(best: int, middle: int, worst: int) -> None:
    entitled = best + middle + worst + 1
    order = [None, *reversed(GRADES)]
    before = computed_grade(DEFINITION, count(best, middle, worst, entitled=entitled))
    after = computed_grade(DEFINITION, count(best + 1, middle, worst, entitled=entitled))
    assert order.index(after) >= order.index(before)
