"""How long `huisheng demo` takes to its portal's first page: on an empty folder, and again on the same one."""

import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
LIMIT_SECONDS = 60.0
_LOOK_SECONDS = 0.01


def main() -> int:
    """Measure both and print them; fail when the first is over its limit."""
    with tempfile.TemporaryDirectory(prefix="huisheng-start-") as folder:
        home = Path(folder) / "home"
        first = _measured("empty folder", home)
        _measured("same folder", home)
    return 0 if first <= LIMIT_SECONDS else 1


def _measured(name: str, home: Path) -> float:
    used = _processor_seconds()
    seconds = seconds_to_first_page(home)
    used = _processor_seconds() - used
    print(f"{name:12} → first page {seconds:6.2f} s (limit {LIMIT_SECONDS:.0f} s; {used:.2f} s of CPU)", flush=True)
    return seconds


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def seconds_to_first_page(home: Path) -> float:
    """Start a demo in the folder, ask for the home page until it is there, and stop the demo."""
    port, admin_port = _free_port(), _free_port()
    command = [sys.executable, "-m", "admin.commands.main", "demo", "--home", str(home)]
    command += ["--portal-port", str(port), "--admin-port", str(admin_port)]
    began = time.monotonic()
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    ) as demo:
        try:
            while not _answers(port):
                if demo.poll() is not None or time.monotonic() - began > 2 * LIMIT_SECONDS:
                    raise SystemExit("the demo did not start; its errors stand above")
                time.sleep(_LOOK_SECONDS)
            return time.monotonic() - began
        finally:
            demo.terminate()


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=LIMIT_SECONDS) as page:
            page.read()
    except HTTPError as error:
        raise SystemExit(f"the portal answers with {error.code}; its reason stands above") from error
    except (URLError, ConnectionError):
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    sys.exit(main())
