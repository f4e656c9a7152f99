"""Laws that ruff and import-linter cannot say."""

import pytest

from tests.conventions.sources import ALL_PACKAGES, PACKAGES, ROOT, calls, imports, python_files

README_LINES = 40
CLOCKS = ("datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns")
FORBIDDEN_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}


def test_only_the_database_module_commits() -> None:
    committing = {path for path, tree in python_files(*PACKAGES) for _, name in calls(tree) if name.endswith(".commit")}
    # the engine's is Whoosh's writer: the index, not the database
    assert committing <= {"content/database.py", "search_index/engine.py"}


def test_only_the_markup_module_makes_trusted_html() -> None:
    makers = [
        f"{path}:{line}"
        for path, tree in python_files(*PACKAGES)
        for line, name in calls(tree)
        if name.rpartition(".")[2] == "Markup" and path != "content/markup.py"
    ]
    assert makers == []


def test_the_domain_is_told_the_time() -> None:
    readers = [
        f"{path}:{line} {name}"
        for path, tree in python_files("content")
        for line, name in calls(tree)
        if name.endswith(CLOCKS)
    ]
    assert readers == []


def test_one_file_imports_whoosh() -> None:
    importers = {
        path
        for path, tree in python_files(*ALL_PACKAGES)
        for name in imports(tree)
        if name.partition(".")[0] == "whoosh"
    }
    assert importers <= {"search_index/engine.py"}


def test_names_say_what_is_inside() -> None:
    vague = [
        path.relative_to(ROOT).as_posix()
        for package in ALL_PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.stem in FORBIDDEN_NAMES
    ]
    assert vague == []


@pytest.mark.parametrize("package", ALL_PACKAGES)
def test_a_package_says_in_forty_lines_what_it_is_for(package: str) -> None:
    lines = (ROOT / package / "README.md").read_text("utf-8").splitlines()
    assert 0 < len(lines) <= README_LINES
