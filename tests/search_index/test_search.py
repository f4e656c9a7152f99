"""What readers find, in which order, and what they are told."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.index import FACETS
from search_index.matching import Level
from search_index.queries import Hint
from tests.search_index.conftest import Shelf, paper


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("整改", {"report", "investigation"}),
        ("检察院", {"notice"}),
        ("检察", {"notice"}),
        ("周明远", {"report"}),
        ("宋佳", {"notice"}),
        ("县水务局", {"report", "investigation"}),
        ("12.5", {"investigation"}),
        ("1200", {"investigation"}),
        ("1,200万元", {"investigation"}),
        ("示人发〔2026〕12号", {"notice"}),
        ("示人发[2026]12号", {"notice"}),
        ("示人发（2026）12号", {"notice"}),
        ("2026年6月", {"report"}),
        ("2026-06", {"report"}),
        ("0000-8812345", {"notice"}),
        ("covid-19", {"traditional"}),
        ("COVID", {"traditional"}),
        ("ＣＯＶＩＤ－１９", {"traditional"}),
        ("office@shifan.example", {"notice"}),
        ("测评结果", {"traditional"}),
        ("測評結果", {"traditional"}),
        ("檢察長", {"notice"}),
        ("號", {"notice"}),
        ("佳", {"notice"}),
        ("漏", {"investigation"}),
    ],
)
def test_what_is_there_is_found(library: Shelf, text: str, found: set[str]) -> None:
    results = library.ask(text)
    assert {hit.id for hit in results.hits} == found
    assert (results.total, results.level, results.dropped) == (len(found), Level.PHRASE, ())


def test_a_part_of_a_number_or_a_latin_word_is_not_the_word(library: Shelf) -> None:
    assert library.ask("120").total == 0
    assert library.ask("offic").total == 0


def test_a_phrase_is_exact(library: Shelf) -> None:
    assert library.find('"限期整改"') == ["investigation"]
    assert library.find("“管网整改”") == ["report"]
    missing = library.ask("“整改限期”")
    assert (missing.total, missing.dropped) == (0, ("整改限期",))


def test_a_phrase_does_not_reach_over_a_comma(shelf: Shelf) -> None:
    shelf.put(paper("已经整改，方案随后；改方", id="apart"), paper("整改方案", id="together"))
    assert shelf.find("“整改方案”") == ["together"]
    assert shelf.find("“整改，方案”") == ["apart"]


def test_all_words_are_wanted_and_excluded_ones_are_not(library: Shelf) -> None:
    assert library.find("整改 周明远") == ["report"]
    assert library.find("整改 -周明远") == ["investigation"]
    assert library.find('整改 -"限期整改"') == ["report"]


def test_field_words_narrow(library: Shelf) -> None:
    assert library.find("标题:调查报告") == ["investigation"]
    assert set(library.find("title:履职报告")) == {"report", "notice"}
    assert library.find("整改 年份:2025") == ["investigation"]
    assert set(library.find("整改 年份：2025-2026")) == {"report", "investigation"}
    assert library.find("大会 单位:检察院") == ["notice"]
    assert library.find("整改 类型:述职报告") == ["report"]
    assert library.find("整改 -类型:duty_report") == ["investigation"]


def test_field_words_alone_list_the_newest_first(library: Shelf) -> None:
    assert library.find("年份:2026") == ["report", "notice"]
    assert library.find("单位:水务局") == ["report", "investigation"]


def test_controls_narrow_like_field_words(library: Shelf) -> None:
    assert library.find("整改", type="duty_report") == ["report"]
    assert library.find("整改", year=2025) == ["investigation"]
    assert library.find("履职报告", institution="县人民检察院") == ["notice"]
    assert library.find("整改", assembly="999999", date_from=date(2026, 1, 1)) == ["report"]
    assert library.find("整改", date_to=date(2025, 12, 31)) == ["investigation"]
    filtered = library.ask("整改", year=1999)
    assert (filtered.total, filtered.total_without_filters, filtered.level) == (0, 2, Level.PHRASE)


def test_a_cycle_and_a_subject_can_be_searched(shelf: Shelf) -> None:
    shelf.put(
        paper("整改", id="a", cycle="c-1"), paper("整改", id="b", subjects=("r-1", "r-2")), paper("整改", id="r-1")
    )
    assert shelf.find("整改", cycle="c-1") == ["a"]
    assert set(shelf.find("整改", subject="r-1")) == {"b", "r-1"}


def test_a_date_as_vague_as_its_source_is_in_every_range_that_it_can_mean(shelf: Shelf) -> None:
    shelf.put(paper("整改", id="year", first_day=date(2019, 1, 1), last_day=date(2019, 12, 31)))
    assert shelf.find("整改", date_from=date(2019, 6, 1), date_to=date(2019, 6, 30)) == ["year"]
    assert shelf.find("整改", date_from=date(2020, 1, 1)) == []


def test_a_synonym_is_found_but_never_in_a_phrase(shelf: Shelf) -> None:
    shelf.put(paper("责令限期改正", id="synonym"), paper("责令限期整改", id="word"))
    assert shelf.find("整改") == ["word", "synonym"]
    assert shelf.find("“整改”") == ["word"]
    assert shelf.find("限期整改") == ["word"]


def test_the_title_outranks_the_text(shelf: Shelf) -> None:
    shelf.put(
        paper("整改" * 50, id="text", day="2026-11-20"),
        paper("与此无关的内容。" * 200, id="title", title="关于整改的公告", day="2001-01-01"),
    )
    assert shelf.find("整改") == ["title", "text"]


def test_newer_outranks_older_when_equal(shelf: Shelf) -> None:
    shelf.put(*(paper("限期整改", id=day, day=day) for day in ("2019-01-01", "2026-01-01", "2022-01-01", "2022-01-02")))
    assert shelf.find("整改") == ["2026-01-01", "2022-01-02", "2022-01-01", "2019-01-01"]


def test_sorted_by_date_only_the_date_counts(library: Shelf) -> None:
    assert library.find("履职报告 ", sort="date") == ["report", "notice"]
    assert library.find("管网", sort="date") == ["report", "investigation"]


def test_pages_hold_each_hit_once(shelf: Shelf) -> None:
    shelf.put(*(paper("整改", id=f"p-{n}") for n in range(23)))
    pages = [shelf.ask("整改", offset=offset, limit=10) for offset in (0, 10, 20, 30)]
    assert [len(page.hits) for page in pages] == [10, 10, 3, 0]
    assert {page.total for page in pages} == {23}
    assert len({hit.id for page in pages for hit in page.hits}) == 23


def test_scattered_pieces_are_found_when_no_text_has_the_word(library: Shelf) -> None:
    results = library.ask("农村管网饮水")
    assert (results.level, results.dropped) == (Level.ANY, ("农村管网饮水",))
    assert results.hits[0].id == "report"


def test_one_wrong_character_still_finds_the_document(library: Shelf) -> None:
    results = library.ask("调查小组走仿了三个乡镇")
    assert results.hits[0].id == "investigation"
    assert results.level is Level.ANY


def test_a_word_that_nobody_has_is_dropped_and_named(library: Shelf) -> None:
    results = library.ask("整改 火星人")
    assert {hit.id for hit in results.hits} == {"report", "investigation"}
    assert (results.level, results.dropped) == (Level.ANY, ("火星人",))


def test_nothing_is_an_empty_answer_that_says_so(library: Shelf) -> None:
    results = library.ask("火星人")
    assert (results.total, results.hits, results.dropped, results.hint) == (0, (), ("火星人",), None)
    assert results.available


@pytest.mark.parametrize(("text", "hint"), [("", Hint.EMPTY), ("。。。", Hint.EMPTY), ("整" * 10_000, Hint.TOO_LONG)])
def test_what_cannot_be_searched_gives_a_hint(library: Shelf, text: str, hint: Hint) -> None:
    results = library.ask(text)
    assert (results.hint, results.total, results.available) == (hint, 0, True)
    assert set(results.facets) == set(FACETS)


def test_facets_count_what_choosing_them_finds(shelf: Shelf) -> None:
    types, units = ("announcement", "notice", "scheme"), ("县水务局", "县教育局", "")
    shelf.put(
        *(
            paper("整改" if n % 3 else "方案", type=types[n % 3], institution=units[n % 2], day=f"20{10 + n % 4}-05-01")
            for n in range(40)
        )
    )
    results = shelf.ask("整改", type="notice")
    for name in FACETS:
        assert results.facets[name]
        for facet in results.facets[name]:
            value = int(facet.value) if name == "year" else facet.value
            assert shelf.ask("整改", **{"type": "notice", name: value}).total == facet.count
    years = [facet.value for facet in results.facets["year"]]
    assert years == sorted(years, reverse=True)


@given(st.text(st.characters(exclude_categories=[]), max_size=250))
def test_any_text_is_answered(library: Shelf, text: str) -> None:
    assert library.ask(text).available


_LETTERS = st.text("甲乙丙丁，a1 ", min_size=1, max_size=8)


@settings(max_examples=60)
@given(st.lists(_LETTERS, min_size=1, max_size=6), st.text("甲乙丙丁", min_size=2, max_size=4))
def test_a_phrase_finds_exactly_the_texts_that_contain_it(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], phrase: str
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("phrase"))
    shelf.put(*(paper(text, id=f"t-{n}", title="题", assembly_name="") for n, text in enumerate(texts)))
    # A space between two Chinese characters is no boundary
    expected = {f"t-{n}" for n, text in enumerate(texts) if phrase in _without_spaces(text)}
    assert set(shelf.find(f'"{phrase}"')) == expected


def _without_spaces(text: str) -> str:
    return text.replace(" ", "")
