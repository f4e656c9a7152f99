"""What an operator does with an instance, from its founding to its export."""

import re
from pathlib import Path

import pytest

from tests.admin.commands.conftest import Command
from tests.content.packages.conftest import tree
from tests.content.packages.draft import Draft, make_draft


def test_a_new_instance_is_sound(command: Command) -> None:
    assert command("init").status == 0
    told = command("doctor")
    assert (told.status, told.output.count("✗")) == (0, 0)


def test_options_of_the_next_version_are_accepted_and_said_to_do_nothing(
    command: Command, home: Path, tmp_path: Path
) -> None:
    key = tmp_path / "recovery-key.txt"
    told = command("init", "--admin", "root", "--password-file", tmp_path / "none", "--recovery-key-out", key)
    assert told.status == 0
    (line,) = (line for line in told.output.splitlines() if "--admin" in line)
    assert "暂不起作用" in line
    assert "--recovery-key-out" in line
    assert not key.exists()
    assert not (home / "recovery-key.txt").exists()


def test_an_instance_is_not_founded_twice(command: Command, instance: Path) -> None:
    before = (instance / "huisheng.db").read_bytes()
    told = command("init")
    assert told.status == 1
    assert told.errors.count("\n") == 1
    assert (instance / "huisheng.db").read_bytes() == before


@pytest.mark.usefixtures("instance")
def test_what_is_imported_is_in_the_index_when_the_command_returns(command: Command) -> None:
    told = command("index", "status")
    assert "待处理变更：0" in told.output
    assert "状况：正常" in told.output
    assert int(re.findall(r"条目：(\d+)", told.output)[0]) > 5


@pytest.mark.usefixtures("instance")
def test_a_second_import_changes_nothing(command: Command, package: Path) -> None:
    before = command("index", "status").output
    told = command("import", package)
    assert told.status == 0
    assert "新增 0 行，改动 0 行" in told.output
    assert command("index", "status").output == before


@pytest.mark.usefixtures("instance")
def test_export_import_export_gives_the_same_bytes(command: Command, tmp_path: Path) -> None:
    first, second, other = tmp_path / "first", tmp_path / "second", tmp_path / "other"
    assert command("export", "data", first).status == 0
    assert command("init", at=other).status == 0
    assert command("import", first, at=other).status == 0
    assert command("export", "data", second, at=other).status == 0
    assert tree(first) == tree(second)


def test_errors_of_a_package_are_listed_with_their_places(command: Command, tmp_path: Path) -> None:
    draft = make_draft()
    for number in range(60):
        draft.add("documents", id=f"Bad {number}", title=f"{number}")
    assert command("init").status == 0
    told = command("import", draft.write(tmp_path / "broken"))
    assert told.status == 1
    *shown, more, last = told.errors.splitlines()
    assert len(shown) == 50
    assert all(re.match(r"documents\.csv:\d+:id .", line) for line in shown)
    assert "另有 10 处" in more
    assert last.startswith("huisheng: 数据包有 60 处错误")
    assert "条目：0" in command("index", "status").output


@pytest.mark.usefixtures("instance")
def test_a_package_that_is_not_there_is_refused(command: Command, tmp_path: Path) -> None:
    told = command("import", tmp_path / "none")
    assert told.status == 1
    assert "none" in told.errors


@pytest.mark.usefixtures("instance")
def test_the_index_is_built_anew_on_request(command: Command) -> None:
    before, after = command("index", "status").output, command("index", "rebuild").output
    assert before.splitlines()[0] == after.splitlines()[0]
    assert before != after


def test_an_index_that_was_lost_comes_back_with_a_drain(command: Command, instance: Path) -> None:
    before = command("index", "status").output
    for path in sorted((instance / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert command("doctor").status == 1
    after = command("index", "drain")
    assert after.status == 0
    assert after.output.splitlines()[0] == before.splitlines()[0]
    assert command("doctor").status == 0


def test_an_upgrade_of_a_current_instance_says_so(command: Command, instance: Path) -> None:
    told = command("upgrade")
    assert told.status == 0
    assert "已是最新" in told.output
    assert not (instance / "backups").exists()


@pytest.mark.usefixtures("instance")
def test_a_package_from_elsewhere_joins_what_is_there(command: Command, draft: Draft, tmp_path: Path) -> None:
    draft.add("documents", id="second", title="补充通知", body="")
    told = command("import", draft.write(tmp_path / "more"))
    assert told.status == 0
    assert "新增 1 行" in told.output


def test_an_instance_on_postgresql_is_founded_filled_looked_at_and_upgraded(
    command: Command, home: Path, package: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUISHENG_DATABASE_URL", postgres_url)
    for arguments in (["init"], ["import", package], ["upgrade"], ["doctor"]):
        told = command(*arguments)
        assert (told.status, told.errors) == (0, ""), told
    assert not (home / "huisheng.db").exists()
