"""The index follows what is published, whatever happens to the process, the disk or the files."""

import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from content import changes
from content.database import Database
from content.documents import publishing
from content.documents.models import Document
from search_index import engine, writing
from search_index.index import POINTER, SearchIndex, read_pointer
from search_index.queries import SearchQuery
from search_index.writing import IndexBusy, IndexNotWritten, drain, rebuild, status
from tests import factories
from tests.factories import NOW
from tests.search_index.conftest import paper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def _find(folder: Path, text: str) -> set[str]:
    return {hit.id for hit in SearchIndex(folder).search(SearchQuery(text=text)).hits}


def _publish(database: Database, document_id: str, body: str = "<p>限期整改。</p>") -> None:
    with database.transaction() as session:
        factories.document(session, id=document_id, body=body, published_at=NOW)


def _withdraw(database: Database, document_id: str) -> None:
    with database.transaction() as session:
        document = session.get(Document, document_id)
        assert document
        publishing.withdraw(session, document, "内容有误", "办公室", NOW)


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(database: Database, folder: Path) -> None:
    _publish(database, "first")
    assert drain(database, folder, NOW).rebuilt
    _publish(database, "second")
    report = drain(database, folder, NOW)
    assert (report.changes, report.updated, report.removed, report.rebuilt) == (1, 1, 0, "")
    assert _find(folder, "整改") == {"first", "second"}
    _withdraw(database, "first")
    assert drain(database, folder, NOW).removed == 1
    assert _find(folder, "整改") == {"second"}
    rebuild(database, folder, NOW)
    assert _find(folder, "整改") == {"second"}


def test_a_draft_is_never_found(database: Database, folder: Path) -> None:
    with database.transaction() as session:
        factories.document(session, id="draft", body="<p>整改</p>", state="draft")
        changes.record(session, [("document", "draft")], NOW)
    drain(database, folder, NOW)
    rebuild(database, folder, NOW)
    assert _find(folder, "整改") == set()


def test_a_changed_text_replaces_the_old_one(database: Database, folder: Path) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)
    with database.transaction() as session:
        document = session.get(Document, "one")
        assert document
        publishing.revise(session, document, {"body": "<p>饮水管网已经更换。</p>"}, "editor", NOW)
    drain(database, folder, NOW)
    assert _find(folder, "整改") == set()
    assert _find(folder, "饮水管网") == {"one"}
    assert status(database, folder).documents == 1


def test_a_scheduled_document_is_found_from_its_moment_on(database: Database, folder: Path) -> None:
    later = NOW + timedelta(hours=3)
    with database.transaction() as session:
        document = factories.document(session, id="later", body="<p>整改</p>", state="draft")
        publishing.publish(session, document, "issuer", NOW, later)
    drain(database, folder, NOW)
    drain(database, folder, later - timedelta(seconds=1))
    assert _find(folder, "整改") == set()
    assert drain(database, folder, later).updated == 1
    assert _find(folder, "整改") == {"later"}
    generation = SearchIndex(folder).generation
    drain(database, folder, later + timedelta(seconds=1))
    assert SearchIndex(folder).generation == generation


def test_what_hangs_on_a_scheduled_year_comes_with_it(database: Database, folder: Path) -> None:
    later = NOW + timedelta(hours=3)
    with database.transaction() as session:
        cycle = factories.cycle(session, published_at=later, updated_at=later)
        factories.document(session, id="child", cycle_id=cycle.id, body="<p>饮水管网</p>", published_at=NOW)
    drain(database, folder, NOW)
    assert _find(folder, "饮水管网") == set()
    drain(database, folder, later)
    assert _find(folder, "饮水管网") == {"child"}


def test_changes_come_in_batches(database: Database, folder: Path) -> None:
    drain(database, folder, NOW)
    for n in range(5):
        _publish(database, f"p-{n}")
    reports = [drain(database, folder, NOW, limit=2) for _ in range(4)]
    assert [report.changes for report in reports] == [2, 2, 1, 0]
    assert status(database, folder).pending == 0
    assert len(_find(folder, "整改")) == 5


def test_a_change_of_everything_builds_the_index_anew(database: Database, folder: Path) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)
    with database.transaction() as session:
        changes.record(session, [changes.EVERYTHING], NOW)
    assert drain(database, folder, NOW).rebuilt == "全部内容已变更"
    assert _find(folder, "整改") == {"one"}
    assert status(database, folder).pending == 0


def test_an_unknown_kind_of_change_is_passed_over(database: Database, folder: Path) -> None:
    drain(database, folder, NOW)
    with database.transaction() as session:
        changes.record(session, [("comet", "halley")], NOW)
    assert drain(database, folder, NOW).changes == 1
    assert status(database, folder).pending == 0


