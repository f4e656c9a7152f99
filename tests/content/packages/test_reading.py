"""A package that cannot be read is refused, every fault with its file, line and column."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from content.packages import PackageErrors
from content.packages.errors import SHOWN, Faults, PackageError
from tests.content.packages.conftest import Desk
from tests.content.packages.draft import make_draft


def describe(folder: Path, description: object) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    return folder


def with_officials(folder: Path, content: bytes, **said: Any) -> Path:
    describe(folder, {"resources": [{"name": "officials", "path": "officials.csv", **said}]})
    (folder / "officials.csv").write_bytes(content)
    return folder


def test_a_package_without_a_fault_is_taken(desk: Desk) -> None:
    report = desk.take(make_draft())
    assert report.added["officials"] == 1


def test_a_folder_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    (error,) = desk.refused(tmp_path / "nowhere")
    assert "没有这个文件夹" in error.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "找不到文件“datapackage.json”"),
        (b"{", "不是有效的 JSON"),
        (b"\xef\xbb\xbf{}", "BOM"),
        (b'{"resources": [], "\xff": 1}', "第 1 行不是有效的 UTF-8"),
        (b"[]", "没有 resources 列表"),
        (b"{}", "没有 resources 列表"),
        (b'{"resources": {}}', "没有 resources 列表"),
        (b"[" * 100_000, "嵌套太深"),
    ],
)
def test_a_description_that_cannot_be_read(desk: Desk, tmp_path: Path, content: bytes | None, said: str) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    if content is not None:
        (folder / "datapackage.json").write_bytes(content)
    (error,) = desk.refused(folder)
    assert error.file == "datapackage.json"
    assert said in error.message


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        ("officials", "应为 JSON 对象"),
        ({"path": "officials.csv"}, "没有名为“None”的表"),
        ({"name": "people", "path": "officials.csv"}, "没有名为“people”的表；可以是 activities、"),
        ({"name": "officials"}, "path 应为一个文件"),
        ({"name": "officials", "path": ["a.csv", "b.csv"]}, "path 应为一个文件"),
        ({"name": "officials", "path": "../officials.csv"}, "应为数据包内的相对路径"),
        ({"name": "officials", "path": "a/../officials.csv"}, "应为数据包内的相对路径"),
        ({"name": "officials", "path": "/etc/passwd"}, "应为数据包内的相对路径"),
        ({"name": "officials", "path": "http://example/officials.csv"}, "应为数据包内的相对路径"),
        ({"name": "officials", "path": "a\\officials.csv"}, "应为数据包内的相对路径"),
        ({"name": "officials", "path": "./officials.csv"}, "应为数据包内的相对路径"),
        ({"name": "officials", "path": ""}, "应为数据包内的相对路径"),
        ({"name": "officials", "path": "a\nb.csv"}, "应为数据包内的相对路径"),
        ({"name": "officials", "path": "officials.csv", "encoding": "gb18030"}, "encoding 只能是 utf-8"),
        ({"name": "officials", "path": "officials.csv", "format": "xlsx"}, "format 只能是 csv"),
        ({"name": "officials", "path": "officials.csv", "compression": "zip"}, "不压缩的 CSV"),
        ({"name": "officials", "path": "officials.csv", "dialect": {"delimiter": ";"}}, "不能改变 delimiter"),
        ({"name": "officials", "path": "officials.csv", "dialect": {"csv": {}}}, "不能改变 csv"),
        (
            {"name": "officials", "path": "officials.csv", "dialect": {"lineTerminator": "\r"}},
            "不能改变 lineTerminator",
        ),
        ({"name": "officials", "path": "officials.csv", "dialect": "dialect.json"}, "应为 JSON 对象"),
        ({"name": "officials", "path": "officials.csv", "schema": "schema.json"}, "应为 JSON 对象"),
        ({"name": "officials", "path": "officials.csv", "schema": {"missingValues": ["-"]}}, "只能是空单元格"),
    ],
)
def test_a_table_that_is_described_otherwise(desk: Desk, tmp_path: Path, resource: object, said: str) -> None:
    (error,) = desk.refused(describe(tmp_path / "package", {"resources": [resource]}))
    assert error.file == "datapackage.json"
    assert said in error.message


def test_a_table_that_is_described_twice(desk: Desk, tmp_path: Path) -> None:
    folder = with_officials(tmp_path / "package", b"id,name\nzhou,x\n")
    (error,) = desk.refused(describe(folder, {"resources": [{"name": "officials", "path": "officials.csv"}] * 2}))
    assert "第 2 个资源：表 officials 出现了两次" in error.message


def test_the_usual_dialect_may_be_said(desk: Desk, tmp_path: Path) -> None:
    dialect = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True, "lineTerminator": "\r\n"}
    desk.take(with_officials(tmp_path / "package", b"id,name\r\nzhou,x\r\n", dialect=dialect, encoding="utf-8"))


def test_a_table_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    folder = describe(tmp_path / "package", {"resources": [{"name": "officials", "path": "officials.csv"}]})
    assert desk.refused(folder) == [PackageError("officials.csv", 0, "", "找不到文件“officials.csv”")]


@pytest.mark.parametrize("link", ["officials.csv", "tables/officials.csv"])
def test_links_are_refused_wherever_they_stand_in_a_path(desk: Desk, tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "officials.csv").write_text("id,name\nzhou,x\n", encoding="utf-8")
    folder = describe(tmp_path / "package", {"resources": [{"name": "officials", "path": link}]})
    if "/" in link:
        (folder / "tables").symlink_to(outside)
    else:
        (folder / link).symlink_to(outside / "officials.csv")
    (error,) = desk.refused(folder)
    assert "不能有链接" in error.message


def test_a_description_that_is_a_link_is_refused(desk: Desk, tmp_path: Path) -> None:
    other = describe(tmp_path / "other", {"resources": []})
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "datapackage.json").symlink_to(other / "datapackage.json")
    (error,) = desk.refused(tmp_path / "package")
    assert "不能有链接" in error.message


def test_what_is_no_plain_file_is_not_opened(desk: Desk, tmp_path: Path) -> None:
    folder = describe(tmp_path / "package", {"resources": [{"name": "officials", "path": "officials.csv"}]})
    os.mkfifo(folder / "officials.csv")
    (error,) = desk.refused(folder)
    assert "不是普通文件" in error.message


@pytest.mark.parametrize(
    ("content", "line", "column", "said"),
    [
        (b"", 0, "", "是空的；第一行应为列名"),
        (b"\xef\xbb\xbfid,name\n", 1, "", "BOM"),
        (b"id,name\nzhou,\xff\n", 2, "", "不是有效的 UTF-8"),
        (b"id,name\nzhou,x\n\nli,y\n", 3, "", "空行"),
        (b"id,name\nzhou\n", 2, "", "这条记录有 1 格，列名有 2 个"),
        (b"id,name\nzhou,x,y\n", 2, "", "这条记录有 3 格，列名有 2 个"),
        (b'id,name\nzhou,"x\n\n', 2, "", "引号没有结束"),
        (b'id,name\nzhou,"x"y\n', 2, "", "引号之后应为逗号"),
        (b"id,name\nzhou,x\rli,y\n", 2, "", "单独的 CR"),
        (b"name\nx\n", 1, "id", "缺少这一列"),
        (b"id\nzhou\n", 1, "name", "缺少这一列"),
        (b"id,name,id\nzhou,x,y\n", 1, "id", "出现了多次"),
        ("id,name,性别\nzhou,x,女\n".encode(), 1, "性别", "表 officials 没有“性别”这一列"),
        (b"id,name\nzhou,x\nzhou,y\n", 3, "id", "与第 2 行重复"),
        (b'id,name\nzhou,"x\ny"\nli,"a\r\nb"\n', 4, "name", "换行应为 LF"),
        (b"id,name\nzhou,\n", 2, "name", "不能为空"),
        (b"id,name\nZhou,x\n", 2, "id", "不是编号"),
        (b'id,name\nzhou,"' + b"x" * (16 * 2**20 + 1) + b'"\n', 2, "", "单元格超过 16 MB"),
    ],
)
def test_a_file_that_is_no_table(desk: Desk, tmp_path: Path, content: bytes, line: int, column: str, said: str) -> None:
    (error,) = desk.refused(with_officials(tmp_path / "package", content))
    assert (error.file, error.line, error.column) == ("officials.csv", line, column)
    assert said in error.message


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_records_end_with_lf_or_crlf_and_columns_stand_in_any_order(desk: Desk, tmp_path: Path, end: bytes) -> None:
    content = end.join([b"name,id", '"周\n明远",zhou'.encode(), b"x,li", b""])
    assert desk.take(with_officials(tmp_path / "package", content)).added == {"officials": 2}


def test_the_line_is_the_first_line_of_the_record(desk: Desk, tmp_path: Path) -> None:
    folder = with_officials(tmp_path / "package", 'id,name,source\nzhou,周明远,"一\n二\n三"\nBAD,x,y\n'.encode())
    (error,) = desk.refused(folder)
    assert (error.line, error.column) == (5, "id")


def test_every_fault_is_told_in_the_order_of_files_and_lines(desk: Desk) -> None:
    draft = make_draft()
    draft.cell("cycles", year="MMXXVI").cell("documents", type="poem", title="")
    draft.add("officials", id="BAD", name="")
    told = [(error.file, error.line, error.column) for error in desk.refused(draft)]
    assert told == [
        ("cycles.csv", 2, "year"),
        ("officials.csv", 3, "id"),
        ("officials.csv", 3, "name"),
        ("documents.csv", 2, "type"),
        ("documents.csv", 2, "title"),
    ]


def test_a_thousand_faults_are_counted_and_some_are_told(desk: Desk, tmp_path: Path) -> None:
    content = b"id,name\n" + b"".join(b"Z%d,x\n" % number for number in range(1000))
    folder = with_officials(tmp_path / "package", content)
    with pytest.raises(PackageErrors) as told:
        desk.take(folder)
    assert (len(told.value.errors), told.value.total) == (SHOWN, 1000)
    assert str(told.value).splitlines()[0].startswith("officials.csv 第 2 行 id：“Z0”不是编号")
    assert str(told.value).splitlines()[-1] == "……共 1000 处，只列出前 200 处"


def test_faults_of_a_whole_file_name_no_line() -> None:
    faults = Faults()
    faults.add("officials.csv", "找不到")
    with pytest.raises(PackageErrors, match=r"^officials\.csv：找不到$"):
        faults.refuse()
