"""Keeping the index true to what is published: one writer at a time, drained from the change rows."""

import errno
import fcntl
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from content.changes import EVERYTHING, acknowledge, last_sequence, pending, pending_count
from content.database import Database
from content.kind import Entry
from content.kinds import KIND_BY_NAME
from search_index import engine
from search_index.documents import SearchDocument
from search_index.due import due_objects
from search_index.index import POINTER, VERSION, Pointer, read_pointer

CONSUMER = "search"
"""The name under which the change rows are acknowledged."""

BATCH = 500
LOCK = "writer.lock"

Progress = Callable[[int, int], None]
"""(done, of how many) while a long run works."""

_log = logging.getLogger(__name__)


class IndexBusy(RuntimeError):
    """Another process is writing the index."""

    def __init__(self, holder: str) -> None:
        """Name the process."""
        super().__init__(f"检索索引正由进程 {holder} 写入；请等它结束后再试")
        self.holder = holder


class IndexNotWritten(RuntimeError):
    """The disk refused; the index is as it was before and the changes stay pending."""

    def __init__(self, problem: str) -> None:
        """Say what the disk said."""
        super().__init__(f"检索索引未能写入（{problem}）；原索引未变，请检查磁盘空间和目录权限后再试")
        self.problem = problem


@dataclass(frozen=True, slots=True)
class DrainReport:
    """What one run did."""

    generation: int
    documents: int
    changes: int = 0
    updated: int = 0
    removed: int = 0
    rebuilt: str = ""
    """Why the index was built anew, for people; empty if it was not."""


@dataclass(frozen=True, slots=True)
class Status:
    """What `huisheng index status` says."""

    documents: int
    generation: int
    version: str
    current_version: str
    pending: int
    problem: str
    """What the next drain will mend by building anew; empty if the index is sound."""


def drain(database: Database, folder: Path, now: datetime, limit: int = BATCH) -> DrainReport:
    """Bring up to `limit` pending changes, and what became public by the clock, into the index.

    Changes are acknowledged once the index is on the disk. A missing, damaged or outdated index, or a change of
    everything, is answered by building the index anew. Raises IndexBusy if another process writes, IndexNotWritten if
    the disk refuses; both leave the changes pending. Running twice, or again after having been killed, does no harm.
    """
    with _writing(folder):
        problem = _problem(folder)
        pointer = read_pointer(folder)
        if problem or pointer is None:
            return _rebuild(database, folder, now, problem)
        with database.reading() as session:
            changes = pending(session, CONSUMER, limit)
            objects = {(change.kind, change.object_id) for change in changes}
            objects |= due_objects(session, datetime.fromisoformat(pointer.as_of), now)
            is_everything = EVERYTHING in objects
            documents = [] if is_everything else _public(session, now, objects)
        if is_everything:
            return _rebuild(database, folder, now, "全部内容已变更")
        gone = {f"{kind}/{object_id}" for kind, object_id in objects} - {document.key for document in documents}
        if objects:
            try:
                count = engine.write(folder / pointer.folder, documents, gone)
                pointer = _point(folder, pointer.folder, pointer.generation + 1, count, now)
            except OSError as error:
                if error.errno != errno.ENOENT:
                    raise IndexNotWritten(error.strerror or str(error)) from error
                return _rebuild(database, folder, now, "索引文件缺失")
            except Exception:  # noqa: BLE001 - damage has many faces; a fault of ours shows again in the building
                _log.exception("the search index is damaged and is built anew")
                return _rebuild(database, folder, now, "索引文件损坏")
        if changes:
            with database.transaction() as session:
                acknowledge(session, CONSUMER, changes[-1].seq)
        return DrainReport(pointer.generation, pointer.documents, len(changes), len(documents), len(gone))


def rebuild(database: Database, folder: Path, now: datetime, progress: Progress | None = None) -> DrainReport:
    """Build the index anew beside the old one, which is searched until the new one takes its place at once.

    Acknowledges every change up to the moment whose content was read. Raises as `drain` does.
    """
    with _writing(folder):
        return _rebuild(database, folder, now, "按要求重建", progress)


def replace_all(
    folder: Path, documents: Sequence[SearchDocument], now: datetime, progress: Progress | None = None
) -> Pointer:
    """Build an index of these documents in place of the one in use; for those who hold the documents themselves."""
    with _writing(folder):
        return _replace(folder, documents, now, progress)


