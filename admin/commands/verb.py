"""What a verb of the command line is."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its name, what it does in one line, its arguments, and the work, which gives the exit status."""

    name: str
    summary: str
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    serves: bool = False
    """It works until it is asked to stop, which then is its ordinary end."""


def add_home(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the instance."""
    parser.add_argument("--home", metavar="DIR", default=None, help="实例所在文件夹（默认 HUISHENG_HOME，否则 var/）")


def add_ports(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the two sites listen."""
    parser.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="监听地址（默认只监听本机）")
    parser.add_argument("--portal-port", metavar="N", type=_port, default=8000, help="门户端口（默认 8000）")
    parser.add_argument("--admin-port", metavar="M", type=_port, default=8001, help="内部管理端口（本版本尚无效果）")


def positive(text: str) -> int:
    """Read a whole number from 1 on."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


def _port(text: str) -> int:
    number = positive(text)
    if number > 65535:  # noqa: PLR2004 - the last port
        raise argparse.ArgumentTypeError(f"“{text}”不是端口号（1–65535）")
    return number
