import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from admin.commands.supervisor import Service
from tests.admin.commands.running import children, free_port, line_of, listens, lives, running, until

LISTENER = """
import socket, sys
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    while True:
        server.accept()[0].close()
"""
PARENT = """
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(600)
"""
STUBBORN = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).touch()
while True:
    time.sleep(1)
"""


def service(program: str, *arguments: object, port: int = 0) -> Service:
    return Service("门户", (sys.executable, "-c", program, *map(str, arguments)), "127.0.0.1" if port else "", port)


def listener() -> tuple[Service, int]:
    port = free_port()
    return service(LISTENER, port, port=port), port


def supervisor(*services: Service) -> list[str]:
    plan = {"services": [asdict(one) for one in services], "greeting": ["可以访问了"]}
    return [sys.executable, "-m", "admin.commands.supervisor", json.dumps(plan)]


def end(process: subprocess.Popen[str], number: signal.Signals) -> float:
    began = time.monotonic()
    os.killpg(process.pid, number)
    process.wait(30)
    return time.monotonic() - began


def only_child(process: subprocess.Popen[str]) -> int:
    until(lambda: children(process.pid))
    (child,) = children(process.pid)
    return child


def test_the_greeting_comes_when_every_service_answers() -> None:
    (first, one), (second, other) = listener(), listener()
    with running(supervisor(first, second)) as process:
        line_of(process, "可以访问了")
        assert listens(one)
        assert listens(other)


def test_a_service_that_was_killed_is_started_again_and_a_line_says_so() -> None:
    one, port = listener()
    with running(supervisor(one)) as process:
        line_of(process, "可以访问了")
        os.kill(only_child(process), signal.SIGKILL)
        assert "SIGKILL" in line_of(process, "重新启动")
        until(lambda: listens(port))


def test_what_a_killed_service_left_behind_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    with running(supervisor(service(PARENT, note))) as process:
        until(lambda: note.exists() and note.read_text())
        grandchild = int(note.read_text())
        os.kill(only_child(process), signal.SIGKILL)
        line_of(process, "重新启动")
        until(lambda: not lives(grandchild))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_stop_it_ends_everything(number: signal.Signals) -> None:
    one, port = listener()
    with running(supervisor(one)) as process:
        line_of(process, "可以访问了")
        assert end(process, number) < 10
        assert process.returncode == 0
        assert not listens(port)


def test_with_nohup_it_outlives_the_terminal() -> None:
    one, port = listener()
    with running(["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *supervisor(one)]) as process:
        line_of(process, "可以访问了")
        os.killpg(process.pid, signal.SIGHUP)
        child = only_child(process)
        os.kill(child, signal.SIGKILL)
        line_of(process, "重新启动")
        until(lambda: listens(port))


def test_a_stubborn_service_does_not_hold_up_the_end(tmp_path: Path) -> None:
    note = tmp_path / "ready"
    with running(supervisor(service(STUBBORN, note))) as process:
        until(note.exists)
        child = only_child(process)
        assert end(process, signal.SIGTERM) < 10
        assert process.returncode == 0
        assert not lives(child)


def test_no_service_outlives_a_supervisor_that_was_killed() -> None:
    one, port = listener()
    with running(supervisor(one)) as process:
        line_of(process, "可以访问了")
        child = only_child(process)
        process.kill()
        until(lambda: not lives(child))
        assert not listens(port)


def test_a_service_that_cannot_start_ends_everything_with_a_line() -> None:
    waiting = service("import time; time.sleep(600)")
    broken = service("raise SystemExit(3)", port=free_port())
    with running(supervisor(waiting, broken)) as process:
        assert "退出码 3" in line_of(process, "未能启动")
        assert process.wait(30) == 1
