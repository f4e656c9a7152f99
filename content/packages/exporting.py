"""Writing everything that is public as a data package."""

import csv
import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Integer, collate, func, select
from sqlalchemy.orm import Session

from content import files
from content.documents.models import Attachment, Document
from content.packages.cells import write_cell
from content.packages.importing import Progress, attachment_path
from content.packages.reading import DESCRIPTION
from content.packages.schema import TABLES, Cell, Column, Table, table_schema
from content.packages.stored import attribute
from content.visibility import visible

AT_ONCE = 500
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
TITLE = "人大监督公开数据"
_SOURCED = {"value", "source"}


class ExportError(Exception):
    """The package cannot be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many rows of each table were written, and how many documents and attachments as files."""

    rows: Mapping[str, int]
    files: int


def export_package(
    session: Session, files_folder: Path, folder: Path, now: datetime, progress: Progress | None = None
) -> ExportReport:
    """Write what is public at `now` into a new or empty folder; it is there whole or not at all.

    The same content gives the same bytes. Every table is written, also an empty one. Raise ExportError for a folder
    that holds anything, or when an attachment's bytes are lost.
    """
    place = folder.resolve()
    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise ExportError(f"{folder} 已存在且不是空文件夹；请换一个新的或空的文件夹")
    partial = place.parent / f".{place.name}.{secrets.token_hex(4)}"
    try:
        partial.mkdir(parents=True)
        report = _Writing(_Public(session, now), files_folder, partial, progress).write()
        partial.replace(place)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return report


class _Public:
    """The rows of each table as the public sees them: nothing of a row names what is not public."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._keys: dict[str, set[str]] = {}
        every = set(session.scalars(select(Document.id)))
        self._hidden_documents = every - self._public_keys("documents")
        self._subjects = self._public_keys("reviews") | self._public_keys("matters")

    def count(self, table: Table) -> int:
        """Count the public rows of a table."""
        asked = select(func.count()).select_from(table.model).where(self._condition(table))
        return self._session.scalars(asked).one()

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """Give the public rows in the order of their key, by the names of the package's columns."""
        columns = [attribute(table, column.name) for column in table.columns]
        asked = select(*columns).where(self._condition(table)).order_by(*map(self._ordered, self._key_columns(table)))
        for values in self._session.execute(asked, execution_options={"yield_per": AT_ONCE}):
            yield {
                column.name: self._seen(table, column, value)
                for column, value in zip(table.columns, values, strict=True)
            }

    def _seen(self, table: Table, column: Column, value: Any) -> Any:  # noqa: ANN401 - what the column holds
        if column.reference:
            return value if value in self._public_keys(column.reference) else None
        if column.name == "source":
            return None if value in self._hidden_documents else value
        if table.model is Document and column.name == "subjects":
            return tuple(name for name in value if name in self._subjects)
        return self._without_hidden_sources(value) if column.cell is Cell.JSON else value

    def _without_hidden_sources(self, part: Any) -> Any:  # noqa: ANN401 - JSON
        """Take away the source of each rule that comes from a document which is not public."""
        if isinstance(part, dict):
            seen = {key: self._without_hidden_sources(value) for key, value in part.items()}
            hidden = set(part) == _SOURCED and part["source"].get("document") in self._hidden_documents
            return seen["value"] if hidden else seen
        return [self._without_hidden_sources(value) for value in part] if isinstance(part, list) else part

    def _public_keys(self, name: str) -> set[str]:
        if name not in self._keys:
            table = TABLES[name]
            (key,) = self._key_columns(table)
            self._keys[name] = set(self._session.scalars(select(key).where(self._condition(table))))
        return self._keys[name]

    def _condition(self, table: Table) -> ColumnElement[bool]:
        return visible(table.model, self._now)

    def _key_columns(self, table: Table) -> list[ColumnElement[Any]]:
        return [attribute(table, name) for name in table.key]

    def _ordered(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Order texts by their code points, whatever language the database was made for; nothing comes first."""
        if self._session.get_bind().dialect.name == "postgresql" and not isinstance(column.type, Integer):
            return collate(column, "C").nulls_first()
        return column.nulls_first()


@dataclass(slots=True)
class _Writing:
    """Puts the public rows and files into a folder."""

    public: _Public
    files_folder: Path
    folder: Path
    progress: Progress | None
    files: int = 0

    def write(self) -> ExportReport:
        rows = {}
        resources = []
        for name, table in TABLES.items():
            rows[name] = self._table(table)
            with (self.folder / f"{name}.csv").open("rb") as source:
                written = files.digest(source)
            resources.append(
                {
                    "name": name,
                    "path": f"{name}.csv",
                    "profile": "tabular-data-resource",
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "bytes": written.size,
                    "hash": f"sha256:{written.sha256}",
                    "schema": table_schema(table),
                }
            )
        description = {
            "profile": "tabular-data-package",
            "name": "huisheng",
            "title": TITLE,
            "licenses": [LICENCE],
            "resources": resources,
        }
        text = json.dumps(description, ensure_ascii=False, indent=2)
        (self.folder / DESCRIPTION).write_text(f"{text}\n", encoding="utf-8", newline="\n")
        return ExportReport(rows, self.files)

    def _table(self, table: Table) -> int:
        total = self.public.count(table)
        done = 0
        with (self.folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, lineterminator="\r\n")
            writer.writerow(column.name for column in table.columns)
            for row in self.public.rows(table):
                if table.model is Document:
                    row["body"] = self._body(row["id"], row["body"])
                elif table.model is Attachment:
                    row["path"] = self._attachment(row)
                writer.writerow(write_cell(column.cell, row[column.name]) for column in table.columns)
                done += 1
                if self.progress and (done == total or done % AT_ONCE == 0):
                    self.progress(table.name, done, total)
        return done

    def _body(self, document: str, html: str) -> str | None:
        if not html:
            return None
        path = f"documents/{document}.html"
        self._place(path).write_text(f"{html}\n", encoding="utf-8", newline="\n")
        return path

    def _attachment(self, row: Mapping[str, Any]) -> str:
        path = attachment_path(row["id"], row["media_type"])
        place = self._place(path)
        try:
            shutil.copyfile(files.path_of(self.files_folder, row["sha256"]), place)
        except FileNotFoundError:
            place.touch()
        with place.open("rb") as source:
            whole = files.digest(source) == files.StoredFile(row["sha256"], row["size"])
        if not whole:
            raise ExportError(f"附件 {row['id']}（{row['name']}）的文件丢失或损坏；请从备份恢复 {self.files_folder}")
        return path

    def _place(self, path: str) -> Path:
        """Give where a file of the package goes, its folder made; count it."""
        place = self.folder / path
        place.parent.mkdir(exist_ok=True)
        self.files += 1
        return place
