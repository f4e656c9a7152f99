"""Reading a data package into the database: all of it or nothing."""

import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from content import changes, files
from content.database import Base, Database
from content.documents import publishing
from content.documents.models import Attachment, Document
from content.markup import clean_html, html_from_markdown
from content.packages.cells import CellError, refuse_unseen, write_cell
from content.packages.checks import check
from content.packages.errors import Faults
from content.packages.folder import FileError, PackageFolder, read_text
from content.packages.media import ENDINGS, problem_with
from content.packages.reading import Key, Package, Row, TableRows, read_package
from content.packages.schema import TABLES, Cell, Table
from content.packages.stored import attribute, portions, stored
from content.subjects.models import Subject

Progress = Callable[[str, int, int], None]
"""Told a table's name, or the folder of the files being read, then how many are done, and of how many."""

ACTOR = "数据包导入"
"""Who makes the versions of imported documents."""
BODY_LIMIT = 10 * 2**20
_BODIES = {".html": clean_html, ".md": html_from_markdown}
_SHOWN_ELSEWHERE = frozenset({"officials", "cycles"})
"""Tables whose rows stand on many more pages than `touches` can name: a name and a title, and what hangs on a year."""
_PUBLICATION = frozenset({"published_at", "updated_at"})
_SUBJECTS = {"reviews": "review", "matters": "matter"}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many rows of each table were added, changed and left as they were."""

    added: Mapping[str, int]
    changed: Mapping[str, int]
    unchanged: Mapping[str, int]


def import_package(
    database: Database, files_folder: Path, folder: Path, now: datetime, progress: Progress | None = None
) -> ImportReport:
    """Read the package in `folder` into the database, in one transaction; what is there already stays or is changed.

    Raise PackageErrors with every fault: then nothing was imported. Attachments' bytes are stored before the
    transaction begins, under their SHA-256, where no row leads to them if it fails. Long work (files, HTML) is done
    before the transaction, so that others can write meanwhile.
    """
    report = progress or _silent
    faults = Faults()
    package = read_package(folder, faults)
    with tempfile.TemporaryFile() as spool:
        bodies = _Bodies(spool)
        with database.reading() as session:
            check(session, package, faults)
            _read_bodies(session, package, bodies, faults, report)
        _check_attachments(package, faults, report)
        faults.refuse()
        _store_attachments(package, files_folder)
        writing = _Writing(package, bodies, now.replace(microsecond=0), report)
        try:
            with database.transaction() as session:
                writing.write(session)
        except IntegrityError as error:
            reason = " ".join(str(error.orig).split())
            faults.add(writing.file, f"数据库不接受这些内容（{reason}）；互换编号或序号请分两次导入")
        faults.refuse()
    return ImportReport(*(dict(counter) for counter in (writing.added, writing.changed, writing.unchanged)))


def attachment_path(attachment_id: str, media_type: str) -> str:
    """Give the path that an attachment has in every package that we write."""
    return f"attachments/{attachment_id}{ENDINGS[media_type][0]}"


class _Bodies:
    """Clean HTML by document id, kept in a file until it is written."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, document: str, html: str) -> None:
        begins = self._spool.tell()
        self._places[document] = (begins, self._spool.write(html.encode()))

    def __getitem__(self, document: str) -> str:
        if document not in self._places:
            return ""
        begins, size = self._places[document]
        self._spool.seek(begins)
        return self._spool.read(size).decode()


def _silent(step: str, done: int, total: int) -> None:
    del step, done, total


def _read_bodies(session: Session, package: Package, bodies: _Bodies, faults: Faults, progress: Progress) -> None:
    rows = [row for row in package.rows("documents") if row["body"] and not row.broken]
    done = 0
    for portion in portions(rows):
        there = dict(stored(session, "documents", ("id", "body"), "id", {row["id"] for row in portion}))
        for row in portion:
            try:
                bodies.add(row["id"], _clean_body(package.folder, row["body"], there.get(row["id"])))
            except FileError as error:
                _fault(package, faults, row, "body", str(error))
        done += len(portion)
        progress("documents/", done, len(rows))


def _clean_body(folder: PackageFolder, path: str, there: str | None) -> str:
    """Read a body as clean HTML; what is `there` already was cleaned when it came, which saves most of the work."""
    clean = _BODIES.get(PurePosixPath(path).suffix)
    if clean is None:
        raise FileError(f"正文“{path}”应为 .html 或 .md 文件")
    with folder.open(path) as source:
        try:
            text = read_text(source, BODY_LIMIT)
        except FileError as error:
            raise FileError(f"正文“{path}”{error}") from None
    if there and text.strip() == there:
        return there
    try:
        html = clean(text)
        refuse_unseen(html)
    except RecursionError:
        raise FileError(f"正文“{path}”嵌套太深") from None
    except CellError as error:
        raise FileError(f"正文“{path}”{error}") from None
    if not html:
        raise FileError(f"正文“{path}”里没有可以公布的内容；没有正文就让单元格空着")
    return html


