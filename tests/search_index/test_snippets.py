"""The passage that shows why a document was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.queries import parse
from search_index.snippets import WIDTH, Segment, Terms, make, mark, terms_of


def _terms(query: str, *, loose: bool = False) -> Terms:
    words = parse(query).words
    return terms_of(words, words if loose else ())


def _shown(segments: list[Segment]) -> str:
    return "".join(f"[{segment.text}]" if segment.is_hit else segment.text for segment in segments)


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("整改", "限期整改。", "限期[整改]。"),
        ("整改", "限期改正。", "限期[改正]。"),
        ("“整改”", "限期改正。", "限期改正。"),
        ("檢察院", "县检察院", "县[检察院]"),
        ("检察院", "縣檢察院", "縣[檢察院]"),
        ("宋佳", "宋　佳", "[宋　佳]"),
        ("示人发(2026)12号", "见示人发〔2026〕12号文", "见[示人发〔2026〕12号]文"),
        ("12", "2012年12月", "2012年[12]月"),
        ("2026-06-03", "于2026年6月3日召开", "于[2026年6月3日]召开"),
        ("covid", "COVID-19", "[COVID]-19"),
        ("ＡＢ", "ｘ ａｂ y", "ｘ [ａｂ] y"),
        ("千米", "10㎞长 千米", "10㎞长 [千米]"),
        ("a", "<b>a</b> & a", "<b>[a]</b> & [a]"),
        ("水务局 局长", "水务局局长", "[水务局][局长]"),
    ],
)
def test_words_are_marked_as_they_stand_in_the_text(query: str, text: str, shown: str) -> None:
    assert _shown(mark(text, _terms(query))) == shown


def test_pieces_are_marked_where_they_were_enough() -> None:
    assert _shown(mark("调查小组走访了乡镇", _terms("走仿了乡镇", loose=True))) == "调查小组走访[了乡镇]"
    assert _shown(mark("调查小组走访了乡镇", _terms("走仿了乡镇"))) == "调查小组走访了乡镇"


def test_the_passage_with_the_most_different_words_is_shown() -> None:
    text = "整改。" + "无关的话。" * 60 + "水务局限期整改，检察院监督。" + "无关的话。" * 60
    shown = _shown(make(text, _terms("整改 检察院 水务局")))
    assert shown.startswith("…")
    assert "[水务局]限期[整改]，[检察院]监督" in shown
    assert len(shown) < WIDTH + 20


def test_a_passage_begins_with_its_sentence_and_stands_on_one_line() -> None:
    text = "前" * 200 + "。\n第二条\n限期整改。" + "后" * 200
    assert _shown(make(text, _terms("整改"))).startswith("…第二条 限期[整改]。后")


def test_without_a_hit_the_beginning_is_shown() -> None:
    assert _shown(make("甲" * 500, _terms("整改"))) == "甲" * WIDTH + "…"
    assert make("", _terms("整改")) == []


@given(
    st.text(st.sampled_from("整改检察院水 ，。\n\t12ａÅ㎞İ\u0301\ud800<>&")),
    st.text(st.sampled_from('整改检察院水，12ａÅ㎞İ\u0301"“”-*('), max_size=20),
    st.booleans(),
)
def test_the_pieces_joined_are_the_text(text: str, query: str, loose: bool) -> None:  # noqa: FBT001 - drawn
    segments = mark(text, _terms(query, loose=loose))
    assert "".join(segment.text for segment in segments).split() == text.split()
    assert all(segment.text for segment in segments)
    passage = make(text, _terms(query, loose=loose), width=10)
    joined = "".join(segment.text for segment in passage).strip("…")
    assert " ".join(joined.split()) in " ".join(text.split())
