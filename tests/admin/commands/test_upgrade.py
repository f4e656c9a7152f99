import fcntl
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from admin.commands.progress import Progress
from admin.commands.upgrade import LOCK, safety_copy
from tests.admin.commands.conftest import Command


def test_the_safety_copy_holds_what_is_still_in_the_log(instance: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(instance / "huisheng.db", isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("UPDATE documents SET title = '尚在日志里'")
        copy = safety_copy(instance / "huisheng.db", tmp_path / "backups", Progress())
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert kept.execute("SELECT DISTINCT title FROM documents").fetchall() == [("尚在日志里",)]
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_two_upgrades_do_not_run_at_once(command: Command, instance: Path) -> None:
    with (instance / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = command("upgrade")
    assert told.status == 1
    assert told.errors.count("\n") == 1
    assert "另一个升级" in told.errors
    assert command("upgrade").status == 0


def test_a_database_of_a_newer_version_is_left_as_it_is(command: Command, instance: Path) -> None:
    with closing(sqlite3.connect(instance / "huisheng.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    told = command("upgrade")
    assert told.status == 1
    assert "9999" in told.errors.splitlines()[-1]
