"""The grade that a ruleset gives to a count of votes, where the rules say how."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from content.rulesets.definition import plain, share


class Votes(Protocol):
    """The counts of one ballot; None where the source does not give them."""

    entitled: int | None
    present: int | None
    returned: int | None
    invalid: int | None
    abstained: int | None
    counts: dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the computation: the votes for a grade or better, against what they must exceed."""

    grade: str
    votes: int
    base: str
    denominator: int
    share: Fraction
    reached: bool


@dataclass(frozen=True, slots=True)
class Grading:
    """A computed grade with its steps, best grade first, up to the one that was reached."""

    grade: str
    steps: tuple[Step, ...]


def denominator(ballot: Votes, base: str, abstention: str | None) -> int | None:
    """Give the number that `base` (entitled, present, returned, valid) means for this ballot, None if unknown.

    Invalid votes are never valid; abstentions are valid unless the rules call them invalid.
    """
    if base != "valid":
        return {"entitled": ballot.entitled, "present": ballot.present, "returned": ballot.returned}[base]
    if ballot.returned is None or ballot.invalid is None:
        return None
    without = (ballot.abstained or 0) if abstention == "invalid" else 0
    return ballot.returned - ballot.invalid - without


def grading(definition: Mapping[str, Any], ballot: Votes) -> Grading | None:
    """Compute the grade: the best one whose votes together with those of better grades exceed its share.

    The last grade needs no share: it is what remains. None where the rules, a count or the quorum is missing.
    """
    rules = plain(definition)
    grades, passes = rules.get("grades"), rules.get("pass_share")
    if not grades or not passes or ballot.counts is None or set(ballot.counts) - set(grades):
        return None
    if not _quorate(rules, ballot):
        return None
    steps: list[Step] = []
    votes = 0
    for grade in grades:
        votes += ballot.counts.get(grade, 0)
        rule = passes.get(grade)
        if rule is None:
            # a grade without a share is only what remains when it is the worst one
            return Grading(grade, tuple(steps)) if grade == grades[-1] and steps else None
        base = denominator(ballot, rule["of"], rules.get("abstention"))
        if not base:
            return None
        needed = share(rule["share"])
        steps.append(Step(grade, votes, rule["of"], base, needed, reached=Fraction(votes, base) > needed))
        if steps[-1].reached:
            return Grading(grade, tuple(steps))
    return None


def computed_grade(definition: Mapping[str, Any], ballot: Votes) -> str | None:
    """Give the grade that follows from the rules, or None where they do not say how."""
    found = grading(definition, ballot)
    return found.grade if found else None


def _quorate(rules: Mapping[str, Any], ballot: Votes) -> bool:
    rule = rules.get("quorum")
    if rule is None:
        return True
    base = denominator(ballot, rule["of"], rules.get("abstention"))
    return bool(base) and ballot.present is not None and Fraction(ballot.present, base or 1) > share(rule["share"])
