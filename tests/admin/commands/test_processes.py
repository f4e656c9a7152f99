"""The processes of an instance, really started, as a person or a service manager sees them."""

import fcntl
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from content import changes
from content.database import Database
from search_index.index import read_pointer
from search_index.writing import LOCK, status
from tests.admin.commands.conftest import Command
from tests.admin.commands.running import (
    HUISHENG,
    PATIENCE,
    environment,
    free_port,
    line_of,
    listens,
    running,
    until,
)
from tests.content.packages.draft import Draft


def page(port: int, path: str = "/") -> tuple[int, str]:
    try:
        with urlopen(f"http://127.0.0.1:{port}{quote(path, safe='/?=')}", timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def answers(port: int) -> bool:
    try:
        return page(port)[0] == 200
    except (URLError, ConnectionError):
        return False


def generation(home: Path) -> int:
    """Give the generation of an instance's index."""
    pointer = read_pointer(home / "index")
    assert pointer
    return pointer.generation


@contextmanager
def index_held(home: Path) -> Iterator[Callable[[], None]]:
    """Be another process that writes the index; give what makes it stop before the end of the block."""
    with (home / "index" / LOCK).open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lambda: fcntl.flock(lock, fcntl.LOCK_UN)


def test_a_demo_serves_its_content_stops_when_asked_and_starts_again_as_it_was(home: Path, command: Command) -> None:
    port = free_port()
    demo = (*HUISHENG, "demo", "--home", home, "--portal-port", port, "--admin-port", free_port())
    with running(demo) as process:
        assert f"http://127.0.0.1:{port}" in line_of(process, "门户：")
        status, front = page(port)
        assert status == 200
        assert "示范县" in front
        assert page(port, "/search?q=整改")[1].count("search-result") > 1
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        assert time.monotonic() - began < 10
        assert not listens(port)
    before = command("index", "status").output
    with running(demo) as process:
        line_of(process, "门户：")
        assert page(port) == (200, front)
    assert command("index", "status").output == before


def test_what_a_command_imports_beside_the_servers_is_on_the_site_when_it_returns(
    instance: Path, command: Command, draft: Draft, tmp_path: Path
) -> None:
    port = free_port()
    with running((*HUISHENG, "serve", "all", "--home", instance, "--portal-port", port, "--workers", 2)) as process:
        line_of(process, "门户：")
        assert "/documents/special" not in page(port, "/search?q=示范专项通报")[1]
        draft.add("documents", id="special", title="示范专项通报", body="")
        assert command("import", draft.write(tmp_path / "more")).status == 0
        assert 'href="/documents/special"' in page(port, "/search?q=示范专项通报")[1]
        assert page(port, "/documents/special")[0] == 200


def test_a_portal_comes_back_after_it_was_killed(instance: Path) -> None:
    port = free_port()
    with running((*HUISHENG, "serve", "portal", "--home", instance, "--portal-port", port)) as process:
        line_of(process, "门户：")
        (granian,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(granian), signal.SIGKILL)
        line_of(process, "重新启动")
        until(lambda: answers(port))


@pytest.mark.usefixtures("instance")
@pytest.mark.parametrize("arguments", [("serve", "portal"), ("demo",)])
def test_a_port_in_use_is_refused_before_anything_starts(command: Command, arguments: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        told = command(*arguments, "--portal-port", port)
    assert told.status == 1
    assert told.errors.count("\n") == 1
    assert str(port) in told.errors
    assert "--portal-port" in told.errors


@pytest.mark.usefixtures("instance")
def test_listening_everywhere_needs_an_address_for_the_public(command: Command) -> None:
    told = command("serve", "portal", "--host", "::", "--portal-port", free_port())
    assert told.status == 1
    assert told.errors.count("\n") == 1
    assert "HUISHENG_BASE_URL" in told.errors


def test_a_worker_mends_the_index_brings_changes_in_and_ends_when_asked(instance: Path) -> None:
    (instance / "index" / "current.json").unlink()
    with (
        closing(Database(f"sqlite:///{instance / 'huisheng.db'}")) as database,
        running((*HUISHENG, "serve", "worker", "--home", instance)) as process,
    ):
        line_of(process, "检索库已重建")
        with database.transaction() as session:
            changes.record(session, [("document", "scheme")], datetime.now(UTC))
        until(lambda: not status(database, instance / "index").pending)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_an_import_returns_when_whoever_writes_the_index_is_done(
    instance: Path, command: Command, draft: Draft, tmp_path: Path
) -> None:
    draft.add("documents", id="later", title="稍后补上", body="")
    importing = (*HUISHENG, "import", draft.write(tmp_path / "more"), "--home", instance)
    with index_held(instance) as release, running(importing) as process:
        line_of(process, "更新检索库")
        assert process.poll() is None
        release()
        assert "新增 1 行" in line_of(process, "已导入")
        assert process.wait(PATIENCE) == 0
    assert "待处理变更：0" in command("index", "status").output


@pytest.mark.parametrize(("number", "exit_status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_command_says_so_and_may_be_run_again(
    instance: Path, command: Command, draft: Draft, tmp_path: Path, number: signal.Signals, exit_status: int
) -> None:
    draft.add("documents", id="later", title="稍后补上", body="")
    package = draft.write(tmp_path / "more")
    with index_held(instance), running((*HUISHENG, "import", package, "--home", instance)) as process:
        line_of(process, "更新检索库")
        process.send_signal(number)
        assert "再次运行" in line_of(process, "huisheng: 已中断")
        assert process.wait(10) == exit_status
    assert command("import", package).status == 0
    assert "待处理变更：0" in command("index", "status").output


@pytest.mark.parametrize("closing_streams", ["<&-", "<&- >&- 2>&-"])
def test_a_command_works_with_its_standard_streams_closed(instance: Path, closing_streams: str) -> None:
    command = ["sh", "-c", f'exec "$@" {closing_streams}', "sh", *HUISHENG, "index", "rebuild", "--home", str(instance)]
    before = generation(instance)
    done = subprocess.run(command, check=False, capture_output=True, env=environment(), text=True, timeout=PATIENCE)
    # a slow machine may print a line of progress; a fault would begin with the command's name
    assert done.returncode == 0
    assert not {"huisheng:", "Traceback"} & set(done.stderr.split())
    assert generation(instance) == before + 1


def test_output_that_nobody_reads_is_no_error(instance: Path) -> None:
    command = 'exec 3>&1; { "$@" 2>&3; echo "$?" >&3; } | true'
    done = subprocess.run(
        ["sh", "-c", command, "sh", *HUISHENG, "doctor", "--home", str(instance)],
        check=False,
        capture_output=True,
        env=environment(),
        text=True,
        timeout=PATIENCE,
    )
    assert done.stdout in {"0\n", "1\n"}
