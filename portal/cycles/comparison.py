"""Years side by side: what may be compared, and what is counted under different rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from content.figures.votes import graded_votes, same_measure
from content.rectification.ledger import LedgerFigures
from content.rulesets.definition import plain
from content.rulesets.models import Ruleset
from content.subjects.overview import ReviewRow
from portal.cycles.reading import Year
from portal.cycles.stages import stage_period
from portal.hearings.ballots import grade_word


@dataclass(frozen=True, slots=True)
class Votes:
    """The last ballot of each review by its grade; `known` is how many have one."""

    counts: tuple[tuple[str, int], ...]
    known: int


@dataclass(frozen=True, slots=True)
class Column:
    """One year of the comparison."""

    year: Year
    stages: tuple[tuple[str, str], ...]
    votes: Votes
    ledger: LedgerFigures


@dataclass(frozen=True, slots=True)
class Comparison:
    """Years in the order in which they were asked for, and what they do not have in common (口径不同)."""

    columns: tuple[Column, ...]
    other_rules: bool
    other_measure: bool
    other_clocks: bool


def compare(years: Sequence[Year], today: date) -> Comparison:
    """Put years side by side; the same rules are the same version, the same measure the same grades and shares."""
    definitions = [year.ruleset.definition if year.ruleset else {} for year in years]
    rulesets = [year.ruleset.id if year.ruleset else None for year in years]
    clocks = [plain(definition).get("deadlines") for definition in definitions]
    return Comparison(
        columns=tuple(
            Column(
                year,
                tuple((stage.name, stage_period(stage)) for stage in year.stages),
                _votes(year.reviews, year.ruleset),
                year.ledger(today),
            )
            for year in years
        ),
        other_rules=len(set(rulesets)) > 1 or None in rulesets,
        other_measure=not same_measure(definitions),
        other_clocks=any(clock != clocks[0] or not clock for clock in clocks),
    )


def _votes(reviews: Sequence[ReviewRow], ruleset: Ruleset | None) -> Votes:
    last = [review.rounds[-1] for review in reviews if review.rounds]
    counted = Counter(one.grade for one in last)
    known = {grade: count for grade, count in counted.items() if grade}
    ordered = graded_votes(ruleset.definition if ruleset else {}, known)
    counts = [(grade_word(grade), count) for grade, count in ordered]
    if counted[None]:
        counts.append((gettext("等次规则未公布"), counted[None]))
    return Votes(tuple(counts), len(last))