def _check_attachments(package: Package, faults: Faults, progress: Progress) -> None:
    rows = [row for row in package.rows("attachments") if not row.broken]
    for number, row in enumerate(rows, 1):
        try:
            with package.folder.open(row["path"]) as source:
                found = files.digest(source)
                source.seek(0)
                problem = problem_with(row["name"], row["media_type"], found.size, source)
        except FileError as error:
            _fault(package, faults, row, "path", str(error))
            continue
        if found.size != row["size"]:
            _fault(package, faults, row, "size", f"文件有 {found.size} 字节，不是 {row['size']}")
        if found.sha256 != row["sha256"]:
            _fault(package, faults, row, "sha256", f"文件的 SHA-256 是 {found.sha256}；文件或校验和有误")
        if problem:
            _fault(package, faults, row, "path", f"附件“{row['name']}”不能收：{problem}")
        progress("attachments/", number, len(rows))


def _store_attachments(package: Package, files_folder: Path) -> None:
    for row in package.rows("attachments"):
        if not files.verify(files_folder, row["sha256"]):
            with package.folder.open(row["path"]) as source:
                files.store(files_folder, source)


def _fault(package: Package, faults: Faults, row: Row, column: str, message: str) -> None:
    faults.add(package.tables[row.table.name].file, message, row.line, column)


@dataclass(slots=True)
class _Writing:
    """Puts a checked package into the database."""

    package: Package
    bodies: _Bodies
    now: datetime
    progress: Progress
    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    touched: set[tuple[str, str]] = field(default_factory=set)
    file: str = ""
    """The file that is being written, or was when something went wrong."""

    def write(self, session: Session) -> None:
        for name, table in TABLES.items():
            if name in self.package.tables:
                self._table(session, table, self.package.tables[name])
        if changes.EVERYTHING in self.touched:
            self.touched = {changes.EVERYTHING}
        changes.record(session, self.touched, self.now)

    def _table(self, session: Session, table: Table, found: TableRows) -> None:
        self.file = found.file
        done = 0
        for rows in portions(found.rows.values()):
            there = self._there(session, table, rows)
            if table.name in _SUBJECTS:
                _claim(session, [row["id"] for row in rows if row.key not in there], _SUBJECTS[table.name])
            for row in rows:
                self._row(session, table, row, there.get(row.key))
            session.flush()
            session.expunge_all()
            done += len(rows)
            self.progress(table.name, done, len(found.rows))

    def _there(self, session: Session, table: Table, rows: Collection[Row]) -> dict[Key, Base]:
        """Give the database's rows with the keys of these."""
        names = [table.column(name).attribute for name in table.key]
        asked = select(table.model).where(attribute(table, table.key[0]).in_({row.key[0] for row in rows}))
        return {tuple(getattr(one, name) for name in names): one for one in session.scalars(asked)}

    def _row(self, session: Session, table: Table, row: Row, there: Base | None) -> None:
        values = self._values(table, row)
        if there is None:
            self._date(values)
            self.added[table.name] += 1
        else:
            values = self._altered(table, there, values)
            if not values:
                self.unchanged[table.name] += 1
                return
            self.changed[table.name] += 1
        if table.model is Document:
            document = there if isinstance(there, Document) else Document(version=0, audience="office")
            publishing.take_over(session, document, values, ACTOR, self.now)
            return
        if there is None:
            there = table.model()
            session.add(there)
        else:
            # what showed the row before the change, and may show it no more
            self._touch(table, there)
        for name, value in values.items():
            setattr(there, name, value)
        self._touch(table, there)

    def _values(self, table: Table, row: Row) -> dict[str, Any]:
        """Give what a row says, by the model's attributes."""
        values = {column.attribute: row[column.name] for column in table.columns if column.cell is not Cell.PATH}
        if table.model is Document:
            values["body"] = self.bodies[row["id"]]
        elif table.model is Attachment:
            values["path"] = attachment_path(row["id"], row["media_type"])
        return values

    def _date(self, values: dict[str, Any]) -> None:
        """Date a new row: an empty first publication is now, an empty change is the first publication."""
        if "published_at" in values:
            published_at = values["published_at"] or self.now
            values["published_at"] = published_at
            values["updated_at"] = max(values["updated_at"] or published_at, published_at)

    def _altered(self, table: Table, there: Base, values: dict[str, Any]) -> dict[str, Any]:
        """Give the values that differ from what is there; moments of publication only ever move forward."""
        altered = {
            column.attribute: values[column.attribute]
            for column in table.columns
            if column.attribute not in _PUBLICATION
            and write_cell(column.cell, getattr(there, column.attribute))
            != write_cell(column.cell, values[column.attribute])
        }
        if "published_at" in values:
            before = _known(getattr(there, "updated_at", None) or getattr(there, "published_at", None))
            given = values["updated_at"]
            if given is not None and given > before:
                altered["updated_at"] = given
            elif altered:
                altered["updated_at"] = max(self.now, before)
        return altered

    def _touch(self, table: Table, there: Base) -> None:
        objects = () if table.name in _SHOWN_ELSEWHERE else there.touches()
        self.touched.update(objects or [changes.EVERYTHING])


def _known(moment: datetime | None) -> datetime:
    """Give the moment of a row that was checked to be published."""
    if moment is None:
        raise LookupError("published_at")
    return moment.replace(microsecond=0)


def _claim(session: Session, ids: Collection[str], kind: str) -> None:
    """Take the ids of new reviews or matters; one that is taken by its own kind may be there already."""
    there = set(session.scalars(select(Subject.id).where(Subject.id.in_(ids))))
    session.add_all(Subject(id=subject, kind=kind) for subject in ids if subject not in there)
    # without a relationship SQLAlchemy does not know that the row which refers to these comes after them
    session.flush()