def test_a_rebuild_says_how_far_it_is_and_readers_never_see_less(database: Database, folder: Path) -> None:
    for n in range(3):
        _publish(database, f"p-{n}")
    drain(database, folder, NOW)
    index = SearchIndex(folder)
    seen: list[tuple[int, int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total, index.search(SearchQuery(text="整改")).total))

    before = index.generation
    rebuild(database, folder, NOW, progress)
    assert seen == [(1, 3, 3), (2, 3, 3), (3, 3, 3)]
    assert index.search(SearchQuery(text="整改")).total == 3
    assert index.generation > before
    assert len(list(folder.glob("index-*"))) == 1


def test_an_interrupted_rebuild_leaves_the_old_index_and_can_be_repeated(database: Database, folder: Path) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(database, folder, NOW, stop)
    assert _find(folder, "整改") == {"one"}
    rebuild(database, folder, NOW)
    assert _find(folder, "整改") == {"one"}


def test_without_an_index_a_search_is_empty_and_says_so(database: Database, folder: Path) -> None:
    index = SearchIndex(folder)
    results = index.search(SearchQuery(text="整改"))
    assert (results.available, results.total, results.generation) == (False, 0, 0)
    assert not index.status().available
    assert status(database, folder).problem == "尚无索引"
    _publish(database, "one")
    drain(database, folder, NOW)
    assert index.search(SearchQuery(text="整改")).available
    assert status(database, folder).problem == ""


def _each_file(folder: Path, pattern: str, damage: Callable[[Path], object]) -> None:
    for path in folder.rglob(pattern):
        damage(path)


_DAMAGES: dict[str, Callable[[Path], object]] = {
    "folder gone": shutil.rmtree,
    "pointer gone": lambda folder: (folder / POINTER).unlink(),
    "pointer is noise": lambda folder: (folder / POINTER).write_bytes(os.urandom(200)),
    "pointer is other json": lambda folder: (folder / POINTER).write_text('["index"]'),
    "pointer names nothing": lambda folder: shutil.rmtree(next(folder.glob("index-*"))),
    "list of files gone": lambda folder: _each_file(folder, "*.toc", Path.unlink),
    "list of files empty": lambda folder: _each_file(folder, "*.toc", lambda path: path.write_bytes(b"")),
    "terms gone": lambda folder: _each_file(folder, "*.trm", Path.unlink),
    "terms cut": lambda folder: _each_file(folder, "*.trm", lambda path: os.truncate(path, 10)),
    "postings cut": lambda folder: _each_file(folder, "*.pst", lambda path: os.truncate(path, 10)),
    "rows gone": lambda folder: _each_file(folder, "*.col", Path.unlink),
}


@pytest.mark.parametrize("damage", _DAMAGES.values(), ids=_DAMAGES.keys())
@pytest.mark.parametrize("is_waiting", [True, False], ids=["with a change", "without a change"])
def test_a_damaged_index_is_never_an_error_and_is_mended_by_the_next_drain(
    database: Database, folder: Path, damage: Callable[[Path], object], *, is_waiting: bool
) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)
    index = SearchIndex(folder)
    index.search(SearchQuery(text="整改"))
    damage(folder)
    index.search(SearchQuery(text="整改"))  # an open reader may go on, or say that it cannot
    fresh = SearchIndex(folder).search(SearchQuery(text="整改"))
    assert (fresh.available, fresh.total) in {(False, 0), (True, 1)}
    if is_waiting:
        _publish(database, "two")
    report = drain(database, folder, NOW)
    assert report.rebuilt
    assert report.rebuilt == report.rebuilt.strip()
    expected = {"one", "two"} if is_waiting else {"one"}
    assert {hit.id for hit in index.search(SearchQuery(text="整改")).hits} == expected
    assert status(database, folder).problem == ""


def test_noise_of_the_same_size_is_mended_when_it_is_met(database: Database, folder: Path) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)
    _each_file(folder, "*.trm", lambda path: path.write_bytes(os.urandom(path.stat().st_size)))
    assert not SearchIndex(folder).search(SearchQuery(text="整改")).available
    _publish(database, "two")
    assert drain(database, folder, NOW).rebuilt == "索引文件损坏"
    assert _find(folder, "整改") == {"one", "two"}


def test_a_generation_rises_even_after_the_folder_was_lost(database: Database, folder: Path) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)
    _publish(database, "two")
    drain(database, folder, NOW)
    before = SearchIndex(folder).generation
    shutil.rmtree(folder)
    drain(database, folder, NOW + timedelta(minutes=1))
    assert SearchIndex(folder).generation > before


