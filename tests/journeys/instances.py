"""Instances as an operator runs them: the real command, on ports of their own, ended within its time."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.admin.commands.running import HUISHENG, PATIENCE, environment, free_port, listens, until

STARTS_WITHIN = 60.0
"""Seconds to the portal answering that the product promises."""
ENDS_WITHIN = 10.0
"""Seconds from SIGTERM to the end of every process that the product promises."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A running instance: its folder, and the address of its portal without a slash at the end."""

    home: Path
    address: str


@contextmanager
def serving(*command: str, home: Path, **settings: str) -> Iterator[Instance]:
    """Run a command that serves (`demo`, `serve all`) until the block ends; what it printed is told when it fails."""
    portal, admin = free_port(), free_port()
    options = {"--home": home, "--portal-port": portal, "--admin-port": admin}
    arguments = [str(part) for option in options.items() for part in option]
    log = home.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*HUISHENG, *command, *arguments],
            env=environment() | settings,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        until(lambda: listens(portal) or process.poll() is not None, STARTS_WITHIN)
        assert process.poll() is None, log.read_text("utf-8")
        yield Instance(home, f"http://127.0.0.1:{portal}")
        assert process.poll() is None, f"ended by itself: {log.read_text('utf-8')}"
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(ENDS_WITHIN)
        assert not listens(portal), "the portal outlived the command"
        assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def do(*arguments: object, **settings: str) -> str:
    """Run a command to its end, which must be a good one; give what it printed."""
    done = subprocess.run(
        [*HUISHENG, *map(str, arguments)],
        check=False,
        capture_output=True,
        env=environment() | settings,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
