"""What rows must be together: references, rules of the domain, and what is published already."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.dates import PartialDate, add_months
from content.packages.cells import shown, write_cell
from content.packages.errors import Faults
from content.packages.reading import Package, Row
from content.packages.schema import TABLES, Cell
from content.packages.stored import attribute, merged, portions, stored
from content.rectification.progress import LONGEST_REVIEW_MONTHS
from content.rulesets.definition import definition_errors, plain
from content.rulesets.grading import computed_grade
from content.subjects.models import SELECTIONS, Subject

MOST_VOTES = 1_000_000
_SUBJECT_SIDE = frozenset({"plan", "progress", "claim", "explanation"})
"""What the subject's own side may enter in an item's timeline."""
_VOTE_CHAIN = (("entitled", "应到"), ("present", "实到"), ("issued", "发出票"), ("returned", "收回票"))


def check(session: Session, package: Package, faults: Faults) -> None:
    """Note every fault between rows, against the package itself and what the database holds."""
    checks = _Checks(session, package, faults)
    checks.references()
    checks.subjects()
    checks.about()
    checks.loops()
    checks.unique()
    checks.publication()
    checks.documents()
    checks.corrections()
    checks.reviews()
    checks.cycles()
    checks.rulesets()
    checks.ballots()
    checks.items()


@dataclass(slots=True)
class _Votes:
    entitled: int | None
    present: int | None
    returned: int | None
    invalid: int | None
    abstained: int | None
    counts: dict[str, int] | None


@dataclass(slots=True)
class _Checks:
    session: Session
    package: Package
    faults: Faults

    def references(self) -> None:
        """Whatever a cell names is in the package or in the database."""
        for name in self.package.tables:
            for column in TABLES[name].columns:
                if column.reference and self._complete(column.reference):
                    self._reference(name, column.name, column.reference)

    def _reference(self, table: str, column: str, target: str) -> None:
        absent = {row[column] for row in self._rows(table)} - {None}
        absent -= {row.key[0] for row in self.package.rows(target)}
        (key,) = TABLES[target].key
        absent -= {found for (found,) in stored(self.session, target, (key,), key, absent)}
        for row in self._rows(table) if absent else ():
            if row[column] in absent:
                self._fault(row, column, f"{target} 里没有“{row[column]}”；请在 {target} 表中加上，或改正编号")

    def subjects(self) -> None:
        """Reviews and matters share one name space, and documents name what is in it."""
        reviews = {row["id"] for row in self.package.rows("reviews")}
        matters = {row["id"] for row in self.package.rows("matters")}
        named = {name for row in self._rows("documents") for name in row["subjects"]}
        known: dict[str, str] = {}
        for portion in portions(reviews | matters | named):
            asked = select(Subject.id, Subject.kind).where(Subject.id.in_(portion))
            known.update(self.session.execute(asked).all())
        for table, other, taken in (
            ("reviews", "matters", {name for name, kind in known.items() if kind == "matter"}),
            ("matters", "reviews", {name for name, kind in known.items() if kind == "review"} | reviews),
        ):
            for row in self._rows(table):
                if row["id"] in taken:
                    self._fault(row, "id", f"编号“{row['id']}”已用在 {other} 表；两表共用编号，请换一个")
        if self._complete("reviews") and self._complete("matters"):
            self._named_subjects(reviews | matters | set(known))

    def _named_subjects(self, known: set[str]) -> None:
        for row in self._rows("documents"):
            for name, count in Counter(row["subjects"]).items():
                if name not in known:
                    self._fault(row, "subjects", f"reviews 和 matters 里都没有“{shown(name)}”")
                if count > 1:
                    self._fault(row, "subjects", f"“{shown(name)}”写了 {count} 次")

    def about(self) -> None:
        """A row is about one thing."""
        for name in self.package.tables:
            if TABLES[name].about_review_or_matter:
                for row in self._rows(name):
                    if (row["review"] is None) == (row["matter"] is None):
                        self._fault(row, "review", "review 和 matter 应恰好填一个")
        for row in self._rows("decisions"):
            if sum(row[name] is not None for name in ("review", "matter", "item")) > 1:
                self._fault(row, "review", "review、matter、item 至多填一个")

    def loops(self) -> None:
        """Nothing is above, before or the origin of itself."""
        for name in self.package.tables:
            for column in TABLES[name].columns:
                if column.reference == name:
                    self._loop(name, column.name)

    def _loop(self, table: str, column: str) -> None:
        (key,) = TABLES[table].key
        above = dict(
            self.session.execute(
                select(attribute(TABLES[table], key), attribute(TABLES[table], column)).where(
                    attribute(TABLES[table], column).is_not(None)
                )
            ).all()
        )
        above.update((row.key[0], row[column]) for row in self.package.rows(table))
        seen: set[str] = set()
        for row in self._rows(table):
            path: dict[str, None] = {}
            step: str | None = row.key[0]
            while step is not None and step not in seen and step not in path:
                path[step] = None
                step = above.get(step)
            if step is not None and step in path:
                circle = [*list(path)[list(path).index(step) :], step]
                self._fault(row, column, f"绕成了圈：{' → '.join(circle)}；请断开其中一处")
            seen.update(path)

    def unique(self) -> None:
        """No two rows share what only one may have."""
        for name in self.package.tables:
            for columns in TABLES[name].unique:
                self._unique(name, columns)

    def _unique(self, table: str, columns: tuple[str, ...]) -> None:
        places: dict[tuple[Any, ...], Row] = {}
        for row in self._rows(table):
            values = tuple(row[name] for name in columns)
            if None in values:
                continue
            before = places.setdefault(values, row)
            if before is not row:
                self._fault(row, columns[-1], f"与第 {before.line} 行的 {'、'.join(columns)} 相同")
        (key,) = TABLES[table].key
        first = {values[0] for values in places}
        for found, *shared in stored(self.session, table, (key, *columns), columns[0], first):
            same = places.get(tuple(shared))
            if same and self.package.row(table, found) is None:
                self._fault(same, columns[-1], f"与本库中“{found}”的 {'、'.join(columns)} 相同")

    def publication(self) -> None:
        """A first publication never moves, and what the office still works on is not published by an import."""
        for name in self.package.tables:
            if "published_at" not in TABLES[name].index:
                continue
            for row in self._rows(name):
                if row["updated_at"] and row["published_at"] and row["updated_at"] < row["published_at"]:
                    self._fault(row, "updated_at", "最近更新早于首次发布")
            ids = {row["id"] for row in self.package.rows(name)}
            before = dict(stored(self.session, name, ("id", "published_at"), "id", ids))
            for row in self._rows(name):
                if row["id"] not in before:
                    continue
                at = before[row["id"]]
                if at is None:
                    self._fault(row, "id", f"“{row['id']}”在本库中还没有发布；请先在后台发布，或换一个编号")
                elif row["published_at"] and row["published_at"] != at.replace(microsecond=0):
                    said = write_cell(Cell.MOMENT, at)
                    self._fault(row, "published_at", f"首次发布的时间不能改；请写回 {said}，或让单元格空着")

    def documents(self) -> None:
        """A tombstone is complete and empty, and final."""
        ids = {row["id"] for row in self.package.rows("documents")}
        gone = {found for found, on in stored(self.session, "documents", ("id", "withdrawn_on"), "id", ids) if on}
        for row in self._rows("documents"):
            if (row["withdrawn_on"] is None) != (row["withdrawn_reason"] is None):
                missing = "withdrawn_on" if row["withdrawn_on"] is None else "withdrawn_reason"
                self._fault(row, missing, "撤回要同时写明日期和原因")
            elif row["withdrawn_on"] is None and row["withdrawn_by"] is not None:
                self._fault(row, "withdrawn_by", "没有撤回日期和原因，不能有撤回机关")
            if row["withdrawn_on"] is not None and row["body"]:
                self._fault(row, "body", "已撤回的文件不能再有正文；请让单元格空着")
            if row["withdrawn_on"] is None and row["id"] in gone:
                self._fault(row, "withdrawn_on", f"“{row['id']}”在本库中已经撤回，不能经导入恢复；请写上撤回日期和原因")
        owners = {row["document"] for row in self._rows("attachments")} - {None}
        withdrawn = merged(self.session, self.package, "documents", "withdrawn_on", owners)
        for row in self._rows("attachments"):
            if withdrawn.get(row["document"]) is not None:
                self._fault(row, "document", f"文件“{row['document']}”已经撤回，不能有附件")

    def corrections(self) -> None:
        """The corrections of a document are numbered 1, 2, … without a gap."""
        last = {row["document"]: row for row in self._rows("corrections")}
        numbers: dict[str, list[int]] = defaultdict(list)
        for row in self._rows("corrections"):
            numbers[row["document"]].append(row["number"])
        for found, document, number in stored(
            self.session, "corrections", ("id", "document", "number"), "document", set(last)
        ):
            if self.package.row("corrections", found) is None:
                numbers[document].append(number)
        for document, row in last.items() if self._complete("corrections") else ():
            there = sorted(numbers[document])
            if there != list(range(1, len(there) + 1)):
                said = "、".join(map(str, there))
                self._fault(row, "number", f"文件“{document}”的更正应从 1 起连续编号，现在是 {said}")

    def reviews(self) -> None:
        """Who is suspended or leaves without a vote is told why."""
        for row in self._rows("reviews"):
            if row["status"] in {"suspended", "ended_without_vote"} and row["status_reason"] is None:
                self._fault(row, "status_reason", f"状态为 {row['status']} 时要写明原因")

    def cycles(self) -> None:
        """Subjects are selected in ways that are known."""
        for row in self._rows("cycles"):
            for way in row["selection"]:
                if way not in SELECTIONS:
                    self._fault(row, "selection", f"没有“{shown(way)}”这个值；可以是 {'、'.join(SELECTIONS)}")

    def rulesets(self) -> None:
        """A definition keeps to its schema."""
        for row in self._rows("rulesets"):
            for problem in definition_errors(row["definition"]):
                self._fault(row, "definition", problem)

    def ballots(self) -> None:
        """Votes add up, under grades of the year's rules, to the grade that follows from them."""
        definitions = self._definitions()
        for row in self._rows("ballots"):
            definition = definitions.get(row["review"] or row["matter"], {})
            problems = list(_counts_wrong(row)) or [*_sums_wrong(row), *_grades_wrong(row, definition)]
            for column, problem in problems:
                self._fault(row, column, problem)

    def _definitions(self) -> dict[str, Mapping[str, Any]]:
        """Give the rules under which each review and matter with a ballot of the package is voted on."""
        cycles: dict[str, str] = {}
        for column, table in (("review", "reviews"), ("matter", "matters")):
            ids = {row[column] for row in self._rows("ballots")} - {None}
            cycles |= merged(self.session, self.package, table, "cycle", ids)
        rulesets = merged(self.session, self.package, "cycles", "ruleset", set(cycles.values()) - {None})
        definitions = merged(self.session, self.package, "rulesets", "definition", set(rulesets.values()) - {None})
        usable = {name: rules for name, rules in definitions.items() if rules and not definition_errors(rules)}
        found = {subject: usable.get(rulesets.get(cycle, "")) for subject, cycle in cycles.items()}
        return {subject: rules for subject, rules in found.items() if rules is not None}

    def items(self) -> None:
        """Only an overseer closes an item, and an explanation is looked at again in time."""
        for row in self._rows("rectification_updates"):
            if row["side"] == "subject" and row["kind"] not in _SUBJECT_SIDE:
                self._fault(row, "side", f"{row['kind']} 只能由监督一方（overseer）作出")
        decided = {
            row["id"]: row
            for row in self._rows("rectification_items")
            if row["state"] in {"verified_closed", "explained"}
        }
        if not self._complete("rectification_updates"):
            return
        timelines = self._timelines(set(decided))
        for row in decided.values():
            for column, problem in _closing_wrong(row, timelines[row["id"]]):
                self._fault(row, column, problem)

    def _timelines(self, items: set[str]) -> dict[str, list[tuple[str, str, PartialDate | None]]]:
        """Give side, kind and date of the updates of items, as they will be after the import."""
        names = ("item", "side", "kind", "dated_on")
        found: dict[str, list[tuple[str, str, PartialDate | None]]] = defaultdict(list)
        for row in self._rows("rectification_updates"):
            found[row["item"]].append((row["side"], row["kind"], row["dated_on"]))
        for key, item, *update in stored(self.session, "rectification_updates", ("id", *names), "item", items):
            if self.package.row("rectification_updates", key) is None:
                found[item].append((update[0], update[1], update[2]))
        return found

    def _rows(self, table: str) -> Iterator[Row]:
        """Give the rows of a table that were read without a fault."""
        return (row for row in self.package.rows(table) if not row.broken)

    def _complete(self, table: str) -> bool:
        """Say whether every row of a table could be read, so that what is not there is missing indeed."""
        return table not in self.package.tables or self.package.tables[table].complete

    def _fault(self, row: Row, column: str, message: str) -> None:
        self.faults.add(self.package.tables[row.table.name].file, message, row.line, column)