def status(database: Database, folder: Path) -> Status:
    """Say how the index stands; writes nothing."""
    pointer = read_pointer(folder)
    with database.reading() as session:
        waiting = pending_count(session, CONSUMER)
    return Status(
        documents=pointer.documents if pointer else 0,
        generation=pointer.generation if pointer else 0,
        version=pointer.version if pointer else "",
        current_version=VERSION,
        pending=waiting,
        problem=_problem(folder),
    )


def _public(session: Session, now: datetime, objects: Iterable[tuple[str, str]]) -> list[SearchDocument]:
    """Give those of the objects that are public now and not withdrawn."""
    ids: dict[str, set[str]] = {}
    for kind, object_id in objects:
        ids.setdefault(kind, set()).add(object_id)
    documents: list[SearchDocument] = []
    for kind, wanted in ids.items():
        if kind in KIND_BY_NAME:
            documents += _searchable(KIND_BY_NAME[kind].entries(session, now, wanted))
    return documents


def _searchable(entries: Sequence[Entry]) -> list[SearchDocument]:
    return [SearchDocument.from_entry(entry) for entry in entries if entry.withdrawn is None]


def _rebuild(
    database: Database, folder: Path, now: datetime, reason: str, progress: Progress | None = None
) -> DrainReport:
    with database.reading() as session:
        seen = last_sequence(session)
        waiting = pending_count(session, CONSUMER)
        documents = [
            document for kind in KIND_BY_NAME.values() for document in _searchable(kind.entries(session, now, None))
        ]
    pointer = _replace(folder, documents, now, progress)
    with database.transaction() as session:
        acknowledge(session, CONSUMER, seen)
    return DrainReport(pointer.generation, pointer.documents, waiting, len(documents), 0, reason)


def _replace(folder: Path, documents: Sequence[SearchDocument], now: datetime, progress: Progress | None) -> Pointer:
    before = read_pointer(folder)
    # Where the pointer was lost the count must not begin at 1 again: readers may hold answers of that generation
    generation = before.generation + 1 if before else int(now.timestamp())
    name = f"index-{generation}"
    _remove_all_but(folder, before.folder if before else "")
    try:
        engine.create(folder / name)
        count = engine.write(folder / name, _counted(documents, progress))
        pointer = _point(folder, name, generation, count, now)
    except OSError as error:
        shutil.rmtree(folder / name, ignore_errors=True)
        raise IndexNotWritten(error.strerror or str(error)) from error
    _remove_all_but(folder, name)
    return pointer


def _counted(documents: Sequence[SearchDocument], progress: Progress | None) -> Iterator[SearchDocument]:
    for done, document in enumerate(documents, 1):
        yield document
        if progress:
            progress(done, len(documents))


def _remove_all_but(folder: Path, name: str) -> None:
    for other in folder.glob("index-*"):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)


def _point(folder: Path, name: str, generation: int, documents: int, now: datetime) -> Pointer:
    """Make a sub-folder the one in use; readers see either the old or the new pointer, also after a power cut."""
    commit, files = engine.inventory(folder / name)
    pointer = Pointer(name, generation, VERSION, documents, now.isoformat(), commit, files)
    new = folder / f"{POINTER}.new"
    with new.open("w", encoding="utf-8") as opened:
        json.dump(asdict(pointer), opened, ensure_ascii=False, sort_keys=True)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(folder / POINTER)
    engine.sync_folder(folder)
    return pointer


def _problem(folder: Path) -> str:
    """Say why the index must be built anew; empty if it need not."""
    pointer = read_pointer(folder)
    if pointer is None:
        return "没有可用的索引" if (folder / POINTER).exists() else "尚无索引"
    if pointer.version != VERSION:
        return "分析规则已更新"
    try:
        commit, files = engine.inventory(folder / pointer.folder)
    except OSError:
        return "索引文件缺失"
    # A writer that was killed leaves files that belong to nothing; or, if between its commit and the pointer, a whole
    # commit whose changes are still pending
    if commit < pointer.commit or (commit == pointer.commit and not pointer.files.items() <= files.items()):
        return "索引文件损坏"
    return ""


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Hold the writer's lock, which the system frees when the process ends in whatever way; raise IndexBusy."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise IndexNotWritten(error.strerror or str(error)) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusy(os.read(descriptor, 20).decode("ascii", "replace").strip() or "?") from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)
