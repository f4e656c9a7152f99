"""The command line: reads the arguments, runs one verb, turns every failure into a line and a status."""

import argparse
import io
import logging
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from admin.commands import demo, doctor, export, import_, index, init, serve, upgrade
from admin.commands.errors import LogLines, complain, lines_for
from admin.commands.verb import Verb
from content.settings import DEFAULT_HOME

VERBS: tuple[Verb, ...] = (
    init.VERB,
    serve.VERB,
    demo.VERB,
    import_.VERB,
    export.VERB,
    index.VERB,
    doctor.VERB,
    upgrade.VERB,
)

_FAILED = 1
_MISUSED = 2
_BY_SIGNAL = 128

_FAULTS = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2，可用的有 \3"),
    (r"argument (.+?): expected one argument", r"\1 后面要有一个值"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)
"""What argparse says, and how we say it."""


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        for pattern, ours in _FAULTS:
            found = re.fullmatch(pattern, message)
            if found:
                message = found.expand(ours)
                break
        self.exit(_MISUSED, f"huisheng: 参数有误：{message}；用法见 {self.prog} --help\n")


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all verbs."""
    parser = _Parser(prog="huisheng", description="回声：人大常委会监督公开门户。")
    verbs = parser.add_subparsers(title="命令", metavar="命令", required=True)
    for verb in VERBS:
        subparser = verbs.add_parser(verb.name, help=verb.summary, description=verb.summary)
        verb.configure(subparser)
        subparser.set_defaults(verb=verb)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run one command; give the exit status. Raises SystemExit for `--help` and wrong arguments."""
    parsed = make_parser().parse_args(arguments)
    verb: Verb = parsed.verb
    parsed.home = Path(parsed.home or os.environ.get("HUISHENG_HOME") or DEFAULT_HOME)
    logging.basicConfig(handlers=[LogLines(parsed.home)])
    try:
        status = verb.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read our output has enough; Python must not try again at its end
        sys.stdout = io.StringIO()
        return _FAILED
    except KeyboardInterrupt as stop:
        if verb.serves:
            return 0
        complain(["huisheng: 已中断；再次运行同一命令即可继续"])
        # Python gives no number with Ctrl-C, `main` gives that of SIGTERM or SIGHUP
        return _BY_SIGNAL + (stop.args[0] if stop.args else signal.SIGINT)
    except Exception as error:  # noqa: BLE001 - the boundary: whatever it is becomes a line
        complain(lines_for(error, parsed.home))
        return _FAILED
    return status
