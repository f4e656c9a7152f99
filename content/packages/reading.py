"""Reading a data package: its description and tables, every fault noted with its place."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from content.packages.cells import CellError, read_cell, read_json, shown
from content.packages.errors import Faults
from content.packages.folder import FileError, PackageFolder, parts, read_text
from content.packages.schema import TABLES, Column, Table

DESCRIPTION = "datapackage.json"
DESCRIPTION_LIMIT = 16 * 2**20
CELL_LIMIT = 16 * 2**20
_DIALECT = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "headerRows": [1],
    "skipInitialSpace": False,
    "caseSensitiveHeader": True,
}
"""How every table is written; a description that says otherwise is refused."""
_LINE_ENDS = ("\r\n", "\n")

Key = tuple[Any, ...]


@dataclass(slots=True)
class Row:
    """One record: where it begins, its values in the order of the table's columns, and whether a cell was refused."""

    table: Table
    line: int
    values: tuple[Any, ...]
    broken: bool = False

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - what the column holds
        return self.values[self.table.index[name]]

    @property
    def key(self) -> Key:
        """What identifies the row."""
        return tuple(self[name] for name in self.table.key)


@dataclass(slots=True)
class TableRows:
    """The rows of one table of a package, by their keys."""

    table: Table
    file: str
    rows: dict[Key, Row] = field(default_factory=dict)
    complete: bool = True
    """False where rows may be missing because the file or a key could not be read."""


@dataclass(slots=True)
class Package:
    """What a package holds."""

    folder: PackageFolder
    tables: dict[str, TableRows] = field(default_factory=dict)

    def rows(self, name: str) -> Collection[Row]:
        """Give the rows of a table, none for one that is absent."""
        return self.tables[name].rows.values() if name in self.tables else ()

    def row(self, name: str, *key: object) -> Row | None:
        """Give one row, or None."""
        return self.tables[name].rows.get(key) if name in self.tables else None


def read_package(folder: Path, faults: Faults) -> Package:
    """Read every table of a package; what cannot be read is noted."""
    package = Package(PackageFolder(folder))
    for name, path in _resources(package.folder, faults).items():
        package.tables[name] = _read_table(package.folder, TABLES[name], path, faults)
    return package


def _resources(folder: PackageFolder, faults: Faults) -> dict[str, str]:
    """Give the path of each table that the description names."""
    if not folder.root.is_dir():
        faults.add(str(folder.root), "没有这个文件夹；请给出含 datapackage.json 的文件夹")
        return {}
    try:
        with folder.open(DESCRIPTION) as source:
            description = read_json(read_text(source, DESCRIPTION_LIMIT))
    except (FileError, CellError) as error:
        faults.add(DESCRIPTION, str(error))
        return {}
    resources = description.get("resources") if isinstance(description, dict) else None
    if not isinstance(resources, list):
        faults.add(DESCRIPTION, "没有 resources 列表，不是数据包的说明")
        return {}
    paths: dict[str, str] = {}
    for number, resource in enumerate(resources, 1):
        problem = next(_problems_with(resource, paths), None)
        if problem:
            faults.add(DESCRIPTION, f"第 {number} 个资源：{problem}")
        else:
            paths[resource["name"]] = resource["path"]
    return paths


