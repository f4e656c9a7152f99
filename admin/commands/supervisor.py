"""Keeps an instance's processes running and ends them together; a program of its own, to cost little memory."""

import ctypes
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import NoReturn

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

_SETTLED_SECONDS = 30.0
"""A process that ran so long had begun well: it is started again at once."""
_LONGEST_PAUSE = 30.0
_GRACE_SECONDS = 7.0
_PROBE_SECONDS = 0.05
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Service:
    """A process to keep running; with a port it is ready when something there accepts a connection."""

    name: str
    command: tuple[str, ...]
    host: str = ""
    port: int = 0


def become_supervisor(services: Sequence[Service], greeting: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """Replace the current process by a supervisor of the services, which prints the greeting when all are ready."""
    # Blocked until the supervisor listens for them, so that no request to end falls between the two programs
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    sys.stdout.flush()
    sys.stderr.flush()
    plan = json.dumps({"services": [asdict(service) for service in services], "greeting": list(greeting)})
    os.execve(sys.executable, [sys.executable, "-P", "-m", __name__, plan], dict(environment))  # noqa: S606


@dataclass(slots=True)
class _Run:
    """One service and its present process."""

    service: Service
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    pause: float = 0.0
    ready: bool = False


@dataclass(slots=True)
class Supervisor:
    """Starts services in their order, starts again what ends, and stops all when asked to."""

    services: Sequence[Service]
    greeting: Sequence[str] = ()
    _runs: list[_Run] = field(default_factory=list)
    _stopping: bool = False
    _greeted: bool = False

    def run(self) -> int:
        """Supervise until a signal asks to stop; give the exit status."""
        self._runs = [_Run(service) for service in self.services]
        with _woken_by_signals(self._request_stop) as wakeup:
            status = 0
            while not self._stopping and not status:
                self._start_due()
                self._probe()
                self._wait(wakeup)
                status = self._reap()
            self._stop(wakeup)
        return status

    def _request_stop(self) -> None:
        self._stopping = True

    def _start_due(self) -> None:
        now = time.monotonic()
        for run in self._runs:
            if run.process is None and run.due_at <= now:
                run.process = _start(run.service.command)
                run.started_at = now

    def _probe(self) -> None:
        for run in self._runs:
            if not run.ready and run.process is not None:
                run.ready = not run.service.port or _accepts(run.service.host, run.service.port)
        if not self._greeted and all(run.ready for run in self._runs):
            self._greeted = True
            for line in self.greeting:
                _say(line)

    def _wait(self, wakeup: socket.socket) -> None:
        now = time.monotonic()
        moments = [run.due_at for run in self._runs if run.process is None]
        if not all(run.ready for run in self._runs):
            moments.append(now + _PROBE_SECONDS)
        timeout = max(0.0, min(moments) - now) if moments else None
        if select.select([wakeup], [], [], timeout)[0]:
            wakeup.recv(1024)

    def _reap(self) -> int:
        """Note who ended; give 1 when a service ended before it was ever ready, so that a bad start is not repeated."""
        for run in self._runs:
            if run.process is None or run.process.poll() is None:
                continue
            ended = _how_it_ended(run.process.returncode)
            # Granian's workers outlive a killed parent and would keep answering beside its successor
            _signal_group(run.process, signal.SIGKILL)
            run.process = None
            if self._stopping:
                continue
            if not self._greeted and run.service.port:
                _say(f"{run.service.name}未能启动（{ended}），已全部停止。请按上面的提示处理后再启动。")
                return 1
            lived = time.monotonic() - run.started_at
            run.pause = 0.0 if lived >= _SETTLED_SECONDS else min(_LONGEST_PAUSE, 2 * run.pause or 0.5)
            run.due_at = time.monotonic() + run.pause
            run.ready = False
            _say(f"{run.service.name}意外结束（{ended}），{run.pause:g} 秒后重新启动。")
        return 0

    def _stop(self, wakeup: socket.socket) -> None:
        running = [run.process for run in reversed(self._runs) if run.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + _GRACE_SECONDS
        while any(process.poll() is None for process in running):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            if select.select([wakeup], [], [], left)[0]:
                wakeup.recv(1024)
        for process in running:
            _signal_group(process, signal.SIGKILL)
            process.wait()


@contextmanager
def _woken_by_signals(stop: Callable[[], None]) -> Iterator[socket.socket]:
    """Give a socket that becomes readable when a child ends or a signal asks to stop."""
    wakeup, sender = socket.socketpair()
    wakeup.settimeout(0)
    sender.settimeout(0)
    for number in STOP_SIGNALS:
        # nohup has the process ignore SIGHUP, and it must stay so
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda *_: stop())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    with wakeup, sender:
        yield wakeup
        signal.set_wakeup_fd(-1)


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, so that its descendants can be ended even when it was killed itself."""
    supervisor = os.getpid()

    def end_with_supervisor() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != supervisor:
            os._exit(1)

    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=end_with_supervisor,  # noqa: PLW1509 - the supervisor has no threads
    )


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _accepts(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _how_it_ended(status: int) -> str:
    return f"退出码 {status}" if status >= 0 else f"信号 {signal.Signals(-status).name}"


def _say(line: str) -> None:
    with suppress(BrokenPipeError):
        print(line, flush=True)


def main() -> int:
    """Supervise the plan given as JSON in the first argument."""
    plan = json.loads(sys.argv[1])
    services = [Service(**{**service, "command": tuple(service["command"])}) for service in plan["services"]]
    return Supervisor(services, plan["greeting"]).run()


if __name__ == "__main__":
    sys.exit(main())
