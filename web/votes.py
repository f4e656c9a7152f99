"""The figure of one ballot: numbers, shares, the segments of the bar and the line that decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, Protocol

from flask_babel import gettext

from content.figures.votes import Threshold, graded_votes, percent, threshold, valid_votes
from content.rulesets.grading import Votes
from web.prefixes import current_language
from web.words import WORDS

Base = Literal["entitled", "present", "issued", "returned", "valid"]
_TONES = ("a", "b", "c", "d")
_HALF = Fraction(1, 2)
_LABEL_NEEDS = 6.0
"""Percent of the bar's length below which a number does not fit into its segment."""


class Counted(Votes, Protocol):
    """The numbers of a ballot; None where the source does not state one."""

    issued: int | None


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar; `x` and `width` in percent of its length, shares as text ("45.2%"), "" where not counted."""

    label: str
    count: int
    tone: str
    x: float
    width: float
    share: str
    share_of_valid: str

    @property
    def middle(self) -> float:
        """Where the number stands."""
        return round(self.x + self.width / 2, 2)

    @property
    def roomy(self) -> bool:
        """Say whether the number fits."""
        return self.width >= _LABEL_NEEDS


@dataclass(frozen=True, slots=True)
class VoteFigure:
    """A ballot as macros show it; `base` is what the bar is as long as, `mark` where the deciding line is (percent)."""

    base_words: str
    base: int
    valid: int | None
    sentence: str
    segments: tuple[Segment, ...]
    mark: float | None
    mark_words: str
    check: str


def vote_figure(ballot: Counted, definition: Mapping[str, Any]) -> VoteFigure | None:
    """Lay out a ballot under the rules of its year, best grade first; None when no count by grade is known."""
    if not ballot.counts or not any(ballot.counts.values()):
        return None
    graded = graded_votes(definition, ballot.counts)
    stated = valid_votes(definition, ballot)
    valid = sum(count for _, count in graded) + (ballot.abstained or 0) if stated is None else stated
    sizes: dict[Base, int | None] = {
        "entitled": ballot.entitled,
        "present": ballot.present,
        "issued": ballot.issued,
        "returned": ballot.returned,
        "valid": valid,
    }
    base_name, base = next((name, size) for name, size in sizes.items() if size)
    parts: list[tuple[str, int, str, bool]] = [
        (_grade(grade), count, _TONES[min(place, len(_TONES) - 1)], True) for place, (grade, count) in enumerate(graded)
    ]
    if ballot.abstained:
        parts.append((gettext("弃权"), ballot.abstained, "void", valid > sum(count for _, count in graded)))
    if ballot.invalid:
        parts.append((gettext("废票"), ballot.invalid, "void", False))
    returned = ballot.returned if ballot.returned is not None else valid + (ballot.invalid or 0)
    outside = _outside(ballot, returned)
    parts += outside
    rest = base - sum(part[1] for part in parts)
    if rest > 0:
        parts.append((gettext("未投票"), rest, "gap", False))
    decisive = threshold(definition)
    mark = _mark(decisive, sizes, base)
    return VoteFigure(
        base_words=_sized(base_name, base),
        base=base,
        valid=valid,
        sentence=_sentence(ballot, valid, [(_grade(grade), count) for grade, count in graded]),
        segments=_segments(parts, base, valid),
        mark=mark,
        mark_words=_mark_words(decisive, sizes) if mark is not None else "",
        check=_check(returned, ballot, [count for _, count in graded]),
    )


def _outside(ballot: Counted, returned: int) -> list[tuple[str, int, str, bool]]:
    parts: list[tuple[str, int, str, bool]] = []
    issued = ballot.issued if ballot.issued is not None else returned
    if ballot.issued is not None and issued > returned:
        parts.append((gettext("未交回"), issued - returned, "gap", False))
    if ballot.present is not None and ballot.present > issued:
        parts.append((gettext("未领票"), ballot.present - issued, "gap", False))
    if ballot.entitled is not None and ballot.present is not None and ballot.entitled > ballot.present:
        parts.append((gettext("未到会"), ballot.entitled - ballot.present, "gap", False))
    return parts


def _segments(parts: Sequence[tuple[str, int, str, bool]], base: int, valid: int) -> tuple[Segment, ...]:
    segments = []
    before = 0
    for label, count, tone, counted in parts:
        segments.append(
            Segment(
                label=label,
                count=count,
                tone=tone,
                x=round(before * 100 / base, 2),
                width=round(count * 100 / base, 2),
                share=percent(count, base),
                share_of_valid=percent(count, valid) if counted else "",
            )
        )
        before += count
    return tuple(segments)


def _mark(decisive: Threshold | None, sizes: Mapping[Base, int | None], base: int) -> float | None:
    whole = sizes[decisive.of] if decisive else None
    return None if decisive is None or whole is None else round(float(decisive.share * whole * 100 / base), 2)


def _mark_words(decisive: Threshold | None, sizes: Mapping[Base, int | None]) -> str:
    if decisive is None:
        return ""
    whole = _sized(decisive.of, sizes[decisive.of] or 0)
    share = decisive.share
    if share == _HALF:
        return str(gettext("%(whole)s的半数", whole=whole))
    return str(gettext("%(whole)s的%(share)s", whole=whole, share=share))


def _sized(name: Base, size: int) -> str:
    words = {
        "entitled": gettext("应到%(size)d人", size=size),
        "present": gettext("实到%(size)d人", size=size),
        "issued": gettext("发出%(size)d票", size=size),
        "returned": gettext("收回%(size)d票", size=size),
        "valid": gettext("有效票%(size)d票", size=size),
    }
    return str(words[name])


def _sentence(ballot: Counted, valid: int, counts: Sequence[tuple[str, int]]) -> str:
    stated: list[tuple[Base, int | None]] = [
        ("entitled", ballot.entitled),
        ("present", ballot.present),
        ("issued", ballot.issued),
        ("returned", ballot.returned),
    ]
    first = [_sized(name, size) for name, size in stated if size is not None]
    if ballot.invalid is not None:
        first.append(gettext("废票%(size)d票", size=ballot.invalid))
    first.append(_sized("valid", valid))
    second = [gettext("%(grade)s%(count)d票", grade=grade, count=count) for grade, count in counts]
    if ballot.abstained:
        second.append(gettext("弃权%(size)d票", size=ballot.abstained))
    comma, stop = (", ", ". ") if current_language() == "en" else ("，", "。")
    return comma.join(first) + stop + comma.join(second) + stop.strip()


def _check(returned: int, ballot: Counted, counts: Sequence[int]) -> str:
    terms = []
    if ballot.invalid:
        terms.append(gettext("废票%(size)d", size=ballot.invalid))
    if ballot.abstained:
        terms.append(gettext("弃权%(size)d", size=ballot.abstained))
    terms += [str(count) for count in counts]
    return str(gettext("核对：收回%(returned)d ＝ %(sum)s。", returned=returned, sum=" ＋ ".join(terms)))


def _grade(grade: str) -> str:
    return str(WORDS["grade"].get(grade, grade))
