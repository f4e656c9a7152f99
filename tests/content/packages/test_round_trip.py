"""Export, import into an empty instance, export: the same bytes."""

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from content import demo
from content.packages.schema import TABLES, Cell, Column
from tests.content.packages.conftest import Desk, desk_of, tree
from tests.content.packages.draft import Draft, make_draft

DEMO = Path(demo.__path__[0]) / "package"
RULED = frozenset({"grade", "media_type", "name", "sha256", "path", "value"})
"""Texts that are not free, because a rule or another row depends on them."""
SHARE_FILLED = 0.7
DATED = frozenset({"withdrawn_on", "review_on", "dated_on"})

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n\t\",;'，。整改𠮷👩‍👩‍👧<>&=+-@|"
)
TEXT = st.text(CHARACTERS, min_size=1, max_size=60).filter(str.strip)
ITEM = TEXT.map(str.strip).filter(lambda text: text and ";" not in text)
DATE = st.dates().map(str) | st.sampled_from(["2019", "2019-11"])
BODY = st.lists(
    st.sampled_from(
        ["# 标题", "正文。", "- 一\n- 二", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "<p>整改&nbsp;<b>完成</b></p>"]
    )
    | st.text(CHARACTERS.filter(lambda character: character not in '<&"'), min_size=1),
    min_size=1,
).map(lambda parts: "正文\n\n" + "\n\n".join(parts))


def free(table: str, column: Column) -> bool:
    """Say whether a cell of the column may hold any text, date or list."""
    if column.name in RULED | DATED or column.values or column.name in TABLES[table].key:
        return False
    return column.cell in {Cell.TEXT, Cell.DATE} or column.name in {"members", "distribution"}


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Give packages that differ in every cell that is free, and in how many rows there are."""
    held = {
        Cell.TEXT: draw(st.lists(TEXT, min_size=5, max_size=10)),
        Cell.DATE: draw(st.lists(DATE, min_size=5, max_size=5)),
        Cell.LIST: draw(st.lists(st.lists(ITEM, max_size=4).map(";".join), min_size=3, max_size=3)),
    }
    choice = draw(st.randoms(use_true_random=False))
    draft = make_draft()
    for name in ("contacts", "groups", "officials", "matters", "documents", "dispatches", "findings", "consequences"):
        for number in range(choice.randrange(3)):
            draft.add(name, id=f"{choice.randrange(10**6)}-{number}")
    for name, rows in draft.tables.items():
        columns = [column for column in TABLES[name].columns if free(name, column)]
        for row, column in itertools.product(rows, columns):
            filled = column.required or choice.random() < SHARE_FILLED
            row[column.name] = choice.choice(held[column.cell]) if filled else ""
    for row in draft.tables["documents"]:
        row.update(dict.fromkeys(("withdrawn_on", "withdrawn_on_text", "withdrawn_reason", "withdrawn_by"), ""))
    draft.tables["reviews"][0]["source"] = held[Cell.TEXT][0] * 3000
    draft.files["documents/scheme.md"] = draw(BODY).encode()
    return draft


@hypothesis_settings(max_examples=10)
@given(draft=drafts())
def test_a_package_comes_back_as_it_went(draft: Draft) -> None:
    with TemporaryDirectory() as name:
        first, second = Path(name) / "first", Path(name) / "second"
        with desk_of("sqlite://", first) as desk:
            desk.take(draft)
            went = desk.give()
        with desk_of("sqlite://", second) as desk:
            desk.take(went)
            assert tree(desk.give()) == tree(went)
            assert desk.take(went).changed == {}


def test_every_cell_of_a_package_comes_back(desk: Desk) -> None:
    draft = make_draft()
    desk.take(draft)
    folder = desk.give()
    for name, rows in draft.tables.items():
        text = (folder / f"{name}.csv").read_text("utf-8")
        for row in rows:
            for column, cell in row.items():
                if TABLES[name].column(column).cell is not Cell.PATH:
                    assert cell.replace('"', '""') in text


def test_the_demo_comes_back_as_it_went(desk: Desk, other_desk: Desk) -> None:
    desk.take(DEMO)
    went = desk.give()
    other_desk.take(went)
    assert tree(other_desk.give()) == tree(went)


def test_the_demo_is_taken_twice_without_a_change(desk: Desk) -> None:
    desk.take(DEMO)
    before = desk.counts()
    report = desk.take(DEMO)
    assert report.added == report.changed == {}
    assert desk.counts() == before


@pytest.mark.parametrize("package", ["draft", "demo"])
def test_postgresql_gives_the_same_bytes_as_sqlite(desk: Desk, tmp_path: Path, postgres_url: str, package: str) -> None:
    folder = DEMO if package == "demo" else make_draft().add("officials", id="0-o").write(tmp_path / "draft")
    desk.take(folder)
    went = tree(desk.give())
    with desk_of(postgres_url, tmp_path / "postgres") as elsewhere:
        elsewhere.take(folder)
        assert tree(elsewhere.give()) == went
        assert elsewhere.take(folder).changed == {}
