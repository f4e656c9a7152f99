"""Text becomes tokens in one way, for documents and for queries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.analysis import document_tokens, fold, fold_with_origins, word_tokens

_CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=12)


def _texts(*texts: str) -> set[str]:
    return {token.text for token in document_tokens(texts)}


def test_a_run_of_characters_gives_its_pairs_and_its_ends() -> None:
    assert _texts("检察院") == {"检察", "察院", "检", "院"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("整改", "整改"), ("檢察院", "检察院"), ("ＡＢＣ１２", "abc12"), ("Ⅻ", "xii"), ("衞生", "卫生"), ("答覆", "答复")],
)
def test_forms_of_the_same_text_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("资金1,200万元", "1200"),
        ("漏损率12.5%", "12.5"),
        ("COVID-19", "covid"),
        ("PM2.5", "pm2"),
        ("2026年6月3日", "2026-06-03"),
        ("2026 年 6 月 3 日", "2026-06-03"),
        ("2026.06.03", "2026-06-03"),
        ("2026/6/3", "2026-06-03"),
        ("2026年6月", "2026-06"),
    ],
)
def test_numbers_words_and_dates_stay_whole(text: str, token: str) -> None:
    assert token in _texts(text)


@pytest.mark.parametrize("text", ["2026年13月5日", "12026-06-03", "2026-06-33", "2026-6.3"])
def test_what_is_no_day_gives_no_day(text: str) -> None:
    assert not any(len(token) == len("2026-06-03") and "-" in token for token in _texts(text))


def test_no_pair_reaches_over_punctuation_or_into_another_text() -> None:
    assert not {"乙丙"} & _texts("甲乙，丙丁")
    assert not {"乙丙"} & _texts("甲乙", "丙丁")


def test_a_name_spaced_out_to_fill_a_line_is_the_same_name() -> None:
    assert "宋佳" in _texts("宋　佳")


@given(_CHINESE, _CHINESE, st.text(max_size=20), st.text(max_size=20))
def test_a_word_has_the_same_tokens_alone_and_inside_a_text(start: str, word: str, before: str, after: str) -> None:
    text = f"{before}{start}{word}{after}"
    tokens = {(token.text, token.position) for token in document_tokens([text])}
    wanted = [(token.text, token.position) for token in word_tokens(word).tokens]
    offsets = {position - wanted[0][1] for text, position in tokens if text == wanted[0][0]}
    assert any(all((text, position + offset) in tokens for text, position in wanted) for offset in offsets)


@given(st.text())
def test_every_text_folds_and_each_character_knows_its_origin(text: str) -> None:
    folded, origins = fold_with_origins(text)
    assert len(folded) == len(origins)
    assert list(origins) == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


@given(st.text())
def test_every_text_has_tokens_that_can_be_written(text: str) -> None:
    for token in document_tokens([text, text]):
        assert token.text.encode()
        assert token.position >= 0
