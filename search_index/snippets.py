"""The passage of a text that shows best why it was found, with the words marked."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from search_index.analysis import CJK, date_token, fold, fold_with_origins
from search_index.queries import Word

WIDTH = 120
"""Characters of a snippet, about three lines."""

MAX_LENGTH = 200_000
"""How much of a text is looked through; what comes later is found but not shown."""

_MAX_SPANS = 400
_LEAD = 24
_SENTENCE_END = re.compile(r"[。！？；\n!?;]\s*")
_DATE_MARK = r"\s{0,4}[-./年月]\s{0,4}"
_BETWEEN = r"[\W_]{0,4}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of plain text, not HTML, and whether it is to be marked."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What is marked in the texts of one search."""

    patterns: tuple[re.Pattern[str], ...] = ()


def terms_of(words: Iterable[Word], loose: Collection[Word] = ()) -> Terms:
    """Give what to mark: words and their synonyms, and also the pieces of those of which pieces were enough."""
    patterns: list[str] = []
    for word in words:
        for form in (word, *word.alternatives):
            patterns += _spellings(form.text)
            if word in loose:
                patterns += [_spelling(token.text) for token in form.tokens.tokens if len(token.text) > 1]
    unique = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    return Terms(tuple(re.compile(pattern) for pattern in unique if pattern))


def make(text: str, terms: Terms, width: int = WIDTH) -> list[Segment]:
    """Cut the passage of about `width` characters with the most different terms, else the beginning.

    The segments joined are the passage as it stands in the text, with line ends as spaces and `…` where it was cut.
    """
    text = text[:MAX_LENGTH]
    spans = _spans(text, terms)
    start, end = _window(text, spans, width)
    segments = _segments(text, [span for span in spans if span[1] > start and span[0] < end], start, end)
    if start:
        segments.insert(0, Segment("…"))
    if end < len(text):
        segments.append(Segment("…"))
    return segments


def mark(text: str, terms: Terms) -> list[Segment]:
    """Mark the terms in a whole text, such as a title."""
    text = text[:MAX_LENGTH]
    return _segments(text, _spans(text, terms), 0, len(text))


def _spellings(word: str) -> list[str]:
    day = date_token(word)
    if not day:
        return [_spelling(word)]
    numbers = [f"0?{int(part)}" if place else part for place, part in enumerate(day.split("-"))]
    return [rf"(?<![0-9]){_DATE_MARK.join(numbers)}(?![0-9])\s{{0,4}}[月日号]?"]


def _spelling(word: str) -> str:
    """Make the pattern of a word in folded text: spaces and marks between its characters and parts do not count."""
    parts: list[str] = []
    pieces = re.findall(f"[{CJK}]+|[^\\W_{CJK}]+", fold(word))
    for piece in pieces:
        if re.match(f"[{CJK}]", piece):
            parts.append(r"[ \t]{0,4}".join(piece))
        else:
            # A word of letters or figures is whole: 12 is not part of 2012
            parts.append(rf"(?<![^\W_{CJK}]){re.escape(piece)}(?![^\W_{CJK}])")
    return _BETWEEN.join(parts)


def _spans(text: str, terms: Terms) -> list[tuple[int, int, int]]:
    """Give (start, end, number of the term) of what to mark in the text, in order, without overlaps."""
    folded, origins = fold_with_origins(text)
    found: list[tuple[int, int, int]] = []
    for number, pattern in enumerate(terms.patterns):
        for count, match in enumerate(pattern.finditer(folded)):
            if count >= _MAX_SPANS:
                break
            start = origins[match.start()]
            end = origins[match.end()] if match.end() < len(folded) else len(text)
            found.append((start, max(end, start + 1), number))
    # Longer terms have smaller numbers and go first where two begin together
    spans: list[tuple[int, int, int]] = []
    for start, end, number in sorted(found, key=lambda span: (span[0], -span[1], span[2])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end, number))
        elif end > spans[-1][1]:
            spans[-1] = (spans[-1][0], end, spans[-1][2])
    return spans


def _window(text: str, spans: Sequence[tuple[int, int, int]], width: int) -> tuple[int, int]:
    if len(text) <= width:
        return 0, len(text)
    best, best_worth = 0, (0, 0, 0)
    last = 0
    for first, (start, _end, _number) in enumerate(spans):
        last = max(last, first)
        while last + 1 < len(spans) and spans[last + 1][1] <= start + width - _LEAD:
            last += 1
        inside = spans[first : last + 1]
        worth = (len({number for *_span, number in inside}), sum(end - begin for begin, end, _number in inside), -first)
        if worth > best_worth:
            best, best_worth = start, worth
    start = _beginning(text, best)
    return start, min(len(text), start + width)


def _beginning(text: str, hit: int) -> int:
    """Begin with the first sentence that begins shortly before the hit, else a little before it."""
    earliest = max(0, hit - _LEAD)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, earliest, hit)]
    return ends[0] if ends else earliest


def _segments(text: str, spans: Sequence[tuple[int, int, int]], start: int, end: int) -> list[Segment]:
    segments: list[Segment] = []
    at = start
    for begin, finish, _number in spans:
        begin, finish = max(begin, start), min(finish, end)  # noqa: PLW2901 - cut to the window
        if begin > at:
            segments.append(Segment(_on_one_line(text[at:begin])))
        segments.append(Segment(_on_one_line(text[begin:finish]), is_hit=True))
        at = finish
    if at < end:
        segments.append(Segment(_on_one_line(text[at:end])))
    return segments


def _on_one_line(text: str) -> str:
    return re.sub(r"[\r\n]\s*", " ", text)
