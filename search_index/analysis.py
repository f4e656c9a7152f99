"""How text becomes tokens, the same for documents and for queries."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

ANALYSIS_VERSION = 1
"""Raised whenever a rule of this module changes: an index of another version is built anew."""

SEGMENT_GAP = 100
"""Positions between two texts of one document, so that no phrase reaches from one into the next."""

CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
"""Inside of a regular expression's class: Chinese characters, kana and Hangul, which are written without spaces."""

# What OpenCC itself leaves apart, because the Traditional character depends on the meaning
_ALSO_FOLDED = {
    "覆": "复",
    "瞭": "了",
    "藉": "借",
    "著": "着",
    "座": "坐",
    "俱": "具",
    "濬": "浚",
    "甦": "苏",
    "迳": "径",
    "痺": "痹",
    "睪": "睾",
    "簷": "檐",
}
_IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x323B0))
_VARIANTS = ("t2s", "hk2s", "tw2s")

_SPACED_OUT = re.compile(f"(?<=[{CJK}])[ \t]+(?=[{CJK}])")
# Possessive quantifiers keep a dotted date (2019.11.05) from being read as the number 2019.11
_TOKEN = re.compile(
    rf"(?P<cjk>[{CJK}]+)"
    r"|(?<![0-9][.,])(?P<number>[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]++)?+(?![.,]?[0-9])|[0-9]++\.[0-9]++(?!\.?[0-9]))"
    rf"|(?P<word>[^\W_{CJK}]+)"
)
_DAY = re.compile(
    r"(?<![0-9])([12][0-9]{3})(?:[ \t]*+年[ \t]*+|([-./]))(0?[1-9]|1[0-2])(?(2)\2|[ \t]*+月[ \t]*+)"
    r"(0?[1-9]|[12][0-9]|3[01])(?:[ \t]*+[日号]|(?![0-9]))"
)
_MONTH = re.compile(r"(?<![0-9])([12][0-9]{3})(?:[ \t]*+年[ \t]*+|[-./])(0?[1-9]|1[0-2])(?:[ \t]*+月|(?![-./]?[0-9]))")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a document or query and where it stands, counted from the text's first token."""

    text: str
    position: int


@dataclass(frozen=True, slots=True)
class WordTokens:
    """A query word as tokens: all of them at their distances make the phrase, `cover` is enough to prove it."""

    tokens: tuple[Token, ...]
    cover: tuple[Token, ...]
    prefix: str = ""
    """Set instead of tokens for a word of one character: every token that begins with it."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.tokens or self.prefix)


@cache
def _fold_table() -> dict[int, str]:
    # By single characters, whatever stands beside them: a fragment must fold as the whole does, lengths must stay
    characters = [chr(code) for block in _IDEOGRAPHS for code in block]
    table: dict[int, str] = {}
    for variant in _VARIANTS:
        folded = OpenCC(variant).convert("\n".join(characters)).split("\n")
        for character, simple in zip(characters, folded, strict=True):
            if simple != character:
                table.setdefault(ord(character), simple)
    for character, simple in _ALSO_FOLDED.items():
        table[ord(character)] = simple
    return {code: table.get(ord(simple), simple) for code, simple in table.items()}


def fold(text: str) -> str:
    """Give the text in the form in which it is compared: NFKC, lower case, Traditional as Simplified characters."""
    return unicodedata.normalize("NFKC", text).lower().translate(_fold_table())


def fold_with_origins(text: str) -> tuple[str, list[int] | range]:
    """Fold the text and give for each character of the result the index in `text` of what it came from."""
    folded = fold(text)
    if len(folded) == len(text) and not any(map(unicodedata.combining, text)):
        return folded, range(len(text))
    parts: list[str] = []
    origins: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        part = _fold_part(text[start:end])
        parts.append(part)
        origins.extend([start] * len(part))
        start = end
    return "".join(parts), origins


@lru_cache(8192)
def _fold_part(text: str) -> str:
    return fold(text)


def document_tokens(texts: Iterable[str]) -> Iterator[Token]:
    """Give the tokens of a document's texts.

    A run of Chinese characters gives one bigram for each pair, and its first and last character alone, so that a
    word beside a number or at the end of a line is found exactly. Words and numbers stay whole. Days and months in
    figures are given once more as `2019-11-05` and `2019-11`, far from all phrases.
    """
    base = 0
    for text in texts:
        folded = fold(text)
        end = base
        for run in _runs(folded, base):
            end = run.end
            yield from run.pairs()
            yield run.last()
            if len(run) > 1:
                yield run.first()
        base = end + SEGMENT_GAP
        for day in _dates(folded):
            yield Token(day, base)
            base += SEGMENT_GAP


def word_tokens(word: str) -> WordTokens:
    """Give the tokens that a query word stands for; empty tokens and prefix if it holds nothing that is searched."""
    runs = list(_runs(fold(word), 0))
    if len(runs) == 1 and runs[0].is_cjk and len(runs[0]) == 1:
        return WordTokens((), (), prefix=runs[0].text)
    tokens: list[Token] = []
    cover: list[Token] = []
    for run in runs:
        pairs = run.pairs()
        edges = [] if pairs else [run.first()]
        if pairs and run is not runs[0]:
            edges.append(run.first())
        if pairs and run is not runs[-1]:
            edges.append(run.last())
        tokens += pairs + edges
        # Every second pair and the last one hold each character of the run
        cover += pairs[:-1:2] + pairs[-1:] + edges
    return WordTokens(tuple(tokens), tuple(cover))


def date_token(word: str) -> str:
    """Give the token of a word that is a day or a month in figures, else an empty text."""
    folded = fold(word)
    for pattern in (_DAY, _MONTH):
        found = pattern.fullmatch(folded)
        if found:
            return _date_text(found)
    return ""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of Chinese characters, or one word or number, with its first position."""

    text: str
    position: int
    is_cjk: bool

    def __len__(self) -> int:
        return len(self.text) if self.is_cjk else 1

    @property
    def end(self) -> int:
        return self.position + len(self)

    def pairs(self) -> list[Token]:
        return [Token(self.text[i : i + 2], self.position + i) for i in range(len(self) - 1)]

    def first(self) -> Token:
        return Token(self.text[0] if self.is_cjk else self.text, self.position)

    def last(self) -> Token:
        return Token(self.text[-1] if self.is_cjk else self.text, self.end - 1)


def _runs(folded: str, position: int) -> Iterator[_Run]:
    before_is_cjk = False
    for found in _TOKEN.finditer(_SPACED_OUT.sub("", folded)):
        is_cjk = found.lastgroup == "cjk"
        # Without this gap the pairs of a word could be found on both sides of a comma
        position += before_is_cjk and is_cjk
        text = found.group().replace(",", "") if found.lastgroup == "number" else found.group()
        run = _Run(text, position, is_cjk)
        yield run
        position = run.end
        before_is_cjk = is_cjk


def _dates(folded: str) -> list[str]:
    days = {_date_text(found) for found in _DAY.finditer(folded)}
    months = {_date_text(found) for found in _MONTH.finditer(folded)} | {day[:7] for day in days}
    return sorted(days | months)


def _date_text(found: re.Match[str]) -> str:
    parts = [part for part in found.groups() if part and part not in "-./"]
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
