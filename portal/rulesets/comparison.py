"""Rulesets side by side, rule by rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.rulesets.rules import KEYS, Rule, rules


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in every ruleset, in their order; None where a ruleset does not state it, which is no difference."""

    label: str
    cells: tuple[Rule | None, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Block:
    """All lines of one key."""

    key: str
    title: str
    lines: tuple[Line, ...]


def compare(definitions: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Align the rules of several definitions; a key that none of them states is one line of nothing."""
    stated = [{(rule.key, rule.part): rule for rule in rules(definition)} for definition in definitions]
    blocks = []
    for key, title in KEYS.items():
        parts = dict.fromkeys(part for told in stated for (of, part) in told if of == key) or {"": None}
        lines = []
        for part in parts:
            cells = tuple(told.get((key, part)) for told in stated)
            label = next((cell.label for cell in cells if cell), "")
            lines.append(Line(label, cells, differs=len({cell.points for cell in cells if cell}) > 1))
        blocks.append(Block(key, str(title), tuple(lines)))
    return blocks