def _counts_wrong(row: Row) -> Iterator[tuple[str, str]]:
    for grade, count in (row["counts"] or {}).items():
        if not grade.strip() or type(count) is not int or not 0 <= count <= MOST_VOTES:
            yield "counts", f"“{shown(grade)}”的票数应为 0 到 {MOST_VOTES} 的整数"


def _sums_wrong(row: Row) -> Iterator[tuple[str, str]]:
    """Say which sums of a ballot fail, in words; what is not given is not checked."""
    given = [(name, word, row[name]) for name, word in _VOTE_CHAIN if row[name] is not None]
    for (_, more_word, more), (name, word, fewer) in pairwise(given):
        if fewer > more:
            yield name, f"{word}{fewer} > {more_word}{more}"
    returned, invalid, abstained = row["returned"], row["invalid"], row["abstained"]
    if returned is None or row["counts"] is None:
        return
    graded = sum(row["counts"].values())
    if invalid is None or abstained is None:
        if graded + (invalid or 0) + (abstained or 0) > returned:
            yield "counts", f"各等次{graded} 加上已知的废票、弃权超过了收回{returned}"
    elif returned != invalid + abstained + graded:
        yield "counts", f"收回{returned} ≠ 废票{invalid} + 弃权{abstained} + 各等次{graded}"


