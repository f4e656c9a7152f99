"""The repository's own files, as the house rules see them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("content", "search_index", "web", "portal", "admin")
ALL_PACKAGES = (*PACKAGES, "tests", "benchmarks")

_JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)


def python_files(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """Give each Python file's path from the root and its syntax tree."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give line and dotted name of each call; a part that is not a name reads `?`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, _dotted(node.func)


def imports(tree: ast.Module) -> Iterator[str]:
    """Give the dotted name of each module that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def templates() -> Iterator[tuple[str, str]]:
    """Give each template's path from the root and its source."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("templates/**/*")):
            if path.is_file():
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def markup(source: str) -> str:
    """Leave a template's HTML without what Jinja reads, each line where it was."""
    return _JINJA.sub(lambda match: "\n" * match.group().count("\n"), source)


def found(pattern: re.Pattern[str], path: str, text: str) -> list[str]:
    """Name each place in a text where a pattern stands."""
    return [f"{path}:{text.count(chr(10), 0, match.start()) + 1} {match.group()}" for match in pattern.finditer(text)]


def _dotted(node: ast.expr) -> str:
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return f"{_dotted(node.value)}.{node.attr}"
        case _:
            return "?"
