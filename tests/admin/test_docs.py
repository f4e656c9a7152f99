"""What the documents for operators promise is what the program has."""

import argparse
import re
from pathlib import Path

import pytest

from admin.commands.command_line import VERBS
from admin.commands.verb import Verb
from content.packages.schema import TABLES, Table
from content.subjects.models import RESERVED_IDS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def row_of(document: str, name: str) -> str:
    """Give the row of a document's table that begins with a name."""
    found = re.search(rf"^\| `{re.escape(name)}\b[^|]*\|.*$", (DOCS / document).read_text("utf-8"), re.MULTILINE)
    assert found, f"{document} has no row for {name}"
    return found[0]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_of_the_data_package_is_documented(table: Table) -> None:
    documented = re.findall(r"`(\w+)`(\\?\*)?", row_of("data-package.md", table.name))
    known = {column.name for column in table.columns}
    expected = {column.name: column.required for column in table.columns}
    expected = {name: needed for name, needed in expected.items() if name.removesuffix("_text") not in known - {name}}
    assert {name: bool(star) for name, star in documented[1:]} == expected


def test_every_value_of_the_data_package_is_documented() -> None:
    lines = (DOCS / "data-package.md").read_text("utf-8").splitlines()
    for table in TABLES.values():
        for column in table.columns:
            if column.values:
                (line,) = (line for line in lines if f"`{table.name}.{column.name}`" in line)
                assert line.split("|")[2].split() == list(column.values)


def test_the_ids_that_are_reserved_are_documented() -> None:
    document = (DOCS / "data-package.md").read_text("utf-8")
    assert [name for name in RESERVED_IDS if f"`{name}`" not in document] == []


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_and_option_is_documented(verb: Verb) -> None:
    document = (DOCS / "run.md").read_text("utf-8")
    assert row_of("run.md", verb.name)
    parser = argparse.ArgumentParser()
    verb.configure(parser)
    options = {option for option in re.findall(r"--[a-z-]+", parser.format_help()) if option != "--help"}
    assert [option for option in options if f"`{option}" not in document] == []


@pytest.mark.parametrize("document", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_links_between_the_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
