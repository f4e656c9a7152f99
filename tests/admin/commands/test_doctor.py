import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content import changes
from content.database import Database
from tests.admin.commands.conftest import Command
from tests.admin.commands.running import free_port


def faults(command: Command) -> str:
    told = command("doctor")
    lines = [line for line in told.output.splitlines() if line.startswith("✗")]
    assert told.status == (1 if lines else 0)
    assert all(line[0] in "✓✗" for line in told.output.splitlines())
    return "\n".join(lines)


def test_a_sound_instance_has_a_line_for_each_check(command: Command, instance: Path) -> None:
    told = command("doctor")
    assert told.status == 0
    for word in (str(instance), "磁盘", "数据库", "设置", "检索库", "附件 1 个"):
        assert word in told.output


def test_a_missing_instance_says_how_to_make_one(command: Command) -> None:
    assert "huisheng init" in faults(command)


def test_an_attachment_whose_bytes_changed_is_named(command: Command, instance: Path) -> None:
    (file,) = (path for path in (instance / "files").rglob("*") if path.is_file())
    file.write_bytes(b"other")
    assert "list" in faults(command)


def test_an_attachment_that_is_missing_is_named(command: Command, instance: Path) -> None:
    shutil.rmtree(instance / "files")
    assert "list" in faults(command)


def test_changes_that_wait_are_counted(command: Command, instance: Path) -> None:
    with closing(Database(f"sqlite:///{instance / 'huisheng.db'}")) as database, database.transaction() as session:
        changes.record(session, [("document", "scheme")], datetime.now(UTC))
    assert "1 处变更待处理" in faults(command)
    assert command("index", "drain").status == 0
    assert faults(command) == ""


@pytest.mark.usefixtures("instance")
def test_an_assembly_that_is_not_in_the_content_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUISHENG_SITE_ASSEMBLY", "888888")
    assert "888888" in faults(command)


@pytest.mark.usefixtures("instance")
def test_redis_that_does_not_answer_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUISHENG_REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")
    assert "HUISHENG_REDIS_URL" in faults(command)


@pytest.mark.usefixtures("instance")
def test_a_setting_that_cannot_be_used_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUISHENG_SITE_EDGE_SECONDS", "soon")
    assert "HUISHENG_SITE_EDGE_SECONDS" in faults(command)


def test_a_schema_of_a_newer_version_is_told(command: Command, instance: Path) -> None:
    with closing(Database(f"sqlite:///{instance / 'huisheng.db'}")) as database, database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert "9999" in faults(command)


def test_a_damaged_database_is_told(command: Command, instance: Path) -> None:
    file = instance / "huisheng.db"
    content = bytearray(file.read_bytes())
    content[4096 * 40 : 4096 * 60] = bytes(4096 * 20)
    file.write_bytes(content)
    assert "数据库" in faults(command)
