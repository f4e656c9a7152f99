"""Whatever is typed is read in one pass, and never fails."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.queries import MAX_CHARACTERS, MAX_WORDS, Hint, ParsedQuery, parse
from web.words import WORDS

_ANYTHING = st.text(st.characters(exclude_categories=[]))
_PIECES = (
    '整改 检 a " “ ” 「 」 - ( ) * ? ~2 标题: 年份: 2019 类型： \x00 [ ] ^ AND OR \\ ， 2019-13-45 \u202e 000000000000'
)
_NASTY = st.lists(st.sampled_from([*_PIECES.split(" "), " ", "\ud800"])).map("".join)


def _words(text: str) -> list[tuple[str, bool, bool]]:
    return [(word.text, word.is_phrase, word.in_title) for word in parse(text).words]


def _excluded(text: str) -> list[str]:
    return [word.text for word in parse(text).excluded]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("整改", [("整改", False, False)]),
        ("  整改 　检察院\n", [("整改", False, False), ("检察院", False, False)]),
        ("整改，检察院", [("整改", False, False), ("检察院", False, False)]),
        ("《监督法》", [("监督法", False, False)]),
        ("1,200万元", [("1,200万元", False, False)]),
        ('"限期整改"', [("限期整改", True, False)]),
        ("“限期整改”", [("限期整改", True, False)]),
        ("「限期整改」", [("限期整改", True, False)]),
        ("標題：整改", [("整改", False, True)]),
        ("Title: 整改", [("整改", False, True)]),
        ('标题:"限期整改"', [("限期整改", True, True)]),
        ("示人发〔2026〕12号", [("示人发〔2026〕12号", False, False)]),
        ("covid-19", [("covid-19", False, False)]),
        ("整改 整改", [("整改", False, False)]),
        ('"整改', [("整改", False, False)]),
        ("年份:明年", [("年份:明年", False, False)]),
        ("类型:火星", [("类型:火星", False, False)]),
    ],
)
def test_words_phrases_and_titles(text: str, words: list[tuple[str, bool, bool]]) -> None:
    assert _words(text) == words


def test_a_leading_minus_excludes() -> None:
    assert _excluded('整改 -方案 －报告 -"限期整改"') == ["方案", "报告", "限期整改"]
    assert _words("整改 - 方案") == [("整改", False, False), ("方案", False, False)]


def test_field_words_become_conditions() -> None:
    parsed = parse("整改 单位：水务局 年份:2017-2019 -类型:公告")
    institution, years, types = parsed.conditions
    assert (institution.field, institution.text) == ("institution", "水务局")
    assert (years.field, years.years) == ("year", (2017, 2019))
    assert (types.field, set(types.types), types.excluded) == ("type", {"announcement"}, True)
    assert [word.text for word in parsed.words] == ["整改"]


@pytest.mark.parametrize(
    "text", ["", "   ", "，。！？", "((((", '""', "-", "-整改", "标题:", "*?~", "\x00\x01", "\ud800"]
)
def test_without_a_word_there_is_a_hint(text: str) -> None:
    assert parse(text).hint is Hint.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "整" * (MAX_CHARACTERS + 1),
        " ".join(f"w{n}" for n in range(MAX_WORDS + 1)),
        "的 是 在 了",
        "整改 -的 -是 -在 -了",
        "㍿" * MAX_CHARACTERS,
    ],
)
def test_too_much_is_refused_with_a_hint(text: str) -> None:
    assert parse(text) == ParsedQuery(hint=Hint.TOO_LONG)


def test_many_spaces_are_no_reason_to_refuse() -> None:
    assert _words(" " * 10_000 + "整改" + " " * 10_000) == [("整改", False, False)]


@given(st.one_of(_ANYTHING, _NASTY))
def test_nothing_fails(text: str) -> None:
    parsed = parse(text)
    assert len(parsed.words) + len(parsed.excluded) + len(parsed.conditions) <= MAX_WORDS
    assert all(word.tokens for word in (*parsed.words, *parsed.excluded))
    for word in parsed.words:
        for token in word.tokens.tokens:
            assert token.text.encode()
    assert bool(parsed.hint) == (not parsed.words and not parsed.conditions)


@pytest.mark.parametrize("unit", ['"', "“", "「", "(", "整", "-", "标题:", "a ", "，", "2019-", "\ud800", '"“「'])
def test_the_time_grows_no_faster_than_the_text(unit: str) -> None:
    begun = time.process_time()
    parse(unit * 10_000)
    parse(unit * (MAX_CHARACTERS // len(unit)))
    assert time.process_time() - begun < 0.5


def test_every_type_can_be_asked_for_by_the_word_that_pages_show() -> None:
    unknown = [word for word in map(str, WORDS["type"].values()) if not parse(f"类型:{word}").conditions]
    assert unknown == []
    codes = {
        code for word in WORDS["type"] for condition in parse(f"类型:{word}").conditions for code in condition.types
    }
    assert codes == set(WORDS["type"])
