"""The folder of a data package as something untrusted: only plain files inside it are opened."""

import stat
from pathlib import Path
from typing import BinaryIO

from content.packages.cells import shown


class FileError(ValueError):
    """A file of the package cannot be used; the message says why, in one line."""


class PackageFolder:
    """Opens files by their relative POSIX path."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading; raise FileError for a path that leads outside, a link, or what is no plain file."""
        place, mode = self.root, 0
        for part in parts(path):
            place /= part
            try:
                mode = place.lstat().st_mode
            except (OSError, ValueError):
                raise FileError(f"找不到文件“{shown(path)}”") from None
            if stat.S_ISLNK(mode):
                raise FileError(f"“{shown(path)}”经过链接；数据包里不能有链接")
        if not stat.S_ISREG(mode):
            raise FileError(f"“{shown(path)}”不是普通文件")
        try:
            return place.open("rb")
        except OSError as error:
            raise FileError(f"读不出“{shown(path)}”（{error.strerror}）") from None


def read_text(source: BinaryIO, limit: int) -> str:
    """Read a text of at most `limit` bytes, lines ended by LF; raise FileError for what is no UTF-8 without BOM."""
    content = source.read(limit + 1)
    if len(content) > limit:
        raise FileError(f"超过 {limit // 2**20} MB")
    if content.startswith(b"\xef\xbb\xbf"):
        raise FileError("以 BOM 开头；请存为不带 BOM 的 UTF-8")
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError(f"第 {line} 行不是有效的 UTF-8；请存为不带 BOM 的 UTF-8") from None


def parts(path: str) -> list[str]:
    """Take a path apart; raise FileError for one that is not relative, plain POSIX."""
    found = path.split("/")
    if "\\" in path or not path.isprintable() or any(part in {"", ".", ".."} for part in found):
        raise FileError(f"路径“{shown(path)}”应为数据包内的相对路径，以 / 分隔，不能有 .. 或绝对路径")
    return found
