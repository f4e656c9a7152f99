"""Searching: the one door for the portal."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from search_index import matching, snippets
from search_index.analysis import ANALYSIS_VERSION, fold
from search_index.engine import FORMAT_VERSION, Reader, Row
from search_index.matching import Level
from search_index.queries import Condition, Hint, ParsedQuery, SearchQuery, parse
from search_index.snippets import Terms

POINTER = "current.json"
"""The file in the index folder that names the sub-folder in use; replaced whole after every commit."""

FACETS = ("type", "year", "institution", "assembly")
VERSION = f"{ANALYSIS_VERSION}.{FORMAT_VERSION}"

_log = logging.getLogger(__name__)
_Test = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found; the caller joins it with what is published and visible before showing it."""

    kind: str
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet and how many documents the same search finds with it chosen."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What a search found."""

    query: ParsedQuery
    generation: int
    available: bool = True
    """False: there is no index that could be read, and nothing was searched."""
    total: int = 0
    total_without_filters: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=lambda: dict.fromkeys(FACETS, ()))
    level: Level = Level.PHRASE
    dropped: tuple[str, ...] = ()
    """Words that no document has as they stand; with level `phrase` and no hits, a quoted one."""
    terms: Terms = field(default_factory=Terms)
    """What to mark: for `snippets.make` and `snippets.mark`."""

    @property
    def hint(self) -> Hint | None:
        """Why the query was not carried out, if it was not."""
        return self.query.hint


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the pointer file says: the sub-folder in use, and what lay in it after the writer's last commit."""

    folder: str
    generation: int
    version: str
    documents: int
    as_of: str
    """The moment, in ISO 8601, by which what is public was read."""
    commit: int
    files: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What can be said of the index without its database."""

    available: bool
    generation: int
    documents: int
    version: str
    current_version: str = VERSION


def read_pointer(folder: Path) -> Pointer | None:
    """Read the pointer file; None if there is none or it cannot be understood."""
    try:
        content: dict[str, Any] = json.loads((folder / POINTER).read_text("utf-8"))
        return Pointer(
            folder=str(content["folder"]),
            generation=int(content["generation"]),
            version=str(content["version"]),
            documents=int(content["documents"]),
            as_of=datetime.fromisoformat(content["as_of"]).astimezone(UTC).isoformat(),
            commit=int(content["commit"]),
            files={str(name): int(size) for name, size in content["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


class SearchIndex:
    """The index as one process reads it. Reopened only when its generation has changed; safe for threads."""

    def __init__(self, folder: Path) -> None:
        """Remember where the index lies; it need not exist yet."""
        self._folder = folder
        self._lock = Lock()
        self._opened: tuple[tuple[int, ...], int, Reader | None] | None = None

    @property
    def generation(self) -> int:
        """A number that rises with every change of the index; 0 without one. One small read."""
        pointer = read_pointer(self._folder)
        return pointer.generation if pointer else 0

    def status(self) -> IndexStatus:
        """Say whether the index can be read and what is in it."""
        with self._lock:
            generation, reader = self._open()
        pointer = read_pointer(self._folder)
        return IndexStatus(
            available=reader is not None,
            generation=generation,
            documents=reader.count if reader else 0,
            version=pointer.version if pointer else "",
        )

    def search(self, query: SearchQuery) -> SearchResults:
        """Find documents. Never raises: a missing or damaged index gives an empty result with `available` false."""
        parsed = parse(query.text)
        with self._lock:
            generation, reader = self._open()
            if reader is None:
                return SearchResults(parsed, generation, available=False)
            if parsed.hint:
                return SearchResults(parsed, generation)
            try:
                return _search(reader, query, parsed, generation)
            except Exception:  # noqa: BLE001 - answered, logged
                # Whoosh meets damage in as many ways as there are bytes; the writer will find and mend it
                _log.exception("the search index cannot be read")
                return SearchResults(parsed, generation, available=False)

    def _open(self) -> tuple[int, Reader | None]:
        try:
            stat = (self._folder / POINTER).stat()
            state: tuple[int, ...] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        except OSError:
            state = ()
        if self._opened and self._opened[0] == state:
            return self._opened[1:]
        before = self._opened[2] if self._opened else None
        generation, reader = self._read(before)
        if before:
            before.close()
        self._opened = (state, generation, reader)
        return generation, reader

    def _read(self, before: Reader | None) -> tuple[int, Reader | None]:
        # The writer may swap and remove the folder between the two reads: then the pointer has changed
        for _attempt in range(3):
            pointer = read_pointer(self._folder)
            if pointer is None or pointer.version != VERSION:
                return pointer.generation if pointer else 0, None
            try:
                return pointer.generation, Reader(self._folder / pointer.folder, before)
            except Exception:  # noqa: BLE001 - as above
                if read_pointer(self._folder) == pointer:
                    _log.exception("the search index cannot be opened")
                    return pointer.generation, None
        return 0, None


def _search(reader: Reader, query: SearchQuery, parsed: ParsedQuery, generation: int) -> SearchResults:
    matches = matching.match(reader, parsed.words)
    scores = dict(matches.scores)
    for word in parsed.excluded:
        for number in matching.with_word(reader, word):
            scores.pop(number, None)
    tests = _tests(query, parsed.conditions)
    found = {number: row for number in scores if (row := reader.rows[number])}
    shown = [number for number, row in found.items() if all(test(row) for test in tests.values())]
    if query.sort == "date" or not parsed.words:
        shown.sort(key=lambda n: (-found[n].first_day, -scores[n], found[n].kind, found[n].id))
    else:
        shown.sort(key=lambda n: (-scores[n], -found[n].first_day, found[n].kind, found[n].id))
    return SearchResults(
        query=parsed,
        generation=generation,
        total=len(shown),
        total_without_filters=len(found),
        hits=tuple(
            Hit(found[number].kind, found[number].id, scores[number])
            for number in shown[query.offset : query.offset + query.limit]
        ),
        facets=_facets(found.values(), tests),
        level=matches.level,
        dropped=matches.dropped,
        terms=snippets.terms_of(parsed.words, matches.loose),
    )


def _tests(query: SearchQuery, conditions: Iterable[Condition]) -> dict[str, _Test]:
    """Give a test for each filter that is set, by name; those of facets bear the facet's name."""
    tests: dict[str, _Test] = {}
    if query.type:
        tests["type"] = lambda row: row.type == query.type
    if query.year is not None:
        tests["year"] = lambda row: row.year == query.year
    if query.institution:
        tests["institution"] = lambda row: row.institution == query.institution
    if query.assembly:
        tests["assembly"] = lambda row: row.assembly == query.assembly
    if query.cycle:
        tests["cycle"] = lambda row: row.cycle == query.cycle
    if query.subject:
        tests["subject"] = lambda row: query.subject in row.subjects or query.subject == row.id
    if query.date_from:
        first = query.date_from.toordinal()
        tests["date_from"] = lambda row: row.last_day >= first
    if query.date_to:
        last = query.date_to.toordinal()
        tests["date_to"] = lambda row: row.first_day <= last
    for number, condition in enumerate(conditions):
        tests[f"condition {number}"] = _condition_test(condition)
    return tests


def _condition_test(condition: Condition) -> _Test:
    first, last = condition.years

    def test(row: Row) -> bool:
        if condition.field == "institution":
            held = condition.text in fold(row.institution)
        elif condition.field == "type":
            held = row.type in condition.types
        else:
            held = row.year is not None and first <= row.year <= last
        return held is not condition.excluded

    return test


def _facets(rows: Iterable[Row], tests: Mapping[str, _Test]) -> dict[str, tuple[FacetCount, ...]]:
    """Count each facet's values among the rows that pass all filters but the facet's own."""
    counters: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for row in rows:
        failed = [name for name, test in tests.items() if not test(row)]
        if len(failed) > 1 or (failed and failed[0] not in FACETS):
            continue
        for name in failed or FACETS:
            value = getattr(row, name)
            if value:
                counters[name][str(value)] += 1
    facets = {
        name: tuple(FacetCount(value, count) for value, count in sorted(counter.items(), key=lambda c: (-c[1], c[0])))
        for name, counter in counters.items()
    }
    facets["year"] = tuple(sorted(facets["year"], key=lambda count: count.value, reverse=True))
    return facets
