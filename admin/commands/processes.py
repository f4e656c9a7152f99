"""The processes that an instance consists of, and what they are told."""

import errno
import os
import socket
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from admin.commands.errors import CommandError
from admin.commands.supervisor import Service
from content.settings import DEFAULTS, SettingError, Settings

_ROOT = Path(__file__).resolve().parents[2]
"""Where the packages lie, installed or not."""
_PORTAL = "portal/wsgi.py:app"
_PYTHON = (sys.executable, "-P")
# More would wait for the interpreter's lock, and each keeps a database connection of a pool of fifteen
_THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)


def worker_service(settings: Settings) -> Service:
    """Describe the process that follows the changes."""
    command = (*_PYTHON, "-m", "admin.commands.main", "serve", "worker", "--home", str(settings.home.resolve()))
    return Service("后台进程", command)


def portal_service(host: str, port: int, workers: int) -> Service:
    """Describe the processes that answer the public."""
    options = {
        "--interface": "wsgi",
        "--http": "1",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": str(_THREADS),
        "--workers-kill-timeout": "5s",
        "--respawn-interval": "0.5",
        "--log-level": "error",
    }
    arguments = [part for option in options.items() for part in option]
    switches = ["--no-ws", "--no-access-log", "--respawn-failed-workers"]
    target = str(_ROOT / _PORTAL)
    return Service("门户", (*_PYTHON, "-m", "granian", *arguments, *switches, target), host, port)


def environment(settings: Settings, host: str, portal_port: int) -> dict[str, str]:
    """Give the environment of an instance's processes.

    A base URL that nobody set is where the portal really listens.
    """
    known = {**os.environ, "HUISHENG_HOME": str(settings.home.resolve())}
    known["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    if settings.base_url == DEFAULTS["HUISHENG_BASE_URL"]:
        known["HUISHENG_BASE_URL"] = address(host, portal_port)
    return known


def address(host: str, port: int) -> str:
    """Give the web address of a host and port."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def refuse_redis_without_package(settings: Settings) -> None:
    """Raise SettingError where Redis is set but cannot be spoken to: the portal would end at its start."""
    if settings.redis_url and find_spec("redis") is None:
        raise SettingError("HUISHENG_REDIS_URL", "需要 Python 包 redis；请安装它，或去掉这个设置")


def refuse_used_port(host: str, port: int, option: str) -> None:
    """Raise CommandError if nothing could listen there; granian itself would share a port with another instance."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            used = error.errno == errno.EADDRINUSE
            advice = f"请停下占用它的程序，或用 {option} 换一个" if used else f"请核对 --host 和 {option}"
            raise CommandError(f"不能在 {address(host, port)} 监听（{error.strerror}）；{advice}") from error