def test_an_index_of_other_rules_is_not_read_and_built_anew(database: Database, folder: Path) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)
    pointer = json.loads((folder / POINTER).read_text("utf-8"))
    (folder / POINTER).write_text(json.dumps({**pointer, "version": "0.0"}), "utf-8")
    assert not SearchIndex(folder).search(SearchQuery(text="整改")).available
    assert status(database, folder).problem == "分析规则已更新"
    assert drain(database, folder, NOW).rebuilt == "分析规则已更新"
    assert _find(folder, "整改") == {"one"}


def test_a_reader_opens_again_only_when_the_generation_has_changed(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)
    opened: list[Path] = []
    begin = engine.Reader.__init__

    def counted(reader: engine.Reader, path: Path, before: engine.Reader | None = None) -> None:
        opened.append(path)
        begin(reader, path, before)

    monkeypatch.setattr(engine.Reader, "__init__", counted)
    index = SearchIndex(folder)
    for _ in range(3):
        index.search(SearchQuery(text="整改"))
    drain(database, folder, NOW)
    index.search(SearchQuery(text="整改"))
    assert len(opened) == 1
    _publish(database, "two")
    drain(database, folder, NOW)
    assert index.search(SearchQuery(text="整改")).total == 2
    assert len(opened) == 2


def test_threads_search_while_the_index_is_written(database: Database, folder: Path) -> None:
    drain(database, folder, NOW)
    index = SearchIndex(folder)

    def ask(_number: int) -> tuple[bool, int]:
        results = index.search(SearchQuery(text="限期整改"))
        return results.available, results.total

    with ThreadPoolExecutor(4) as readers:
        answers = [readers.submit(ask, number) for number in range(200)]
        for number in range(6):
            _publish(database, f"p-{number}")
            drain(database, folder, NOW)
        seen = [answer.result() for answer in answers]
    assert all(available and 0 <= total <= 6 for available, total in seen)
    assert ask(0) == (True, 6)


def test_a_full_disk_is_said_in_one_line_and_the_change_waits(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(database, "one")
    drain(database, folder, NOW)
    _publish(database, "two")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _full)
        with pytest.raises(IndexNotWritten, match="未能写入（No space left on device）") as raised:
            drain(database, folder, NOW)
        assert "\n" not in str(raised.value)
        with pytest.raises(IndexNotWritten):
            rebuild(database, folder, NOW)
    assert _find(folder, "整改") == {"one"}
    assert status(database, folder).pending == 1
    drain(database, folder, NOW)
    assert _find(folder, "整改") == {"one", "two"}


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def _hold(folder: Path, held: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event") -> None:
    def wait(_done: int, _total: int) -> None:
        held.set()
        done.wait(60)

    writing.replace_all(folder, [paper("整改", id="other")], NOW, wait)


def test_one_process_at_a_time_writes(database: Database, folder: Path) -> None:
    _publish(database, "one")
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(folder, held, done))
    other.start()
    assert held.wait(60)
    with pytest.raises(IndexBusy, match=str(other.pid)):
        drain(database, folder, NOW)
    with pytest.raises(IndexBusy):
        rebuild(database, folder, NOW)
    assert status(database, folder).pending == 1
    done.set()
    other.join()
    drain(database, folder, NOW)
    assert _find(folder, "整改") == {"other", "one"}


def _die(*_arguments: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _drain_and_die(url: str, folder: Path, owner: str, name: str) -> None:
    setattr({"engine": engine, "writing": writing}[owner], name, _die)
    drain(Database(url), folder, NOW)


@pytest.mark.parametrize(
    ("owner", "name"),
    [("engine", "_add"), ("engine", "_merge"), ("writing", "_point"), ("writing", "acknowledge")],
    ids=["while writing", "while committing", "before the pointer", "before acknowledging"],
)
@pytest.mark.parametrize("is_first", [True, False], ids=["building", "updating"])
def test_killed_at_any_moment_nothing_is_lost(
    database: Database, folder: Path, owner: str, name: str, *, is_first: bool
) -> None:
    _publish(database, "old")
    if not is_first:
        drain(database, folder, NOW)
    _publish(database, "new")
    context = multiprocessing.get_context("spawn")
    killed = context.Process(target=_drain_and_die, args=(database.url, folder, owner, name))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    assert _find(folder, "整改") in ({"old"}, {"old", "new"}, set())
    assert is_first or "old" in _find(folder, "整改")
    assert status(database, folder).pending > 0
    report = drain(database, folder, NOW)
    assert is_first or not report.rebuilt
    assert _find(folder, "整改") == {"old", "new"}
    assert status(database, folder).pending == 0
    assert len(list(folder.glob("index-*"))) == 1


def test_a_pointer_says_what_the_index_holds(database: Database, folder: Path) -> None:
    _publish(database, "one")
    report = drain(database, folder, NOW)
    pointer = read_pointer(folder)
    assert pointer
    assert (pointer.documents, pointer.generation) == (1, report.generation)
    assert SearchIndex(folder).status().documents == status(database, folder).documents == 1
