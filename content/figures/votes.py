"""The figures of a ballot: shares with what they are shares of, the line that decides, and how the grade was found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Literal, Protocol

from content.rulesets.definition import leaves, plain, share
from content.rulesets.grading import Grading, Votes, denominator, grading

Base = Literal["entitled", "present", "returned", "valid"]
"""What a share of votes is a share of."""
_ONE_DECIMAL = Decimal("0.1")


class Declarable(Votes, Protocol):
    """A ballot whose grade may have been declared where the rules do not say how to compute it."""

    grade: str | None
    grade_declared: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """The share that decides, and what it is a share of."""

    share: Fraction
    of: Base


@dataclass(frozen=True, slots=True)
class Result:
    """The grade of a ballot: computed with its steps, declared by the meeting, or unknown for want of rules."""

    grade: str | None
    how: Literal["computed", "declared", "unknown"]
    grading: Grading | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The document id and article that a rule comes from; None where the definition does not say."""

    document: str | None
    article: str | None


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal, halves rounded up: 14 of 31 is 45.2%; of nothing it is a dash."""
    if whole == 0:
        return "—"
    return f"{(Decimal(part) * 100 / Decimal(whole)).quantize(_ONE_DECIMAL, ROUND_HALF_UP)}%"


def valid_votes(definition: Mapping[str, Any], ballot: Votes) -> int | None:
    """Give the number of valid votes; abstentions are among them unless the rules call them invalid."""
    return denominator(ballot, "valid", plain(definition).get("abstention"))


def graded_votes(definition: Mapping[str, Any], counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Give the count of each grade, best grade first; a grade that the rules do not name comes last."""
    order = plain(definition).get("grades", [])
    known = [grade for grade in order if grade in counts]
    return [(grade, counts[grade]) for grade in [*known, *(grade for grade in counts if grade not in order)]]


def threshold(definition: Mapping[str, Any]) -> Threshold | None:
    """Give the one share that decides every grade, or None where the rules name none or several."""
    rules = plain(definition).get("pass_share", {}).values()
    found = {(share(rule["share"]), rule["of"]) for rule in rules}
    return Threshold(*found.pop()) if len(found) == 1 else None


def threshold_source(definition: Mapping[str, Any]) -> Citation:
    """Say which document and article the shares that decide come from."""
    sourced = (leaf for leaf in leaves(definition) if leaf.path[0] == "pass_share" and leaf.document)
    return next((Citation(leaf.document, leaf.article) for leaf in sourced), Citation(None, None))


def result(definition: Mapping[str, Any], ballot: Declarable) -> Result:
    """Find the grade of a ballot: as the rules compute it, else as it was declared, else unknown."""
    if ballot.grade_declared and ballot.grade:
        return Result(ballot.grade, "declared")
    computed = grading(definition, ballot)
    return Result(computed.grade, "computed", computed) if computed else Result(None, "unknown")


def same_measure(definitions: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether results under these definitions may be compared: same grades, same shares, same abstentions."""
    measures = [
        {key: rules.get(key) for key in ("scale", "grades", "pass_share", "quorum", "abstention")}
        for rules in map(plain, definitions)
    ]
    return all(one == measures[0] and one["grades"] for one in measures)
