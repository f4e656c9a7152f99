"""An instance's folder, and the command run on it within this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from admin.commands import command_line
from tests.content.packages.draft import Draft, make_draft


@dataclass(frozen=True)
class Told:
    """What a command left: its exit status and what it printed."""

    status: int
    output: str
    errors: str


Command = Callable[..., Told]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give the folder of an instance that is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def command(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Give a function that runs a command line on the instance, or on one at another place."""

    def run(*arguments: object, at: Path = home) -> Told:
        capsys.readouterr()
        where = ("--home", at) if arguments else ()
        try:
            status = command_line.run([str(argument) for argument in (*arguments, *where)])
        except SystemExit as end:
            status = int(end.code or 0)
        return Told(status, *capsys.readouterr())

    return run


@pytest.fixture
def draft() -> Draft:
    """Give a small data package of 示范县, not yet written."""
    return make_draft()


@pytest.fixture
def package(draft: Draft, tmp_path: Path) -> Path:
    """Give a small data package of 示范县."""
    return draft.write(tmp_path / "package")


@pytest.fixture
def instance(command: Command, package: Path, home: Path) -> Path:
    """Give an instance that holds the package."""
    assert command("init").status == 0
    assert command("import", package).status == 0
    return home
