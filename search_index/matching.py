"""Which documents answer a query, and how well: phrase, then all, then any."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from math import log

from search_index.analysis import WordTokens
from search_index.engine import TEXT, TITLE, Reader
from search_index.queries import Word

SATURATION = 1.2
LENGTH_SHARE = 0.5
"""BM25's k1 and b: how soon more occurrences count no more, and how much a long document is held back."""

TITLE_SHARE = 1.5
"""A word in the title counts this much of the most that it can count in the text: the title outranks the text."""

SYNONYM_SHARE = 0.4
RECENCY_SHARE = 0.05
"""The newest document gets this much more than the oldest one."""

ANY_SHARE = 0.5
"""Of the weight of the best match, what another one must reach when words or characters are missing."""

ALIGNED_CANDIDATES = 300
"""How many of the best loose matches are looked at for tokens that stand to each other as in the query."""

KEPT_POSTINGS = 400_000
"""How many postings a search keeps for its next level, which bounds its memory to some 50 MB."""

_SAMPLE = 200


class Level(StrEnum):
    """How strictly the words were taken: each word as it stands, all of its pieces somewhere, or most of them."""

    PHRASE = "phrase"
    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Matches:
    """The documents that answer, with their scores, and the words that no document has as they stand."""

    scores: Mapping[int, float]
    level: Level
    dropped: tuple[str, ...] = ()
    loose: tuple[Word, ...] = ()
    """The words of which pieces were enough."""


def match(reader: Reader, words: Sequence[Word]) -> Matches:
    """Find the documents for the words at the strictest level that finds any; without words all documents."""
    if not words:
        return Matches(dict.fromkeys(reader.everything(), 0.0), Level.PHRASE)
    search = _Search(reader)
    scores = search.as_phrases(words)
    if scores:
        return Matches(scores, Level.PHRASE)
    missing = [word for word in words if not search.is_somewhere(word)]
    dropped = tuple(word.text for word in missing)
    if any(word.is_phrase for word in missing):
        return Matches({}, Level.PHRASE, dropped)
    scores = search.as_pieces(words)
    loose = tuple(word for word in words if not _is_whole(word))
    if scores:
        return Matches(scores, Level.ALL, dropped, loose)
    if missing and len(missing) < len(words):
        scores = search.as_phrases([word for word in words if word not in missing])
        if scores:
            return Matches(scores, Level.ANY, dropped)
    return Matches(search.as_most(words), Level.ANY, dropped, loose)


def with_word(reader: Reader, word: Word) -> set[int]:
    """Give the documents that have a word as it stands, without its synonyms."""
    return set(_Search(reader).phrase(_field(word), word.tokens))


def _field(word: Word) -> str:
    return TITLE if word.in_title else TEXT


