"""What people may type into the search field, read in one pass with bounds."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

from search_index.analysis import Token, WordTokens, date_token, fold, word_tokens

MAX_CHARACTERS = 200
"""The longest query, counted after runs of spaces became one."""

MAX_WORDS = 32
MAX_SINGLE_CHARACTERS = 3
"""Words of one character are looked up by prefix, which costs a hundred times an ordinary word."""


class Hint(StrEnum):
    """Why a query was not carried out."""

    EMPTY = "empty"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that a document must have: as tokens, and as what was typed."""

    text: str
    tokens: WordTokens
    is_phrase: bool = False
    """It stood in quotation marks: no synonym, no relaxing."""
    in_title: bool = False
    alternatives: tuple["Word", ...] = ()
    """Its synonyms."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A field word that narrows the result: 单位 (part of the name), 年份 (first to last), 类型 (one of the types)."""

    field: Literal["institution", "year", "type"]
    text: str = ""
    types: frozenset[str] = frozenset()
    years: tuple[int, int] = (0, 9999)
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as understood; with a hint it is not carried out."""

    words: tuple[Word, ...] = ()
    excluded: tuple[Word, ...] = ()
    conditions: tuple[Condition, ...] = ()
    hint: Hint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What a reader asks: the text as typed, and what the page's own controls say. Empty means any."""

    text: str
    type: str = ""
    year: int | None = None
    assembly: str = ""
    institution: str = ""
    cycle: str = ""
    subject: str = ""
    date_from: date | None = None
    date_to: date | None = None
    sort: Literal["relevance", "date"] = "relevance"
    offset: int = 0
    limit: int = 10


_FIELDS = {
    "标题": "title",
    "標題": "title",
    "title": "title",
    "单位": "institution",
    "單位": "institution",
    "institution": "institution",
    "年份": "year",
    "year": "year",
    "类型": "type",
    "類型": "type",
    "type": "type",
}
_CLOSING = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』"}
_ITEM = re.compile(
    rf"(?P<minus>-)?(?:(?P<field>{'|'.join(_FIELDS)})[ ]?:[ ]?)?"
    r"(?:(?P<open>[\"“”「『])|(?P<bare>[^\s\"“”「『]+)|(?P<nothing>))",
    re.IGNORECASE,
)
_BETWEEN_WORDS = re.compile(r"[、。…《》〈〉」』”;!?]|,(?![0-9])|(?<![0-9]),")
_YEARS = re.compile(r"([0-9]{4})年?(?:(?:-|~|\.\.|至|到)([0-9]{4})年?)?")


def parse(text: str) -> ParsedQuery:
    """Read a query: words, `"phrase"`, `-word`, 标题: 单位: 年份: 类型: (title: institution: year: type:).

    Never raises. What cannot be understood is read as plain words; what holds no word, or is longer than
    MAX_CHARACTERS or MAX_WORDS, comes back with a hint. Takes time linear in the length.
    """
    # Tens of thousands of spaces are no reason to refuse, but a long text is not worth normalising
    collapsed = " ".join(text.split())
    if len(collapsed) > MAX_CHARACTERS:
        return ParsedQuery(hint=Hint.TOO_LONG)
    normal = " ".join(unicodedata.normalize("NFKC", collapsed).split())
    if len(normal) > MAX_CHARACTERS:
        return ParsedQuery(hint=Hint.TOO_LONG)
    words: dict[tuple[str, bool, bool], Word] = {}
    excluded: dict[tuple[str, bool, bool], Word] = {}
    conditions: list[Condition] = []
    for part in _parts(normal):
        condition = _condition(part)
        if condition:
            conditions.append(condition)
            continue
        for word in _words(part):
            (excluded if part.minus else words)[fold(word.text), word.is_phrase, word.in_title] = word
    single = sum(bool(word.tokens.prefix) for word in (*words.values(), *excluded.values()))
    if len(words) + len(excluded) + len(conditions) > MAX_WORDS or single > MAX_SINGLE_CHARACTERS:
        return ParsedQuery(hint=Hint.TOO_LONG)
    if not words and not conditions:
        return ParsedQuery(hint=Hint.EMPTY)
    return ParsedQuery(tuple(words.values()), tuple(excluded.values()), tuple(conditions))


@dataclass(frozen=True, slots=True)
class _Part:
    minus: bool
    typed_field: str
    quoted: bool
    text: str

    @property
    def field(self) -> str:
        return _FIELDS.get(self.typed_field.lower(), "")


def _parts(text: str) -> Iterator[_Part]:
    # The next closing mark of each kind is looked for once only: unclosed ones would make it quadratic
    unclosed: set[str] = set()
    at = 0
    while at < len(text):
        found = _ITEM.match(text, at)
        if found is None or found.end() == at:
            at += 1
            continue
        at = found.end()
        field = found["field"] or ""
        mark = found["open"]
        if mark is None:
            yield _Part(bool(found["minus"]), field, quoted=False, text=found["bare"] or "")
            continue
        closing = _CLOSING[mark]
        end = -1 if closing in unclosed else text.find(closing, at)
        if end < 0:
            unclosed.add(closing)
            continue
        yield _Part(bool(found["minus"]), field, quoted=True, text=text[at:end])
        at = end + 1


def _words(part: _Part) -> Iterator[Word]:
    in_title = part.field == "title"
    text = part.text
    if part.field and not in_title:
        text = f"{part.typed_field}:{part.text}"
    if part.quoted:
        tokens = word_tokens(text)
        if tokens:
            yield Word(text.strip(), tokens, is_phrase=True, in_title=in_title)
        return
    for piece in _BETWEEN_WORDS.split(text):
        tokens = word_tokens(piece)
        day = date_token(piece)
        if day:
            tokens = WordTokens((Token(day, 0),), (Token(day, 0),))
        if tokens:
            others = tuple(Word(other, word_tokens(other), in_title=in_title) for other in synonyms_of(piece))
            yield Word(piece, tokens, in_title=in_title, alternatives=others)


def _condition(part: _Part) -> Condition | None:
    text = part.text.strip()
    if part.field == "institution" and fold(text):
        return Condition("institution", text=fold(text), excluded=part.minus)
    if part.field == "type" and fold(text) in _type_names():
        return Condition("type", types=_type_names()[fold(text)], excluded=part.minus)
    if part.field == "year":
        years = _YEARS.fullmatch(text)
        if years:
            first = int(years[1])
            return Condition("year", years=(first, int(years[2] or first)), excluded=part.minus)
    return None


def synonyms_of(word: str) -> tuple[str, ...]:
    """Give the synonyms of a word; those that contain it are left out, for it finds them itself."""
    folded = fold(word)
    return tuple(other for other in _synonyms().get(folded, ()) if folded not in other)


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for line in _data_lines("synonyms.txt"):
        for word in line:
            groups[word] = (*groups.get(word, ()), *(other for other in line if other != word))
    return groups


@cache
def _type_names() -> dict[str, frozenset[str]]:
    names: dict[str, frozenset[str]] = {}
    for code, *words in _data_lines("types.txt"):
        for word in (code, *words):
            names[word] = names.get(word, frozenset()) | {code}
    return names


def _data_lines(name: str) -> Iterator[list[str]]:
    for line in files("search_index").joinpath(name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield fold(line).split()
