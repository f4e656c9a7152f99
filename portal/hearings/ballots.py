"""A ballot as pages show it: its figure, its grade, and in words how the grade follows from the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from flask_babel import gettext

from content.documents.citations import Citation
from content.figures.votes import percent, result, threshold_source
from content.hearings.models import Ballot, Hearing
from content.rulesets.definition import plain, share
from content.rulesets.grading import Grading, Step
from web.votes import VoteFigure, vote_figure
from web.words import WORDS

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class BallotView:
    """One round; `figure` is None where no counts are published, `grade` where the rules do not say how to find it."""

    id: str
    round: int
    reason: str | None
    hearing: Hearing
    figure: VoteFigure | None
    grade: str | None
    how: Literal["computed", "declared", "unknown"]
    formula: tuple[str, ...]

    @property
    def caption(self) -> str:
        """Name the table."""
        return str(gettext("测评票数") if self.round == 1 else gettext("第%(round)d次测评票数", round=self.round))


def ballot_view(
    ballot: Ballot, hearing: Hearing, definition: Mapping[str, Any], citations: Mapping[str, Citation]
) -> BallotView:
    """Lay out a released ballot under the rules of its year."""
    found = result(definition, ballot)
    if found.grading:
        formula = [_rule(definition, citations), _steps(definition, ballot, found.grading)]
    elif found.how == "declared":
        formula = [_declared(hearing, citations)]
    else:
        formula = [gettext("规则未公布，本站不推算等次。")]
    return BallotView(
        id=ballot.id,
        round=ballot.round,
        reason=ballot.reason,
        hearing=hearing,
        figure=vote_figure(ballot, definition),
        grade=grade_word(found.grade) if found.grade else None,
        how=found.how,
        formula=tuple(formula),
    )


def grade_word(grade: str) -> str:
    """Give the reader's word for a grade; a grade of a county's own stays as it is."""
    return str(WORDS["grade"].get(grade, grade))


def _declared(hearing: Hearing, citations: Mapping[str, Citation]) -> str:
    source = citations.get(hearing.source or "")
    if source is None:
        return str(gettext("等次由会议宣布，不是本站计算的。"))
    return str(gettext("等次由会议宣布，不是本站计算的。来源：%(source)s。", source=source.text))


def _rule(definition: Mapping[str, Any], citations: Mapping[str, Citation]) -> str:
    rules = plain(definition)
    grades: list[str] = rules["grades"]
    parts = []
    for place, grade in enumerate(grades, 1):
        passing = rules["pass_share"].get(grade)
        if passing is None:
            parts.append(gettext("其余为%(grade)s", grade=grade_word(grade)))
        else:
            parts.append(
                gettext(
                    "%(grades)s占%(base)s%(over)s，为%(grade)s",
                    grades=_votes_for(grades[:place]),
                    base=_base(passing["of"]),
                    over=_over(share(passing["share"])),
                    grade=grade_word(grade),
                )
            )
    source = threshold_source(definition)
    document = citations.get(source.document or "")
    title = "" if document is None else document.text if "《" in document.text else f"《{document.text}》"
    cited = f"{title}{source.article or ''}"
    return str(gettext("；").join(parts) + (gettext("（%(source)s）", source=cited) if cited else "") + gettext("。"))


def _steps(definition: Mapping[str, Any], ballot: Ballot, grading: Grading) -> str:
    counts = ballot.counts or {}
    grades = plain(definition)["grades"]
    return str(gettext("；").join(_step(step, grades, counts) for step in grading.steps) + gettext("。"))


def _step(step: Step, grades: Sequence[str], counts: Mapping[str, int]) -> str:
    included = grades[: grades.index(step.grade) + 1]
    sum_ = "＋".join(str(counts.get(grade, 0)) for grade in included)
    return str(
        gettext(
            "%(grades)s%(votes)s ÷ %(whole)d ＝ %(share)s，%(verdict)s",
            grades=_votes_for(included),
            votes=f" {sum_}" if len(included) == 1 else f"（{sum_}）",
            whole=step.denominator,
            share=percent(step.votes, step.denominator),
            verdict=_over(step.share) if step.reached else _not_over(step.share),
        )
    )


def _votes_for(grades: Sequence[str]) -> str:
    words = gettext("、").join(grade_word(grade) for grade in grades)
    if len(grades) == 1:
        return str(gettext("%(grade)s票", grade=words))
    return str(gettext("%(grades)s票合计", grades=words))


def _base(of: str) -> str:
    words = {
        "entitled": gettext("应到人数"),
        "present": gettext("实到人数"),
        "returned": gettext("收回票数"),
        "valid": gettext("有效票数"),
    }
    return str(words[of])


def _over(needed: Fraction) -> str:
    return str(gettext("过半") if needed == _HALF else gettext("超过%(share)s", share=needed))


def _not_over(needed: Fraction) -> str:
    return str(gettext("未过半") if needed == _HALF else gettext("未超过%(share)s", share=needed))
