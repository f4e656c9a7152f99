"""The `huisheng` command as a process: its streams, its signals, and what an interruption leaves."""

import io
import os
import signal
import sys
from importlib import import_module
from types import FrameType


def main() -> int:
    """Run what the arguments of the process ask for; give the exit status."""
    _prepare_streams()
    for number in (signal.SIGTERM, signal.SIGHUP):
        # What nohup or a shell has the process ignore stays ignored
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)
    try:
        # Not imported above: it takes a second, and an interruption of that second must not end in a traceback
        command_line = import_module("admin.commands.command_line")
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    status: int = command_line.run(sys.argv[1:])
    return status


def _interrupt(number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


def _prepare_streams() -> None:
    """Make output safe in any locale, and keep files from getting the numbers of closed standard streams."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - standard error
        os.set_inheritable(descriptor, True)  # noqa: FBT003 - children have standard streams too
    os.close(descriptor)
    sys.stdout = sys.stdout or os.fdopen(1, "w")
    sys.stderr = sys.stderr or os.fdopen(2, "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
