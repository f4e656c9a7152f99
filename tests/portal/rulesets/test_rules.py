"""A definition in words, each rule with its sources."""

from typing import Any

from flask import Flask

from portal.rulesets.comparison import compare
from portal.rulesets.rules import KEYS, Rule, Source, rules

MEASURES = {"document": "measures", "article": "第二十一条"}


def _told(app: Flask, definition: dict[str, Any]) -> list[Rule]:
    with app.test_request_context("/"):
        return rules(definition)


def test_what_is_not_stated_is_no_rule(app: Flask) -> None:
    assert _told(app, {"stages": [], "gates": {}}) == []


def test_shares_are_told_in_words_best_grade_first(app: Flask) -> None:
    half = {"share": "1/2", "of": "entitled"}
    definition = {
        "grades": ["满意", "基本满意", "不满意"],
        "pass_share": {"基本满意": half, "满意": {"share": "2/3", "of": "valid"}},
    }
    told = [rule for rule in _told(app, definition) if rule.key == "pass_share"]
    assert [(rule.label, rule.points) for rule in told] == [
        ("满意", ("满意票超过有效票数的2/3",)),
        ("基本满意", ("满意、基本满意票合计超过应到人数的半数",)),
    ]


def test_deadlines_say_from_what_how_long_and_for_whom(app: Flask) -> None:
    definition = {
        "deadlines": [
            {"name": "整改方案", "after": "appraisal_opinion_received", "duration": "P1M"},
            {"name": "异议", "after": "preliminary_report_received", "duration": "P5D", "working_days": True},
            {
                "name": "再次测评",
                "after": "hearing_held",
                "duration": "P3M",
                "kind": "not_before",
                "when_grade": ["不满意"],
            },
        ]
    }
    assert [rule.points for rule in _told(app, definition)] == [
        ("自收到评议意见起1个月内",),
        ("自收到初步报告起5个工作日内",),
        ("不满意：会议召开满3个月以后",),
    ]


def test_every_source_under_a_rule_is_given_once(app: Flask) -> None:
    definition = {
        "stages": [
            {"value": "准备", "source": MEASURES},
            {"value": "调查", "source": {"document": "measures", "article": "第五条"}},
            {"value": "整改", "source": MEASURES},
        ],
        "quorum": {"value": {"share": "1/2", "of": "entitled"}, "source": {"document": "《组织法》"}},
        "revote": "always",
    }
    found = {rule.key: rule.sources for rule in _told(app, definition)}
    assert found["stages"] == (Source("measures", ("第二十一条", "第五条")),)
    assert found["quorum"] == (Source("《组织法》", ()),)
    assert found["revote"] == ()


def test_side_by_side_a_rule_that_is_not_published_is_no_difference(app: Flask) -> None:
    one = {"revote": "always", "gates": {"plan": "chair_council"}, "scale": "grades"}
    two = {"revote": "never", "gates": {"scheme": "chair_council"}, "scale": "grades"}
    with app.test_request_context("/"):
        blocks = {block.key: block for block in compare([one, two, {}])}
    assert list(blocks) == list(KEYS)
    assert [line.differs for line in blocks["revote"].lines] == [True]
    assert [line.differs for line in blocks["scale"].lines] == [False]
    assert [(line.label, line.differs) for line in blocks["gates"].lines] == [
        ("整改方案审定", False),
        ("方案审定", False),
    ]
    assert blocks["tiers"].lines[0].cells == (None, None, None)