def _problems_with(resource: Any, before: Collection[str]) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Say why a table cannot be read as its description says; nothing after the first may be relied on."""
    if not isinstance(resource, dict):
        yield "应为 JSON 对象"
        return
    name, path = resource.get("name"), resource.get("path")
    if not isinstance(name, str) or name not in TABLES:
        yield f"没有名为“{shown(str(name))}”的表；可以是 {'、'.join(sorted(TABLES))}"
    if name in before:
        yield f"表 {name} 出现了两次"
    if isinstance(path, str):
        try:
            parts(path)
        except FileError as error:
            yield str(error)
    else:
        yield f"表 {name} 的 path 应为一个文件的相对路径"
    for key, allowed in (("encoding", ("utf-8", "UTF-8")), ("format", ("csv",))):
        if resource.get(key, allowed[0]) not in allowed:
            yield f"表 {name} 的 {key} 只能是 {allowed[0]}"
    if "compression" in resource or "data" in resource:
        yield f"表 {name} 应为不压缩的 CSV 文件"
    yield from _problems_with_format(f"表 {name}", resource.get("dialect") or {}, resource.get("schema") or {})


def _problems_with_format(table: str, dialect: object, schema: object) -> Iterator[str]:
    if not isinstance(dialect, dict) or not isinstance(schema, dict):
        yield f"{table} 的 dialect 和 schema 应为 JSON 对象，写在 {DESCRIPTION} 里"
        return
    for key, value in dialect.items():
        accepted = value in _LINE_ENDS if key == "lineTerminator" else key in _DIALECT and _DIALECT[key] == value
        if not accepted:
            yield f"{table} 的 dialect 不能改变 {shown(key)}；数据包只用逗号分隔、双引号的 CSV"
    if schema.get("missingValues", [""]) != [""]:
        yield f"{table} 的 missingValues 只能是空单元格"


def _read_table(folder: PackageFolder, table: Table, path: str, faults: Faults) -> TableRows:
    found = TableRows(table, path)
    try:
        with folder.open(path) as source:
            _read_rows(source, found, faults)
    except FileError as error:
        faults.add(path, str(error))
        found.complete = False
    except OSError as error:
        faults.add(path, f"读不出（{error.strerror}）")
        found.complete = False
    return found


def _read_rows(source: BinaryIO, found: TableRows, faults: Faults) -> None:
    records = _records(source, found, faults)
    header = next(records, None)
    if header is None:
        if found.complete:
            faults.add(found.file, "是空的；第一行应为列名")
            found.complete = False
        return
    columns = _columns(header[1], found, faults)
    if columns is None:
        found.complete = False
        return
    for line, cells in records:
        if len(cells) != len(columns):
            faults.add(found.file, f"这条记录有 {len(cells)} 格，列名有 {len(columns)} 个", line)
            found.complete = False
        else:
            _keep(_row(found, line, columns, cells, faults), found, faults)


def _records(source: BinaryIO, found: TableRows, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the physical line on which it begins; stop at the first that cannot be read."""
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(_lines(source), strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            else:
                faults.add(found.file, "空行；请删去", begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        faults.add(found.file, f"不是规范的 CSV（{_csv_fault(str(error))}）", begins)
        found.complete = False
    except FileError as error:
        faults.add(found.file, str(error), reader.line_num + 1)
        found.complete = False


def _csv_fault(told: str) -> str:
    known = {
        "unexpected end of data": "从这里开始的引号没有结束",
        "',' expected after": "引号之后应为逗号；单元格里的引号要写两个",
        "field larger than field limit": f"单元格超过 {CELL_LIMIT // 2**20} MB",
        "new-line character seen in unquoted field": "记录之间应为 CRLF 或 LF，这里有单独的 CR",
    }
    return next((meant for begin, meant in known.items() if told.startswith(begin)), told)


def _lines(source: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(source):
        if number == 0 and line.startswith(b"\xef\xbb\xbf"):
            raise FileError("以 BOM 开头；请存为不带 BOM 的 UTF-8")
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            raise FileError("不是有效的 UTF-8；请存为不带 BOM 的 UTF-8") from None


def _columns(names: list[str], found: TableRows, faults: Faults) -> list[Column | None] | None:
    """Give the column of each cell, None for one that the table does not have; no list where keys cannot be read."""
    table = found.table
    usable = True
    for name in dict.fromkeys(names):
        if name not in table.index:
            faults.add(found.file, f"表 {table.name} 没有“{shown(name)}”这一列", 1, shown(name))
        elif names.count(name) > 1:
            faults.add(found.file, "这一列出现了多次", 1, name)
            usable = False
    for column in table.columns:
        if (column.required or column.name in table.key) and column.name not in names:
            faults.add(found.file, "缺少这一列", 1, column.name)
            usable = False
    return [table.column(name) if name in table.index else None for name in names] if usable else None


def _row(found: TableRows, line: int, columns: list[Column | None], cells: list[str], faults: Faults) -> Row:
    table = found.table
    values = [column.default for column in table.columns]
    broken = False
    for column, text in zip(columns, cells, strict=True):
        if column is None:
            continue
        try:
            values[table.index[column.name]] = read_cell(column, text)
        except CellError as error:
            faults.add(found.file, str(error), line, column.name)
            values[table.index[column.name]] = None
            broken = True
            found.complete = found.complete and column.name not in table.key
    return Row(table, line, tuple(values), broken)


def _keep(row: Row, found: TableRows, faults: Faults) -> None:
    if row.broken and not all(row[name] for name in row.table.key):
        return
    before = found.rows.setdefault(row.key, row)
    if before is not row and not row.broken:
        key = "，".join("" if part is None else str(part) for part in row.key)
        faults.add(found.file, f"“{shown(key)}”与第 {before.line} 行重复", row.line, row.table.key[0])
