from pathlib import Path

import pytest

from admin.commands.command_line import VERBS
from admin.commands.errors import lines_for
from tests.admin.commands.conftest import Command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少 命令"),
        (["serve", "everything"], "everything"),
        (["serve", "all", "--portal-port", "99999"], "99999"),
        (["serve", "all", "--portal-port", "http"], "--portal-port"),
        (["serve", "all", "--workers", "0"], "--workers"),
        (["index"], "rebuild|drain|status"),
        (["import"], "PATH"),
        (["import", "one", "two"], "不认识 two"),
        (["init", "--admn", "root"], "--admn"),
        (["backup", "file"], "backup"),
        (["user", "list"], "user"),
    ],
)
def test_wrong_arguments_are_named_in_one_line(command: Command, arguments: list[str], said: str) -> None:
    told = command(*arguments)
    assert told.status == 2
    assert told.errors.count("\n") == 1
    assert told.errors.startswith("huisheng: 参数有误")
    assert said in told.errors
    assert "--help" in told.errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["index", "status"], "huisheng init"),
        (["export", "data", "elsewhere"], "huisheng init"),
        (["import", "package"], "huisheng init"),
        (["serve", "all"], "huisheng init"),
        (["serve", "worker"], "huisheng init"),
        (["serve", "admin"], "下一版本"),
        (["export", "site", "elsewhere"], "以后的版本"),
        (["upgrade"], "没有"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_says_what_to_do(command: Command, arguments: list[str], said: str) -> None:
    told = command(*arguments)
    assert told.status == 1
    assert told.errors.count("\n") == 1
    assert said in told.errors


@pytest.mark.parametrize("arguments", [["serve", "all"], ["demo"], ["import", "x"], ["index", "status"], ["upgrade"]])
@pytest.mark.parametrize(
    ("name", "value"),
    [("HUISHENG_BASEURL", "https://rd.shifan.example"), ("HUISHENG_BASE_URL", "rd.shifan.example")],
)
def test_an_unknown_or_bad_setting_stops_the_start_with_its_name(
    command: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    told = command(*arguments)
    assert told.status == 1
    assert told.errors.count("\n") == 1
    assert name in told.errors


def test_a_bad_setting_in_the_file_is_named(command: Command, instance: Path) -> None:
    (instance / "huisheng.toml").write_text('colour = "red"\n', encoding="utf-8")
    told = command("serve", "all")
    assert told.status == 1
    assert "huisheng.toml colour" in told.errors


def test_help_names_every_verb_that_there_is_and_no_other(command: Command) -> None:
    told = command("--help")
    assert told.status == 0
    offered = {line.split()[0] for line in told.output.splitlines() if line.startswith("    ")}
    assert offered == {"init", "serve", "demo", "import", "export", "index", "doctor", "upgrade"}


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_every_verb_explains_itself_and_takes_the_home(command: Command, verb: str) -> None:
    told = command(verb, "--help")
    assert told.status == 0
    assert "--home DIR" in told.output


def test_a_database_that_is_none_is_one_line(command: Command, instance: Path) -> None:
    (instance / "huisheng.db").write_text("not a database " * 1000, encoding="utf-8")
    told = command("index", "status")
    assert told.status == 1
    assert told.errors.count("\n") == 1
    assert "huisheng.db" in told.errors


def test_a_folder_that_cannot_be_made_is_one_line(command: Command, instance: Path) -> None:
    told = command("export", "data", instance / "huisheng.db" / "inside")
    assert told.status == 1
    assert told.errors.count("\n") == 1
    assert "huisheng.db" in told.errors


def test_details_of_an_unexpected_error_go_to_the_logs(home: Path) -> None:
    home.mkdir()
    (line,) = lines_for(ZeroDivisionError("over\nzero"), home)
    assert "ZeroDivisionError：over zero" in line
    (log,) = (home / "logs").iterdir()
    assert str(log) in line
    assert "ZeroDivisionError: over" in log.read_text("utf-8")


def test_an_unexpected_error_without_an_instance_is_still_one_line(home: Path) -> None:
    (line,) = lines_for(ZeroDivisionError("over\nzero"), home)
    assert "over zero" in line
    assert not home.exists()
