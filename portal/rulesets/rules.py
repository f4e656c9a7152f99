"""A ruleset's definition as rules that people read, each with the document and article it comes from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext

from content.rulesets.definition import leaves, plain
from web.words import WORDS

KEYS: Mapping[str, Any] = {
    "stages": lazy_gettext("阶段"),
    "tiers": lazy_gettext("层次"),
    "selection": lazy_gettext("对象产生方式"),
    "report_forms": lazy_gettext("报告方式"),
    "criteria": lazy_gettext("监督内容"),
    "scale": lazy_gettext("测评方法"),
    "grades": lazy_gettext("测评等次"),
    "pass_share": lazy_gettext("等次怎样确定"),
    "quorum": lazy_gettext("到会人数要求"),
    "abstention": lazy_gettext("弃权怎样计算"),
    "deadlines": lazy_gettext("期限"),
    "gates": lazy_gettext("由谁决定"),
    "revote": lazy_gettext("再次测评"),
    "consequences": lazy_gettext("结果运用"),
    "recipients": lazy_gettext("发送范围"),
    "routing": lazy_gettext("意见交给谁"),
    "opinion_clocks": lazy_gettext("意见办理期限"),
}
"""Every key of a definition, in the order of its schema."""

_SCALES = {"grades": lazy_gettext("按等次投票"), "scored": lazy_gettext("按分数评定")}
_ABSTENTIONS = {
    "counted": lazy_gettext("计入有效票"),
    "invalid": lazy_gettext("按废票计"),
    "none": lazy_gettext("不设弃权"),
}
_REVOTES = {
    "never": lazy_gettext("不再次测评"),
    "on_decision": lazy_gettext("经决定后再次测评"),
    "always": lazy_gettext("一律再次测评"),
}
_BASES = {
    "entitled": lazy_gettext("应到人数"),
    "present": lazy_gettext("实到人数"),
    "returned": lazy_gettext("收回票数"),
    "valid": lazy_gettext("有效票数"),
}
_ROUTES = {
    "with_subject": lazy_gettext("有明确对象的意见"),
    "without_subject": lazy_gettext("没有明确对象的意见"),
    "accusation": lazy_gettext("检举控告"),
}
_CLOCKS = {
    "notify": lazy_gettext("告知是否受理"),
    "finish": lazy_gettext("办结"),
    "extension": lazy_gettext("可以延长"),
}
_EVENTS = {
    "points_list_received": lazy_gettext("收到意见交办清单"),
    "preliminary_report_received": lazy_gettext("收到初步报告"),
    "hearing_held": lazy_gettext("会议召开"),
    "ballot": lazy_gettext("测评"),
    "appraisal_opinion_sent": lazy_gettext("送出评议意见"),
    "appraisal_opinion_received": lazy_gettext("收到评议意见"),
    "plan_received": lazy_gettext("收到整改方案"),
    "rectification_report_received": lazy_gettext("收到整改报告"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands: a document (id or citation) and the articles in it."""

    document: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `key` of the definition, `part` within it (a grade, a gate, …) with its label, the rule in words."""

    key: str
    part: str
    label: str
    points: tuple[str, ...]
    sources: tuple[Source, ...]


def rules(definition: Mapping[str, Any]) -> list[Rule]:
    """Put the stated rules of a definition into words, in the order of KEYS."""
    values = plain(definition)
    stated = [key for key in KEYS if values.get(key) not in (None, [], {})]
    return [rule for key in stated for rule in _rules(key, values[key], definition)]


def _rules(key: str, value: Any, definition: Mapping[str, Any]) -> Iterator[Rule]:  # noqa: ANN401 - JSON
    if key == "deadlines":
        for number, deadline in enumerate(value, 1):
            name = deadline["name"]
            yield Rule(key, name, name, (_deadline(deadline),), _sources(definition, key, str(number)))
    elif key == "quorum":
        yield Rule(key, "", "", (_over(gettext("实到人数"), value),), _sources(definition, key))
    elif isinstance(value, dict):
        grades = plain(definition).get("grades", [])
        order = list(_ORDERS.get(key, grades))
        for part in sorted(value, key=lambda one: (one not in order, order.index(one) if one in order else 0)):
            told = value[part]
            label, points = _pass_share(part, told, grades) if key == "pass_share" else _PARTS[key](part, told)
            yield Rule(key, part, label, points, _sources(definition, key, part))
    else:
        words = _WORDS.get(key, {})
        told = value if isinstance(value, list) else [value]
        yield Rule(key, "", "", tuple(str(words.get(one, one)) for one in told), _sources(definition, key))


def _sources(definition: Mapping[str, Any], *path: str) -> tuple[Source, ...]:
    """List the sources of everything under a path, each document and each article once."""
    found: dict[str, dict[str, None]] = {}
    for leaf in leaves(definition):
        if leaf.path[: len(path)] == path and leaf.document:
            articles = found.setdefault(leaf.document, {})
            if leaf.article:
                articles[leaf.article] = None
    return tuple(Source(document, tuple(articles)) for document, articles in found.items())


_WORDS: Mapping[str, Mapping[str, Any]] = {
    "selection": WORDS["selection"],
    "report_forms": WORDS["review.mode"],
    "scale": _SCALES,
    "abstention": _ABSTENTIONS,
    "revote": _REVOTES,
}


def _deadline(deadline: Mapping[str, Any]) -> str:
    text = counted_from(
        deadline["after"],
        deadline["duration"],
        working_days=bool(deadline.get("working_days")),
        kind=deadline.get("kind", "by"),
    )
    grades = deadline.get("when_grade")
    return gettext("%(grades)s：%(text)s", grades=gettext("、").join(grades), text=text) if grades else text


def counted_from(after: str, duration: str, *, working_days: bool, kind: str) -> str:
    """Say from which event a deadline is counted and how long it is: 自收到评议意见起1个月内."""
    event = str(_EVENTS.get(after, after))
    length = _duration(duration, working_days=working_days)
    if kind == "not_before":
        return str(gettext("%(event)s满%(duration)s以后", event=event, duration=length))
    return str(gettext("自%(event)s起%(duration)s内", event=event, duration=length))


def _duration(text: str, *, working_days: bool) -> str:
    number = int(text[1:-1])
    if text.endswith("M"):
        return gettext("%(number)d个月", number=number)
    return gettext("%(number)d个工作日", number=number) if working_days else gettext("%(number)d天", number=number)


def _over(what: str, passing: Mapping[str, str]) -> str:
    base = str(_BASES[passing["of"]])
    if passing["share"] == "1/2":
        return gettext("%(what)s超过%(base)s的半数", what=what, base=base)
    return gettext("%(what)s超过%(base)s的%(share)s", what=what, base=base, share=passing["share"])


def _pass_share(grade: str, passing: Mapping[str, str], grades: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    counted = grades[: grades.index(grade) + 1] if grade in grades else [grade]
    votes = gettext("、").join(counted)
    what = gettext("%(grade)s票", grade=votes) if len(counted) == 1 else gettext("%(grades)s票合计", grades=votes)
    return grade, (_over(what, passing),)


def _gate(gate: str, body: str) -> tuple[str, tuple[str, ...]]:
    return str(WORDS["gate"][gate]), (str(WORDS["decision.body"][body]),)


def _consequences(grade: str, kinds: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    words = WORDS["consequence.kind"]
    return grade, tuple(str(words.get(kind, kind)) for kind in kinds)


def _recipients(type_: str, recipients: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    return str(WORDS["document.type"].get(type_, type_)), tuple(recipients)


def _routing(what: str, whom: str) -> tuple[str, tuple[str, ...]]:
    return str(_ROUTES[what]), (whom,)


def _clock(what: str, duration: str) -> tuple[str, tuple[str, ...]]:
    return str(_CLOCKS[what]), (_duration(duration, working_days=False),)


_PARTS: Mapping[str, Callable[[str, Any], tuple[str, tuple[str, ...]]]] = {
    "gates": _gate,
    "consequences": _consequences,
    "recipients": _recipients,
    "routing": _routing,
    "opinion_clocks": _clock,
}

_ORDERS: Mapping[str, Iterable[str]] = {
    "gates": WORDS["gate"],
    "recipients": WORDS["document.type"],
    "routing": _ROUTES,
    "opinion_clocks": _CLOCKS,
}
"""The parts in their own order (grades: best first), for a definition is kept with its keys sorted."""
