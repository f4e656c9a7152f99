"""Whether a file is what its name and media type say: by its bytes, without opening what is inside."""

import codecs
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "text/plain": (".txt",),
    "text/csv": (".csv",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}
"""Every media type that an attachment may have, with the endings of its names; the first one is the usual."""
LARGEST = 50 * 2**20
LARGEST_UNPACKED = 500 * 2**20
MOST_PACKED = 200
"""How many times smaller than its content a packed part may be; more is an archive bomb."""
MOST_PARTS = 10_000
LONGEST_NAME = 200

_BEGINNINGS = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    DOCX: b"PK\x03\x04",
    XLSX: b"PK\x03\x04",
}
_MAIN_PARTS = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml"}
_TYPES_PART = "[Content_Types].xml"
_TYPES_LIMIT = 2**20
_ACTIVE = re.compile(r"vbaproject|vbadata|/activex/|/macrosheets/|/embeddings/.*\.bin$", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
"""What zipfile raises on archives that are cut off, forged or packed in ways it does not know."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BLOCK = 2**20


def problem_with(name: str, media_type: str, size: int, source: BinaryIO) -> str | None:
    """Say why a file is refused, or None. `source` is at its beginning and can be sought in; it is left anywhere."""
    if media_type not in ENDINGS:
        return f"媒体类型 {media_type} 不能作附件；可以是 PDF、PNG、JPEG、TXT、CSV、DOCX、XLSX"
    if not _good_name(name):
        return f"名称不能有 / 和 \\，不能以点开头，不超过 {LONGEST_NAME} 个字符"
    if PurePosixPath(name).suffix.lower() not in ENDINGS[media_type]:
        return f"名称的后缀与媒体类型 {media_type} 不符；应为 {'、'.join(ENDINGS[media_type])}"
    if size > LARGEST:
        return f"有 {size} 字节，超过 {LARGEST // 2**20} MB"
    return _problem_with_content(media_type, source)


def _problem_with_content(media_type: str, source: BinaryIO) -> str | None:
    begins = _BEGINNINGS.get(media_type)
    if begins is None:
        return _problem_with_text(source)
    if source.read(len(begins)) != begins:
        return f"内容不是 {_what(media_type)}"
    return _problem_with_office(media_type, source) if media_type in _MAIN_PARTS else None


def _good_name(name: str) -> bool:
    plain = name.isprintable() and "/" not in name and "\\" not in name
    return plain and not name.startswith(".") and len(name) <= LONGEST_NAME


def _what(media_type: str) -> str:
    return ENDINGS[media_type][0].removeprefix(".").upper()


def _problem_with_text(source: BinaryIO) -> str | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := source.read(_BLOCK):
            if _CONTROL.search(decoder.decode(block)):
                return "内容不是纯文本，有控制字符"
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "内容不是 UTF-8 的文本；请另存为 UTF-8"
    return None


def _problem_with_office(media_type: str, source: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            unsafe = _problem_with_parts(parts)
            if unsafe:
                return unsafe
            if not {_MAIN_PARTS[media_type], _TYPES_PART} <= {part.filename for part in parts}:
                return f"内容不是 {_what(media_type)}"
            with archive.open(_TYPES_PART) as types:
                declared = types.read(_TYPES_LIMIT)
    except _BROKEN:
        return f"内容不是完好的 {_what(media_type)}"
    return "含有宏；请另存为不带宏的文件" if b"macroenabled" in declared.lower() else None


def _problem_with_parts(parts: list[zipfile.ZipInfo]) -> str | None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return "解开后太大"
    for part in parts:
        if part.file_size > MOST_PACKED * max(part.compress_size, 1024):
            return "压缩得异常地小，可能是压缩炸弹"
        if part.flag_bits & 1:
            return "加了密码"
        if _ACTIVE.search(part.filename):
            return "含有宏或可执行的内容；请另存为不带宏的文件"
    return None
