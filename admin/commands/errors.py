"""What went wrong, said in lines to the person at the command line."""

import logging
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from content.instance import InstanceError
from content.packages import ExportError, PackageErrors
from content.settings import SettingError
from search_index.writing import IndexBusy, IndexNotWritten

LOGS = "logs"
"""Where details of unexpected errors lie in an instance."""
SHOWN_PACKAGE_ERRORS = 50


class CommandError(Exception):
    """A command cannot do what was asked; the message says why and what to do."""


class LogLines(logging.Handler):
    """Gives each warning of a library one line on standard error; its traceback goes to the instance's logs."""

    def __init__(self, home: Path) -> None:
        """Take the instance's folder."""
        super().__init__(logging.WARNING)
        self._home = home

    def emit(self, record: logging.LogRecord) -> None:
        """Say one record."""
        error = record.exc_info[1] if record.exc_info else None
        path = note_details(error, self._home) if error else None
        complain([f"huisheng: {record.getMessage()}" + (f"（详情见 {path}）" if path else "")])


def complain(lines: Sequence[str]) -> None:
    """Print lines on standard error, if anybody still reads it."""
    with suppress(BrokenPipeError):
        for line in lines:
            print(line, file=sys.stderr, flush=True)


def lines_for(error: Exception, home: Path) -> list[str]:
    """Say what an exception means; what is unexpected is written to the instance's logs in detail."""
    match error:
        case PackageErrors():
            return _package_lines(error)
        case SettingError():
            message = f"设置有误：{error}"
        case CommandError() | InstanceError() | ExportError() | IndexBusy() | IndexNotWritten():
            message = str(error)
        case DBAPIError():
            message = f"数据库出错：{one_line(error.orig or error)}。请运行 huisheng doctor --home {home} 查看原因"
        case OSError():
            where = f" {error.filename}" if error.filename else ""
            message = f"系统拒绝了操作{where}（{error.strerror or one_line(error)}）；请检查路径、权限和磁盘空间"
        case _:
            path = note_details(error, home)
            details = f"详情已记入 {path}，请连同它报告" if path else "请报告这一行"
            message = f"意外错误 {type(error).__name__}：{one_line(error)}；{details}"
    return [f"huisheng: {message}"]


def one_line(error: BaseException) -> str:
    """Give an exception's message on one line, or its class where it has none."""
    return " ".join(str(error).split()) or type(error).__name__


def note_details(error: BaseException, home: Path) -> Path | None:
    """Write the traceback to the instance's logs; give the file, or None where there is no instance to write to."""
    now = datetime.now(UTC)
    path = home / LOGS / f"error-{now:%Y%m%d}.log"
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{now.isoformat()}\n{''.join(traceback.format_exception(error))}\n")
    except OSError:
        return None
    return path


def _package_lines(error: PackageErrors) -> list[str]:
    shown = error.errors[:SHOWN_PACKAGE_ERRORS]
    lines = [f"{one.file}:{one.line}:{one.column} {one.message}" for one in shown]
    if error.total > len(shown):
        lines.append(f"……另有 {error.total - len(shown)} 处")
    return [*lines, f"huisheng: 数据包有 {error.total} 处错误，什么也没有导入；请改正后再运行"]
