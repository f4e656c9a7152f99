"""An attachment is what its name says, or is refused by reason."""

import io
import struct
import zipfile

import pytest

from content.packages.media import DOCX, LARGEST, XLSX, problem_with

PDF = b"%PDF-1.7\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 16
TYPES = '<Types><Override ContentType="application/vnd.openxmlformats.main+xml"/></Types>'
MACRO_TYPES = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'


def office(*, types: str = TYPES, main: str = "word/document.xml", **parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(main, "<document/>")
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return content.getvalue()


def problem(name: str, media_type: str, content: bytes) -> str | None:
    return problem_with(name, media_type, len(content), io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "media_type", "content"),
    [
        ("报告.pdf", "application/pdf", PDF),
        ("照片.PNG", "image/png", PNG),
        ("照片.jpeg", "image/jpeg", JPEG),
        ("名单.txt", "text/plain", "周明远\r\n".encode()),
        ("名单.txt", "text/plain", b""),
        ("台账.csv", "text/csv", "编号,问题\n1,水质".encode()),
        ("方案.docx", DOCX, office()),
        ("台账.xlsx", XLSX, office(main="xl/workbook.xml", xl__printerSettings__printerSettings1__x=b"x")),
    ],
)
def test_what_is_what_it_says_is_taken(name: str, media_type: str, content: bytes) -> None:
    assert problem(name, media_type, content) is None


@pytest.mark.parametrize(
    ("name", "media_type", "content", "said"),
    [
        ("程序.exe", "application/x-msdownload", b"MZ", "媒体类型 application/x-msdownload 不能作附件"),
        ("页面.html", "text/html", b"<p>", "媒体类型 text/html 不能作附件"),
        ("报告.docx", "application/pdf", PDF, "后缀与媒体类型 application/pdf 不符"),
        ("报告", "application/pdf", PDF, "后缀与媒体类型"),
        ("../报告.pdf", "application/pdf", PDF, "名称不能有"),
        (".报告.pdf", "application/pdf", PDF, "名称不能有"),
        ("报\n告.pdf", "application/pdf", PDF, "名称不能有"),
        ("报" * 300 + ".pdf", "application/pdf", PDF, "名称不能有"),
        ("报告.pdf", "application/pdf", b"<html>", "内容不是 PDF"),
        ("照片.png", "image/png", JPEG, "内容不是 PNG"),
        ("照片.jpg", "image/jpeg", PNG, "内容不是 JPG"),
        ("名单.txt", "text/plain", b"\0\1\2", "有控制字符"),
        ("名单.txt", "text/plain", "名单".encode("gb18030"), "不是 UTF-8"),
        ("名单.txt", "text/plain", "名单".encode()[:-1], "不是 UTF-8"),
        ("方案.docx", DOCX, b"not a zip", "内容不是 DOCX"),
        ("方案.docx", DOCX, b"PK\x03\x04" + b"x" * 50, "内容不是完好的 DOCX"),
        ("方案.docx", DOCX, office(main="xl/workbook.xml"), "内容不是 DOCX"),
        ("方案.docx", DOCX, office(types=MACRO_TYPES), "含有宏"),
        ("方案.docx", DOCX, office(word__vbaProject=b"x"), "含有宏"),
        ("方案.docx", DOCX, office(word__activeX__one=b"x"), "含有宏"),
        ("方案.docx", DOCX, office(word__bomb=b"\0" * 50_000_000), "压缩炸弹"),
    ],
)
def test_what_is_not_is_refused_by_reason(name: str, media_type: str, content: bytes, said: str) -> None:
    told = problem(name, media_type, content)
    assert told is not None
    assert said in told
    assert "\n" not in told


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert "超过 50 MB" in (problem_with("报告.pdf", "application/pdf", LARGEST + 1, io.BytesIO()) or "")


def test_a_locked_document_is_refused() -> None:
    content = bytearray(office())
    for place in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[place] |= 1
    assert "加了密码" in (problem("方案.docx", DOCX, bytes(content)) or "")


def test_an_archive_that_unpacks_to_too_much_is_refused_by_what_it_declares() -> None:
    content = bytearray(office(word__media=bytes(range(256)) * 4096))
    place = content.rfind(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<I", 2**31)
    assert "解开后太大" in (problem("方案.docx", DOCX, bytes(content)) or "")