class _Search:
    """One query's walk over the postings."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.rows = reader.rows
        self._kept: dict[tuple[str, str], dict[int, float]] = {}
        self._kept_size = 0

    def postings(self, field: str, token: str) -> Mapping[int, float]:
        """Give how often each document has the token; each level asks again for what the level before had."""
        kept = self._kept.get((field, token))
        if kept is None:
            kept = self.reader.postings(field, token)
            self._kept_size += len(kept)
            if self._kept_size <= KEPT_POSTINGS:
                self._kept[field, token] = kept
        return kept

    # Sets of documents

    def together(self, field: str, tokens: Sequence[str], among: AbstractSet[int] | None = None) -> AbstractSet[int]:
        """Give the documents that have all the tokens, in any order."""
        frequencies = {token: self.reader.frequency(field, token) for token in set(tokens)}
        if not all(frequencies.values()):
            return set()
        found = among
        for token in sorted(frequencies, key=frequencies.__getitem__):
            postings = self.postings(field, token).keys()
            found = set(postings) if found is None else found & postings
            if not found:
                break
        return found or set()

    def phrase(self, field: str, word: WordTokens, among: AbstractSet[int] | None = None) -> Mapping[int, float]:
        """Give how often each document has the tokens one after the other."""
        if word.prefix:
            return self.prefixed(field, word.prefix, among)
        if len(word.tokens) == 1:
            return _within(self.postings(field, word.tokens[0].text), among)
        candidates = self.together(field, [token.text for token in word.tokens], among)
        starts: dict[int, set[int]] = {}
        for token in word.cover:
            if not candidates:
                return {}
            positions = self.reader.positions(field, token.text, candidates)
            beginnings = {number: {place - token.position for place in places} for number, places in positions.items()}
            starts = {
                number: remaining
                for number, begins in beginnings.items()
                if (remaining := begins & starts[number] if starts else begins)
            }
            candidates = starts.keys()
        return {number: float(len(begins)) for number, begins in starts.items()}

    def prefixed(self, field: str, prefix: str, among: AbstractSet[int] | None = None) -> Mapping[int, float]:
        """Give how often each document has tokens with the prefix."""
        found: dict[int, float] = {}
        for token in self.reader.with_prefix(field, prefix):
            for number, times in self.postings(field, token).items():
                found[number] = found.get(number, 0.0) + times
        return _within(found, among)

    def times(self, word: Word, field: str, among: AbstractSet[int] | None = None) -> Mapping[int, float]:
        """Give how often each document has a word as it stands, its synonyms counted for less."""
        if not word.alternatives:
            return self.phrase(field, word.tokens, among)
        found = dict(self.phrase(field, word.tokens, among))
        for other in word.alternatives:
            for number, times in self.phrase(field, other.tokens, among).items():
                found[number] = found.get(number, 0.0) + SYNONYM_SHARE * times
        return found

    def is_somewhere(self, word: Word) -> bool:
        """Tell whether any document has a word as it stands; a sample nearly always answers for a common word."""
        field = _field(word)
        if word.tokens.prefix:
            return bool(self.reader.with_prefix(field, word.tokens.prefix))
        for form in (word, *word.alternatives):
            holders = sorted(self.together(field, [token.text for token in form.tokens.tokens]))
            for sample in (holders[:_SAMPLE], holders[_SAMPLE:]):
                if sample and self.phrase(field, form.tokens, set(sample)):
                    return True
        return False

    # Scores

    def as_phrases(self, words: Sequence[Word]) -> dict[int, float]:
        """Score the documents that have each word as it stands."""
        among: AbstractSet[int] | None = None
        # The pieces first: phrases are checked position by position, so only where all the words can be
        for word in words:
            if not word.tokens.prefix:
                among = self._in_any_form(word, among)
        if among is not None and not among:
            return {}
        times: list[Mapping[int, float]] = []
        for word in words:
            times.append(self.times(word, _field(word), among))
            among = times[-1].keys()
        return self._scored([(word, times[index]) for index, word in enumerate(words)], among or set())

    def as_pieces(self, words: Sequence[Word]) -> dict[int, float]:
        """Score the documents that have all pieces of each word, wherever they stand."""
        among: AbstractSet[int] | None = None
        for word in words:
            among = self.times(word, _field(word), among).keys() if _is_whole(word) else self._in_any_form(word, among)
        scores = dict.fromkeys(among or (), 0.0)
        for word in words:
            if _is_whole(word):
                self._add(scores, self.times(word, _field(word), scores.keys()), self._rarity(word))
                continue
            for form in (word, *word.alternatives):
                share = 1.0 if form is word else SYNONYM_SHARE
                for token in {token.text for token in form.tokens.tokens}:
                    postings = _within(self.postings(_field(word), token), scores.keys())
                    self._add(scores, postings, share * self._token_rarity(_field(word), token))
        return self._recent(scores)

    def as_most(self, words: Sequence[Word]) -> dict[int, float]:
        """Score the documents by the weight of the pieces that they have, best of all one after the other."""
        required: AbstractSet[int] | None = None
        for word in words:
            if word.is_phrase:
                required = self.times(word, _field(word), required).keys()
        mass: dict[int, float] = {}
        for word in words:
            for token in _pieces(word):
                rarity = self._token_rarity(_field(word), token)
                for number in _within(self.postings(_field(word), token), required):
                    mass[number] = mass.get(number, 0.0) + rarity
        if not mass:
            return dict.fromkeys(required or (), 0.0)
        least = ANY_SHARE * max(mass.values())
        scores = {number: weight for number, weight in mass.items() if weight >= least}
        best = set(sorted(scores, key=lambda number: (-scores[number], number))[:ALIGNED_CANDIDATES])
        for word in words:
            for number, weight in self._aligned(word, best).items():
                scores[number] += weight
        return self._recent(scores)

    def _aligned(self, word: Word, among: AbstractSet[int]) -> dict[int, float]:
        """Give the weight of the tokens that stand in each document at the same distances as in the word."""
        votes: dict[tuple[int, int], float] = {}
        field = _field(word)
        for token in word.tokens.tokens:
            rarity = self._token_rarity(field, token.text)
            for number, places in self.reader.positions(field, token.text, among).items():
                for place in places:
                    start = (number, place - token.position)
                    votes[start] = votes.get(start, 0.0) + rarity
        best: dict[int, float] = {}
        for (number, _begin), weight in votes.items():
            best[number] = max(weight, best.get(number, 0.0))
        return best

    def _in_any_form(self, word: Word, among: AbstractSet[int] | None) -> AbstractSet[int]:
        found: set[int] = set()
        for form in (word, *word.alternatives):
            found |= self.together(_field(word), [token.text for token in form.tokens.tokens], among)
        return found

    def _scored(self, words: Iterable[tuple[Word, Mapping[int, float]]], among: Collection[int]) -> dict[int, float]:
        scores = dict.fromkeys(among, 0.0)
        for word, times in words:
            rarity = self._rarity(word)
            self._add(scores, times, rarity)
            if not word.in_title:
                bonus = TITLE_SHARE * (SATURATION + 1) * rarity
                for number, in_title in self.times(word, TITLE, scores.keys()).items():
                    scores[number] += bonus * min(1.0, in_title)
        return self._recent(scores)

    def _add(self, scores: dict[int, float], times: Mapping[int, float], rarity: float) -> None:
        """Add a BM25 summand to those already in `scores`."""
        fixed = SATURATION * (1 - LENGTH_SHARE)
        by_length = SATURATION * LENGTH_SHARE / self.reader.mean_length
        for number, often in times.items():
            row = self.rows[number]
            if row and number in scores:
                scores[number] += rarity * (SATURATION + 1) * often / (often + fixed + by_length * row.length)

    def _recent(self, scores: dict[int, float]) -> dict[int, float]:
        """Give newer documents a little more, and any two of different days a difference."""
        oldest, newest = self.reader.oldest, self.reader.newest
        span = max(1, newest - oldest)
        return {
            number: score * (1 + RECENCY_SHARE * (row.first_day - oldest) / span)
            for number, score in scores.items()
            if (row := self.rows[number])
        }

    def _rarity(self, word: Word) -> float:
        field = _field(word)
        if word.tokens.prefix:
            return 0.1
        return max(self._token_rarity(field, token.text) for token in word.tokens.tokens)

    def _token_rarity(self, field: str, token: str) -> float:
        frequency = min(self.reader.frequency(field, token), self.reader.count)
        return log(1 + (self.reader.count - frequency + 0.5) / (frequency + 0.5))


def _is_whole(word: Word) -> bool:
    return word.is_phrase or bool(word.tokens.prefix)


def _pieces(word: Word) -> list[str]:
    return sorted({token.text for token in word.tokens.tokens})


def _within(times: Mapping[int, float], among: AbstractSet[int] | None) -> Mapping[int, float]:
    if among is None:
        return times
    if len(among) < len(times):
        return {number: times[number] for number in among if number in times}
    return {number: often for number, often in times.items() if number in among}
