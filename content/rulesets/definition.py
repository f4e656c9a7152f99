"""Reading a ruleset's definition: checked against its JSON Schema, leaves with or without their source."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA = json.loads((Path(__file__).parent / "definition.schema.json").read_text("utf-8"))
_VALIDATOR = Draft202012Validator(SCHEMA)
_SOURCED = frozenset({"value", "source"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One rule: where it stands in the definition, its value, and the document and article it comes from."""

    path: tuple[str, ...]
    value: Any
    document: str | None = None
    article: str | None = None


def definition_errors(definition: object) -> list[str]:
    """Say in words what the schema refuses; an empty list means that the definition is good."""
    said = []
    for error in sorted(
        _VALIDATOR.iter_errors(definition), key=lambda error: [str(part) for part in error.absolute_path]
    ):
        place = ".".join(str(part) for part in error.absolute_path) or "规则"
        if error.validator == "additionalProperties" and isinstance(error.instance, Mapping):
            known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
            unknown = sorted(set(error.instance) - set(known))
            said.append(f"{place}：没有这些键：{'、'.join(unknown)}")
        else:
            said.append(f"{place}：值不合规定：{json.dumps(error.instance, ensure_ascii=False)[:80]}")
    if not said and isinstance(definition, Mapping):
        said += _grades_known(plain(definition)) + _sourced_parts_whole(definition)
    return said


def plain(definition: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    """Give the definition without sources: every leaf is its value."""
    if isinstance(definition, Mapping):
        if set(definition) == _SOURCED:
            return plain(definition["value"])
        return {key: plain(value) for key, value in definition.items()}
    return [plain(value) for value in definition] if isinstance(definition, list) else definition


def leaves(definition: Mapping[str, Any]) -> list[Leaf]:
    """List the rules of a definition, key by key, each with the nearest source given for it."""
    return list(_walk(definition, (), None))


def share(text: str) -> Fraction:
    """Read a share such as `1/2`."""
    return Fraction(text)


def _walk(part: Any, path: tuple[str, ...], source: Mapping[str, str] | None) -> Iterator[Leaf]:  # noqa: ANN401 - JSON
    if isinstance(part, Mapping) and set(part) == _SOURCED:
        yield from _walk(part["value"], path, part["source"])
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _walk(value, (*path, key), source)
    elif isinstance(part, list) and any(isinstance(value, Mapping | list) for value in part):
        for number, value in enumerate(part, 1):
            yield from _walk(value, (*path, str(number)), source)
    else:
        told = source or {}
        yield Leaf(path, part, told.get("document"), told.get("article"))


def _grades_known(definition: Mapping[str, Any]) -> list[str]:
    grades = definition.get("grades")
    if not grades:
        return []
    named = [("pass_share", grade) for grade in definition.get("pass_share", {})]
    named += [("consequences", grade) for grade in definition.get("consequences", {})]
    for deadline in definition.get("deadlines", []):
        named += [("deadlines", grade) for grade in deadline.get("when_grade", [])]
    return [f"{key}：等次“{grade}”不在 grades 中" for key, grade in named if grade not in grades]


def _sourced_parts_whole(part: Any) -> list[str]:  # noqa: ANN401 - JSON
    """A grade or key named `value` or `source` would be taken for a sourced leaf."""
    if isinstance(part, Mapping):
        mixed = _SOURCED & set(part)
        found = [f"“{'、'.join(sorted(mixed))}”不能作为键名"] if mixed and set(part) != _SOURCED else []
        return found + [said for key, value in part.items() if key != "source" for said in _sourced_parts_whole(value)]
    return [said for value in part for said in _sourced_parts_whole(value)] if isinstance(part, list) else []
