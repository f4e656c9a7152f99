"""What a cell may hold, how it is refused, and that writing and reading give the same."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates import PartialDate
from content.packages.cells import CellError, read_cell, write_cell
from content.packages.schema import TABLES, Cell

COLUMNS = {
    Cell.TEXT: TABLES["officials"].column("source"),
    Cell.ID: TABLES["reviews"].column("group"),
    Cell.DATE: TABLES["matters"].column("started_on"),
    Cell.MOMENT: TABLES["hearings"].column("announced_at"),
    Cell.BOOLEAN: TABLES["assemblies"].column("fictional"),
    Cell.INTEGER: TABLES["activities"].column("participants"),
    Cell.LIST: TABLES["groups"].column("members"),
    Cell.JSON: TABLES["ballots"].column("counts"),
    Cell.PATH: TABLES["documents"].column("body"),
}
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1)
VALUES: dict[Cell, st.SearchStrategy[Any]] = {
    Cell.TEXT: TEXT.filter(str.strip),
    Cell.ID: st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True),
    Cell.DATE: st.dates().map(PartialDate.of) | st.integers(1, 9999).map(PartialDate),
    Cell.MOMENT: st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(  # noqa: DTZ001 - made aware here
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    ),
    Cell.BOOLEAN: st.booleans(),
    Cell.INTEGER: st.integers(0, 2**31 - 1),
    Cell.LIST: st.lists(TEXT.map(str.strip).filter(lambda text: text and ";" not in text), min_size=1).map(tuple),
    Cell.JSON: st.dictionaries(TEXT, st.integers() | TEXT | st.lists(TEXT) | st.booleans() | st.none()),
    Cell.PATH: TEXT.filter(str.strip),
}


@pytest.mark.parametrize("cell", VALUES, ids=lambda cell: cell.name)
@given(data=st.data())
def test_what_is_written_is_read_back(cell: Cell, data: st.DataObject) -> None:
    value = data.draw(VALUES[cell])
    assert read_cell(COLUMNS[cell], write_cell(cell, value)) == value


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (Cell.DATE, "2019", PartialDate(2019)),
        (Cell.DATE, "2019-11", PartialDate(2019, 11)),
        (Cell.MOMENT, "2026-03-20T01:00:00Z", datetime(2026, 3, 20, 1, tzinfo=UTC)),
        (Cell.MOMENT, "2026-03-20T09:00:00+08:00", datetime(2026, 3, 20, 1, tzinfo=UTC)),
        (Cell.LIST, "宋佳;沈立", ("宋佳", "沈立")),
        (Cell.LIST, "", ()),
        (Cell.BOOLEAN, "", False),
        (Cell.INTEGER, "", None),
        (Cell.TEXT, "", None),
        (Cell.JSON, '{ "满意" : 1 }', {"满意": 1}),
    ],
)
def test_a_cell_is_read(cell: Cell, text: str, value: object) -> None:
    assert read_cell(COLUMNS[cell], text) == value


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        (Cell.TEXT, "  ", "只有空白"),
        (Cell.TEXT, "铃\x07声", "控制字符 U\\+0007"),
        (Cell.TEXT, "\ufffe", "控制字符 U\\+FFFE"),
        (Cell.TEXT, "一\r\n二", "换行应为 LF"),
        (Cell.ID, "R-1", "不是编号"),
        (Cell.ID, "-1", "不是编号"),
        (Cell.ID, "a" * 65, "不能超过 64 个"),
        (Cell.ID, "周", "不是编号"),
        (Cell.DATE, "2019-13", "不是日期"),
        (Cell.DATE, "2019-02-30", "不是日期"),
        (Cell.DATE, "2019-1-5", "不是日期"),
        (Cell.DATE, "11月中旬", "不是日期"),
        (Cell.DATE, "２０１９", "不是日期"),
        (Cell.MOMENT, "2026-03-20T09:00:00", "不是带时差的时间"),
        (Cell.MOMENT, "2026-03-20", "不是带时差的时间"),
        (Cell.MOMENT, "2026-03-20 09:00:00+08:00", "不是带时差的时间"),
        (Cell.MOMENT, "2026-02-30T09:00:00+08:00", "不是带时差的时间"),
        (Cell.MOMENT, "0001-01-01T00:00:00+08:00", "不是带时差的时间"),
        (Cell.BOOLEAN, "TRUE", "不是 true 或 false"),
        (Cell.BOOLEAN, "是", "不是 true 或 false"),
        (Cell.INTEGER, "1.0", "不是整数"),
        (Cell.INTEGER, "01", "不是整数"),
        (Cell.INTEGER, "１", "不是整数"),
        (Cell.INTEGER, "2147483648", "不是整数"),
        (Cell.INTEGER, "-1", "太小，至少是 0"),
        (Cell.LIST, "宋佳; 沈立", "分号前后没有空格"),
        (Cell.LIST, "宋佳;", "没有空项"),
        (Cell.JSON, "{", "不是有效的 JSON"),
        (Cell.JSON, "[1]", "应为 JSON 对象"),
        (Cell.JSON, '{"满意":1,"满意":2}', "重复的键"),
        (Cell.JSON, '{"满意":NaN}', "不能有 NaN"),
        (Cell.JSON, '{"满意":1e999}', "不能有 1e999"),
        (Cell.JSON, '{"满意":"\\u0007"}', "控制字符"),
        (Cell.JSON, '{"\\ud800":1}', "控制字符"),
        (Cell.JSON, "[" * 100_000, "嵌套太深"),
    ],
)
def test_a_cell_is_refused_in_one_line(cell: Cell, text: str, said: str) -> None:
    with pytest.raises(CellError, match=said) as told:
        read_cell(COLUMNS[cell], text)
    assert "\n" not in str(told.value)


def test_an_unknown_value_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(CellError, match="没有“maybe”这个值；可以是 onsite、written"):
        read_cell(TABLES["reviews"].column("mode"), "maybe")


def test_a_required_cell_is_not_empty() -> None:
    with pytest.raises(CellError, match="不能为空"):
        read_cell(TABLES["reviews"].column("post"), "")


def test_words_of_addresses_are_no_ids() -> None:
    with pytest.raises(CellError, match="保留字"):
        read_cell(TABLES["reviews"].column("id"), "compare")


def test_a_year_has_a_largest_value() -> None:
    with pytest.raises(CellError, match="太小，至少是 1954"):
        read_cell(TABLES["cycles"].column("year"), "1900")
    with pytest.raises(CellError, match="太大，至多是 9999"):
        read_cell(TABLES["cycles"].column("year"), "10000")


def test_cells_are_written_as_the_contract_says() -> None:
    assert write_cell(Cell.MOMENT, datetime(2026, 3, 20, 1, 2, 3, 456, tzinfo=UTC)) == "2026-03-20T09:02:03+08:00"
    assert write_cell(Cell.JSON, {"满意": 1, "不满意": [True, None]}) == '{"不满意":[true,null],"满意":1}'
    assert write_cell(Cell.TEXT, "一\r\n二\r三") == "一\n二\n三"
    assert write_cell(Cell.LIST, ("a", "b")) == "a;b"
    assert write_cell(Cell.BOOLEAN, value=False) == "false"
    assert json.loads(write_cell(Cell.JSON, {"a": 0.1})) == {"a": 0.1}
