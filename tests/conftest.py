"""What every test may use: PostgreSQL thrown away afterwards, and a run that refuses skips."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest

from content import kinds
from content.changes import found_site
from content.database import Base, Database
from content.settings import Settings, load_settings

# Two busy cores make the time of one example say nothing.
hypothesis.settings.register_profile("huisheng", deadline=None)
hypothesis.settings.load_profile("huisheng")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refuse-skips", action="store_true", help="a skipped test fails, as in CI")


# Outermost, so that it sees what pytest's own hook made of a skip.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(item.config, report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(collector.config, report)
    return report


def _refuse_skip(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    if hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = "xfail is not used here: mend what fails or delete the test"
    elif report.skipped and config.getoption("--refuse-skips"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which --refuse-skips takes for a failure: {report.longrepr}"


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[str]:
    """Start a PostgreSQL server of this test process's own; give a libpq connection string of its superuser."""
    programs = _server_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed (Debian package postgresql)")
    # The server refuses to run as root; Debian's package made the user postgres for it.
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="huisheng-postgres-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user, user)

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "--pgdata", str(folder / "data"), *arguments]
            # The server inherits the output, so a pipe would stay open as long as it runs.
            with (folder / "output").open("w+", encoding="utf-8") as output:
                done = subprocess.run(
                    command,
                    check=False,
                    cwd=folder,
                    env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
                    extra_groups=[] if user else None,
                    group=user,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    user=user,
                )
                output.seek(0)
                if done.returncode:
                    pytest.fail(f"{program} failed:\n{output.read()}")

        run("initdb", "--auth=trust", "--username=huisheng", "--encoding=UTF8", "--no-sync")
        # Only a socket in a folder of our own, and nothing made durable: it is thrown away.
        run("pg_ctl", "start", "--wait", "--options", f"-k {folder} -c listen_addresses= -c fsync=off")
        try:
            yield f"host={folder} user=huisheng dbname=postgres"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode", "immediate")


_numbers = itertools.count(1)


@pytest.fixture
def postgres_url(postgres_cluster: str) -> str:
    """Make an empty PostgreSQL database; give its SQLAlchemy URL."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres_cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        folder = connection.info.host
    return f"postgresql+psycopg://huisheng@/{name}?host={folder}"


def _server_programs() -> Path | None:
    """Find the folder of initdb and pg_ctl; Debian keeps them off the PATH, by version."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


TAG_AUTHORITY = "huisheng.example,2026-01-01"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give the settings of an instance in a folder of its own, 示范县 at home."""
    return load_settings(tmp_path, {"HUISHENG_SITE_ASSEMBLY": "999999"})


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """Give an empty SQLite database with every table and the site row."""
    made = Database(settings.database_url)
    assert kinds.PACKAGE_MODELS  # their import registers every table
    Base.metadata.create_all(made.engine)
    with made.transaction() as session:
        found_site(session, TAG_AUTHORITY)
    yield made
    made.close()
