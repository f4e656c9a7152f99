"""A definition is checked against its schema and read with or without its sources."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from content.rulesets.definition import SCHEMA, definition_errors, leaves, plain
from tests.factories import DEFINITION


def sourced(value: object) -> dict[str, Any]:
    return {"value": value, "source": {"document": "speech", "article": "二（三）"}}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_key_is_optional_and_any_leaf_may_carry_its_source() -> None:
    assert definition_errors({}) == []
    assert definition_errors(DEFINITION) == []
    whole = {
        "grades": sourced(["满意", "不满意"]),
        "criteria": [sourced("依法履职")],
        "pass_share": {"满意": {"share": sourced("2/3"), "of": "present"}},
        "quorum": {"share": "1/2", "of": "entitled"},
        "gates": {"plan": sourced("standing_committee")},
        "consequences": {"不满意": [sourced("询问")]},
    }
    assert definition_errors(whole) == []
    assert plain(whole)["criteria"] == ["依法履职"]
    assert plain(whole)["pass_share"]["满意"]["share"] == "2/3"


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ({"colour": "red"}, "colour"),
        ({"pass_share": {"满意": {"share": 0.5, "of": "entitled"}}}, "pass_share"),
        ({"deadlines": [{"name": "方案", "after": "x", "duration": "1 month"}]}, "deadlines"),
        ({"gates": {"plan": "mayor"}}, "mayor"),
        ({"grades": ["满意"], "consequences": {"不合格": ["询问"]}}, "不合格"),
        (
            {"grades": ["满意"], "deadlines": [{"name": "a", "after": "b", "duration": "P1M", "when_grade": ["差"]}]},
            "差",
        ),
        ({"consequences": {"value": ["询问"]}}, "键名"),
        ([], "规则"),
    ],
)
def test_what_the_schema_refuses_is_said_with_its_place(definition: object, said: str) -> None:
    assert any(said in error for error in definition_errors(definition))


def test_the_leaves_name_the_nearest_source() -> None:
    found = leaves(
        {"grades": sourced(["满意", "不满意"]), "gates": {"plan": sourced("chair_council"), "report": "other"}}
    )
    assert [(leaf.path, leaf.value, leaf.document, leaf.article) for leaf in found] == [
        (("grades",), ["满意", "不满意"], "speech", "二（三）"),
        (("gates", "plan"), "chair_council", "speech", "二（三）"),
        (("gates", "report"), "other", None, None),
    ]
