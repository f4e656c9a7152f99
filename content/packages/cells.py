"""Cells of the data package: text to value, value to text."""

import json
import math
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from content.database import canonical_json
from content.dates import SHANGHAI, PartialDate
from content.packages.schema import ID_PATTERN, MOMENT_PATTERN, Cell, Column
from content.subjects.models import RESERVED_IDS

_ID = re.compile(ID_PATTERN)
_MOMENT = re.compile(MOMENT_PATTERN)
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,9}")
_LARGEST_INTEGER = 2**31 - 1
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What PostgreSQL or XML cannot hold, or nobody can see."""
_SHOWN = 40


class CellError(ValueError):
    """A cell does not hold what its column is for; the message says why, in one line."""


def read_cell(column: Column, text: str) -> Any:  # noqa: ANN401 - what the column holds
    """Give the value of a cell; an empty one gives the column's default."""
    if not text:
        if column.required:
            raise CellError("不能为空")
        return column.default
    if "\r" in text:
        raise CellError("单元格内换行应为 LF，不是 CR")
    refuse_unseen(text)
    if column.values and text not in column.values:
        raise CellError(f"没有“{shown(text)}”这个值；可以是 {'、'.join(column.values)}")
    if column.length is not None and len(text) > column.length:
        raise CellError(f"有 {len(text)} 个字符，不能超过 {column.length} 个")
    value = _READERS[column.cell](text)
    if column.name == "id" and value in RESERVED_IDS:
        raise CellError(f"“{value}”是网址中的保留字，请换一个编号")
    if column.minimum is not None and value < column.minimum:
        raise CellError(f"{value} 太小，至少是 {column.minimum}")
    if column.maximum is not None and value > column.maximum:
        raise CellError(f"{value} 太大，至多是 {column.maximum}")
    return value


def write_cell(cell: Cell, value: Any) -> str:  # noqa: ANN401 - what the column holds
    """Give the text of a value; None is an empty cell."""
    if value is None:
        return ""
    match cell:
        case Cell.MOMENT:
            return str(value.astimezone(SHANGHAI).replace(microsecond=0).isoformat())
        case Cell.BOOLEAN:
            return "true" if value else "false"
        case Cell.LIST:
            return ";".join(value)
        case Cell.JSON:
            return canonical_json(value)
        case _:
            return str(value).replace("\r\n", "\n").replace("\r", "\n")


def read_json(text: str) -> Any:  # noqa: ANN401 - JSON
    """Read JSON strictly: no key twice, no NaN, no character that a text may not hold; raise CellError."""
    try:
        value = json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_number, parse_float=_finite)
        for part in _texts(value):
            refuse_unseen(part)
    except CellError:
        raise
    except RecursionError:
        raise CellError("JSON 嵌套太深") from None
    except ValueError as error:
        raise CellError(f"不是有效的 JSON：{shown(str(error))}") from None
    return value


def refuse_unseen(text: str) -> None:
    """Raise CellError for characters that no text here may hold."""
    found = _NOT_IN_TEXT.search(text)
    if found:
        raise CellError(f"含有看不见的控制字符 U+{ord(found[0]):04X}，请删去")


def shown(text: str) -> str:
    """Give what stands in a cell on one line and not too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"


def _read_text(text: str) -> str:
    if not text.strip():
        raise CellError("只有空白；没有内容就让单元格空着")
    return text


def _read_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise CellError(f"“{shown(text)}”不是编号：只能用小写字母、数字和连字符，以字母或数字开头，不超过 64 个字符")
    return text


def _read_date(text: str) -> PartialDate:
    wrong = CellError(f"“{shown(text)}”不是日期；写作 2019、2019-11 或 2019-11-05")
    if not text.isascii():
        raise wrong
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise wrong from None


def _read_moment(text: str) -> datetime:
    wrong = CellError(f"“{shown(text)}”不是带时差的时间；写作 2019-11-05T09:00:00+08:00")
    if not _MOMENT.fullmatch(text):
        raise wrong
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise wrong from None


def _read_boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        raise CellError(f"“{shown(text)}”不是 true 或 false")
    return text == "true"


def _read_integer(text: str) -> int:
    if not _INTEGER.fullmatch(text) or abs(int(text)) > _LARGEST_INTEGER:
        raise CellError(f"“{shown(text)}”不是整数")
    return int(text)


def _read_list(text: str) -> tuple[str, ...]:
    texts = tuple(text.split(";"))
    if any(not part or part != part.strip() for part in texts):
        raise CellError("列表以半角分号分隔，分号前后没有空格，也没有空项")
    return texts


def _read_object(text: str) -> dict[str, Any]:
    value = read_json(text)
    if not isinstance(value, dict):
        raise CellError("应为 JSON 对象，写作 {…}")
    return value


_READERS: dict[Cell, Callable[[str], Any]] = {
    Cell.TEXT: _read_text,
    Cell.ID: _read_id,
    Cell.DATE: _read_date,
    Cell.MOMENT: _read_moment,
    Cell.BOOLEAN: _read_boolean,
    Cell.INTEGER: _read_integer,
    Cell.LIST: _read_list,
    Cell.JSON: _read_object,
    Cell.PATH: _read_text,
}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _texts(part)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CellError("JSON 对象里有重复的键")
    return found


def _no_number(name: str) -> None:
    raise CellError(f"JSON 里不能有 {name}")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        _no_number(text)
    return number
