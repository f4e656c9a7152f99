"""The files of the index, and the faults of Whoosh 2.7.4 that must not be felt."""

import os
import random
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import engine
from search_index.documents import SearchDocument
from tests.search_index.conftest import paper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    engine.create(made)
    return made


def _ids(reader: engine.Reader, token: str) -> set[str]:
    return {row.id for number in reader.postings(engine.TEXT, token) if (row := reader.rows[number])}


def test_an_empty_index_can_be_read(folder: Path) -> None:
    reader = engine.Reader(folder)
    assert (reader.count, reader.postings(engine.TEXT, "整改"), reader.with_prefix(engine.TEXT, "整")) == (0, {}, set())


_STEPS = st.lists(
    st.tuples(
        st.dictionaries(st.integers(0, 12), st.sampled_from(["整改", "方案整改", "公告", "整改整改"]), max_size=6),
        st.sets(st.integers(0, 12), max_size=4),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(_STEPS)
def test_after_any_writing_the_index_holds_what_was_last_written(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[dict[int, str], set[int]]]
) -> None:
    folder = tmp_path_factory.mktemp("model") / "files"
    engine.create(folder)
    model: dict[int, str] = {}
    reader: engine.Reader | None = None
    for added, gone in steps:
        count = engine.write(
            folder,
            [paper(text, id=f"p-{n}", title="题", assembly_name="") for n, text in added.items()],
            [f"document/p-{n}" for n in gone],
        )
        model = {n: text for n, text in model.items() if n not in gone} | added
        assert count == len(model)
        # Rows are taken over from the reader before, as the portal does
        reader = engine.Reader(folder, reader)
        assert reader.count == len(model)
        assert _ids(reader, "整改") == {f"p-{n}" for n, text in model.items() if "整改" in text}
        for number, weight in reader.postings(engine.TEXT, "整改").items():
            row = reader.rows[number]
            assert row
            assert weight == model[int(row.id[2:])].count("整改")
            assert len(reader.positions(engine.TEXT, "整改", {number})[number]) == weight


def test_reading_by_blocks_gives_what_whooshs_own_steps_give(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    engine.create(folder)
    # More than one block, more than one segment, and deletions in between
    engine.write(folder, [paper("整改" * (1 + n % 5) + "，公告", id=f"a-{n}") for n in range(1300)])
    engine.write(
        folder, [paper("整改情况", id=f"b-{n}") for n in range(40)], [f"document/a-{n}" for n in range(0, 300, 7)]
    )
    reader = engine.Reader(folder)
    storage = engine._Storage(str(folder), readonly=True)  # noqa: SLF001
    whooshs = storage.open_index(schema=engine.SCHEMA).reader()
    matcher = whooshs.postings("text", "整改")
    stepped: dict[int, tuple[float, tuple[int, ...]]] = {}
    while matcher.is_active():
        stepped[matcher.id()] = (matcher.weight(), matcher.value_as("positions"))
        matcher.next()
    postings = reader.postings(engine.TEXT, "整改")
    positions = reader.positions(engine.TEXT, "整改", postings.keys())
    assert {number: (postings[number], positions[number]) for number in postings} == stepped
    assert len(stepped) == 1300 - 43 + 40
    storage.close_files()


def test_many_small_commits_leave_few_segments(folder: Path) -> None:
    for n in range(60):
        engine.write(folder, [paper("整改", id=f"p-{n}")])
    _commit, files = engine.inventory(folder)
    assert len([name for name in files if name.endswith(".trm")]) <= 9
    assert engine.Reader(folder).count == 60


def test_what_was_withdrawn_does_not_stay_on_the_disk_for_long(folder: Path) -> None:
    engine.write(folder, [paper("秘密之词", id="secret"), paper("整改", id="other")])
    engine.write(folder, [], ["document/secret"])
    engine.write(folder, [paper("公告", id="next")])
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert "秘密".encode() not in kept


def test_the_same_seed_twice_does_not_write_over_living_files(folder: Path) -> None:
    for n in range(3):
        random.seed(7)
        engine.write(folder, [paper("整改", id=f"p-{n}")])
    assert _ids(engine.Reader(folder), "整改") == {"p-0", "p-1", "p-2"}


class _Disk:
    """A disk that is full after so many more files were begun."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left = 1_000_000
        begin = engine._DurableStorage.create_file  # noqa: SLF001

        def create_file(storage: engine._DurableStorage, name: str, **options: object) -> object:
            self.left -= 1
            if self.left < 0:
                raise OSError(28, "No space left on device")
            return begin(storage, name, **options)

        patch.setattr(engine._DurableStorage, "create_file", create_file)  # noqa: SLF001


@pytest.mark.parametrize("files", range(4))
def test_a_full_disk_leaves_the_index_as_it_was_and_unlocked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    engine.write(folder, [paper("整改", id="before")])
    disk = _Disk(monkeypatch)
    disk.left = files
    with pytest.raises(OSError, match="No space left"):
        engine.write(folder, [paper("整改", id="lost")], ["document/before"])
    disk.left = 1_000_000
    assert _ids(engine.Reader(folder), "整改") == {"before"}
    engine.write(folder, [paper("整改", id="after")])
    assert _ids(engine.Reader(folder), "整改") == {"before", "after"}


def test_an_interrupted_writing_leaves_the_index_as_it_was(folder: Path) -> None:
    engine.write(folder, [paper("整改", id="before")])

    def interrupted() -> Iterator[SearchDocument]:
        yield paper("整改", id="lost")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.write(folder, interrupted())
    assert _ids(engine.Reader(folder), "整改") == {"before"}
    assert engine.write(folder, [paper("整改", id="after")]) == 2


def test_every_file_is_synced_before_the_list_of_files_names_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    renamed_after: list[int] = []
    sync, rename = os.fsync, os.rename

    def fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append("folder" if is_folder else Path(f"/proc/self/fd/{descriptor}").readlink().name)
        sync(descriptor)

    def renamed(old: str, new: str) -> None:
        renamed_after.append(len(synced))
        rename(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "rename", renamed)
    engine.write(folder, [paper("整改")])
    (at,) = renamed_after
    _commit, files = engine.inventory(folder)
    assert {name for name in files if not name.endswith(".toc")} <= set(synced[:at])
    assert any(".toc" in name for name in synced[:at])
    assert synced[at:] == ["folder"]


def test_a_reader_goes_on_when_its_files_are_removed(folder: Path) -> None:
    engine.write(folder, [paper("整改", id="old")])
    reader = engine.Reader(folder)
    for n in range(8):
        engine.write(folder, [paper("公告", id="old"), paper("整改", id=f"new-{n}")])
    assert _ids(reader, "整改") == {"old"}


Damage = Callable[[Path], object]


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
    ],
    ids=["gone", "empty", "half", "noise"],
)
def test_damage_is_an_exception_and_leaves_no_file_open(folder: Path, damage: Damage) -> None:
    engine.write(folder, [paper("整改情况", id="p")])
    (terms,) = folder.glob("*.trm")
    damage(terms)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever Whoosh makes of it
        engine.Reader(folder).postings(engine.TEXT, "整改")
