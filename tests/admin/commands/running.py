"""Runs commands as a person or a service manager would: in processes of their own, without a terminal."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).resolve().parents[3]
HUISHENG = (sys.executable, "-m", "admin.commands.main")
PATIENCE = 60.0
"""Seconds that a busy machine may need for what usually takes one."""


def environment() -> dict[str, str]:
    """Give an environment without any setting of the project."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HUISHENG_")}
    return {**inherited, "PYTHONPATH": str(ROOT)}


@contextmanager
def running(command: Sequence[object]) -> Iterator[subprocess.Popen[str]]:
    """Start a process in a group of its own; whatever is left of it is ended afterwards."""
    process = subprocess.Popen(
        [str(part) for part in command],
        env=environment(),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    # Whoever waits for a line that never comes then sees the end instead
    patience = Timer(3 * PATIENCE, process.kill)
    patience.start()
    try:
        yield process
    finally:
        patience.cancel()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        assert process.stdout
        process.stdout.close()
        process.wait()


def line_of(process: subprocess.Popen[str], text: str) -> str:
    """Read the process's output up to the line that holds the text."""
    assert process.stdout
    seen = []
    for line in process.stdout:
        if text in line:
            return line
        seen.append(line)
    raise AssertionError(f"ended without “{text}”: {''.join(seen)}")


def until(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until a condition holds, looking often; fail when it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not true after {seconds} s"
        time.sleep(0.02)


def free_port() -> int:
    """Give a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Say whether something accepts a connection."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def children(pid: int) -> list[int]:
    """Give the processes that a process started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def lives(pid: int) -> bool:
    """Say whether a process runs; one that ended and waits to be noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