def _grades_wrong(row: Row, definition: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    grades = plain(definition).get("grades")
    counts, grade = row["counts"], row["grade"]
    if grades:
        for name in counts or {}:
            if name not in grades:
                yield "counts", f"办法里没有“{shown(name)}”这个等次；可以是 {'、'.join(grades)}"
        if grade is not None and grade not in grades:
            yield "grade", f"办法里没有“{shown(grade)}”这个等次；可以是 {'、'.join(grades)}"
            return
    if grade is None or row["grade_declared"]:
        return
    votes = _Votes(row["entitled"], row["present"], row["returned"], row["invalid"], row["abstained"], counts)
    computed = computed_grade(definition, votes)
    if computed is not None and computed != grade:
        yield "grade", f"按办法计算应为“{computed}”，不是“{shown(grade)}”；宣布的等次请在 grade_declared 写 true"


def _closing_wrong(row: Row, timeline: list[tuple[str, str, PartialDate | None]]) -> Iterator[tuple[str, str]]:
    acts = {(side, kind) for side, kind, _ in timeline}
    if row["state"] == "verified_closed":
        if ("overseer", "verification") not in acts:
            yield "state", "销号要有监督一方的验收（rectification_updates 中 overseer 的 verification）"
        return
    if row["disposition"] != "blocked":
        yield "disposition", "只有受阻（blocked）的事项才能说明情况"
    if row["review_on"] is None:
        yield "review_on", "说明情况的事项要有复核日期"
    if not any(kind == "explanation" for _, kind in acts):
        yield "state", "没有说明（rectification_updates 中的 explanation）"
    explained = [on for _, kind, on in timeline if kind == "explanation" and on is not None]
    if explained and row["review_on"] is not None:
        latest = max(explained)
        if latest.last.year < MAXYEAR and row["review_on"].first > add_months(latest.last, LONGEST_REVIEW_MONTHS):
            yield "review_on", f"复核日期应在说明（{latest}）之后 {LONGEST_REVIEW_MONTHS} 个月以内"
