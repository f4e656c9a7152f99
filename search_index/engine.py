"""The index files, by Whoosh: the only file that knows of it."""

import os
import re
import secrets
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import accumulate
from math import log2
from pathlib import Path
from typing import NamedTuple

from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter, W3Segment
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format, Positions
from whoosh.index import FileIndex
from whoosh.matching.wrappers import FilterMatcher
from whoosh.reading import IndexReader, SegmentReader, TermInfo, TermNotFound
from whoosh.writing import SegmentWriter

from search_index.analysis import Token, document_tokens
from search_index.documents import SearchDocument

TEXT = "text"
TITLE = "title"
"""The fields with positions: TEXT is everything of a document, its title first; TITLE is the title alone."""

FORMAT_VERSION = 1
"""Raised whenever the schema, a row or a posting's form changes: an index of another version is built anew."""

_MERGE_AT = 4
_MEMORY_MB = 128
_BLOCK = 512
_PLACE_BYTES = 4
_COMMIT = re.compile(r"_MAIN_([0-9]+)\.toc")
_OURS = re.compile(r"MAIN_[0-9a-z]+\..+|_MAIN_[0-9]+\.toc")


class Row(NamedTuple):
    """What the index knows of a document besides its tokens; days are ordinals of `datetime.date`."""

    kind: str
    id: str
    type: str
    year: int | None
    assembly: str
    institution: str
    cycle: str
    subjects: tuple[str, ...]
    first_day: int
    last_day: int
    length: int


class _Places(Positions):  # type: ignore[misc]
    """Positions as plain 32-bit numbers, as many as the posting's weight says."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        return struct.pack(f"<{len(poslist)}I", *poslist)

    def decode_positions(self, valuestring: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(valuestring) // _PLACE_BYTES}I", valuestring)

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // _PLACE_BYTES


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Writes the values of a block as one: pickle protocol 2 wraps each `bytes` in a call, which is large and slow."""

    def _mini_values(self) -> bytes:
        return b"".join(self._values)


class _PostingsReader(W3LeafMatcher):  # type: ignore[misc]
    """Takes such blocks apart again: all at once for Whoosh's merging, in part for searching."""

    def block_numbers(self) -> Sequence[int]:
        """Give the document numbers of this block."""
        self.id()
        numbers: Sequence[int] = self._ids
        return numbers

    def block_weights(self) -> Sequence[float]:
        """Give how often each document of this block has the term."""
        self.weight()
        weights: Sequence[float] = self._weights
        return weights

    def block_values(self, wanted: Iterable[int]) -> list[bytes]:
        """Give the values of the postings at some places of this block."""
        ends = [0, *accumulate(int(weight) * _PLACE_BYTES for weight in self.block_weights())]
        values: bytes = self._data[2] or b""
        return [values[ends[place] : ends[place + 1]] for place in wanted]

    def next_block(self) -> None:
        """Go to the next block, or past the last."""
        self._next_block()

    def _read_ids(self) -> None:
        if self._data is None:
            self._read_data()
        self._ids = tuple(accumulate(self._data[0]))

    def _read_values(self) -> None:
        self._values = self.block_values(range(self._blocklength))


class _TokenField(FieldType):  # type: ignore[misc]
    """A field that is given its tokens, so that analysis stays in one place and out of Whoosh."""

    def __init__(self) -> None:
        super().__init__(format=_Places(), analyzer=None)

    def index(self, value: Iterable[Token], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        places: dict[str, list[int]] = defaultdict(list)
        for token in value:
            places[token.text].append(token.position)
        for text, positions in places.items():
            yield text.encode(), len(positions), float(len(positions)), self.format.encode(sorted(positions))


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with our blocks, and segment names that no seeding of `random` can repeat over live files."""

    length_stats = False  # lengths are in the rows; Whoosh would ask the disk for them once a posting

    def new_segment(self, storage: object, indexname: str) -> W3Segment:  # noqa: ARG002 - Whoosh's signature
        return W3Segment(self, indexname, segid=secrets.token_hex(8))

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> _PostingsWriter:  # noqa: FBT001, FBT002 - Whoosh's
        return _PostingsWriter(dbfile, blocklimit=self._blocklimit, byteids=byteids, compression=self._compression)

    def postings_reader(
        self, dbfile: StructFile, terminfo: TermInfo, format_: Format, term: object = None, scorer: object = None
    ) -> _PostingsReader:
        offset, length = terminfo.extent()
        return _PostingsReader(dbfile, offset, length, format_, term=term, scorer=scorer)


class _Storage(FileStorage):  # type: ignore[misc]
    """A folder that knows which files were opened in it: Whoosh forgets them wherever something fails."""

    def __init__(self, folder: str, *, readonly: bool = False) -> None:
        super().__init__(folder, readonly=readonly)
        self._opened: list[StructFile] = []
        self._below: list[_Storage] = []

    def open_file(self, name: str, **options: object) -> StructFile:
        self._opened.append(super().open_file(name, **options))
        return self._opened[-1]

    def create_file(self, name: str, **options: object) -> StructFile:
        self._opened.append(super().create_file(name, **options))
        return self._opened[-1]

    def temp_storage(self, name: str) -> "_Storage":
        self._below.append(_Storage(str(Path(self.folder) / name)).create())
        return self._below[-1]

    def close_files(self) -> None:
        """Close what is still open; nothing is written any more."""
        for opened in self._opened:
            opened.file.close()
        self._opened.clear()
        for storage in self._below:
            storage.close_files()


class _DurableStorage(_Storage):
    """A folder whose files are on the disk when they are closed: Whoosh itself syncs nothing."""

    def create_file(self, name: str, **options: object) -> StructFile:
        return super().create_file(name, onclose=_sync_file, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 - Whoosh's
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))


def _sync_file(opened: StructFile) -> None:
    opened.flush()
    os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


SCHEMA = Schema(key=ID(), row=STORED(), text=_TokenField(), title=_TokenField())


def create(folder: Path) -> None:
    """Make an empty index in a new folder."""
    folder.mkdir(parents=True)
    storage = _DurableStorage(str(folder))
    try:
        FileIndex.create(storage, SCHEMA)
    finally:
        storage.close_files()
    sync_folder(folder.parent)


def write(folder: Path, documents: Iterable[SearchDocument], gone: Collection[str] = ()) -> int:
    """Add documents in place of those of the same key, drop the keys in `gone`; give how many documents there are now.

    All in one commit that is on the disk at the end; any exception leaves the index as it was. For one caller at a
    time: it locks nothing.
    """
    storage = _DurableStorage(str(folder))
    try:
        index = FileIndex(storage, schema=SCHEMA)
        # _lk: Whoosh's own lock outlives a failed commit; whoever calls holds ours
        writer = SegmentWriter(index, _lk=False, codec=_Codec(blocklimit=_BLOCK), compound=False, limitmb=_MEMORY_MB)
        try:
            reader = index.reader()
            for key in gone:
                _drop(writer, reader, key)
            for document in documents:
                _drop(writer, reader, document.key)
                _add(writer, document)
            writer.commit(mergetype=_merge)
        except BaseException:
            # After a commit that failed half-way this can fail too: the first exception is the one to be seen
            with suppress(Exception):
                writer.cancel()
            raise
        reader = index.reader()
        return int(reader.doc_count())
    finally:
        storage.close_files()


def inventory(folder: Path) -> tuple[int, dict[str, int]]:
    """Give the number of the last commit (-1 without one) and the size of each file of the index."""
    sizes = {entry.name: entry.stat().st_size for entry in os.scandir(folder) if _OURS.fullmatch(entry.name)}
    commits = [int(found[1]) for name in sizes if (found := _COMMIT.fullmatch(name))]
    return max(commits, default=-1), sizes


def _add(writer: SegmentWriter, document: SearchDocument) -> None:
    tokens = tuple(document_tokens(document.texts()))
    row = Row(
        kind=document.kind,
        id=document.id,
        type=document.type,
        year=document.year,
        assembly=document.assembly,
        institution=document.institution,
        cycle=document.cycle,
        subjects=document.subjects,
        first_day=document.first_day.toordinal(),
        last_day=document.last_day.toordinal(),
        length=len(tokens),
    )
    writer.add_document(key=document.key, row=tuple(row), text=tokens, title=tuple(document_tokens([document.title])))


def _drop(writer: SegmentWriter, reader: IndexReader, key: str) -> None:
    for leaf, base in reader.leaf_readers():
        for block in _blocks(leaf, "key", key):
            for number in block.block_numbers():
                writer.delete_document(base + number)


def _merge(writer: SegmentWriter, segments: list[W3Segment]) -> list[W3Segment]:
    """Merge four segments of like size into one, and rewrite a segment when a third of it is deleted."""
    classes: dict[int, list[W3Segment]] = defaultdict(list)
    merged: list[W3Segment] = []
    for segment in segments:
        if segment.deleted_count() * 3 >= segment.doc_count_all():
            merged.append(segment)
        else:
            classes[int(log2(segment.doc_count_all()) / 2)].append(segment)
    for members in classes.values():
        if len(members) >= _MERGE_AT:
            merged.extend(members)
    for segment in merged:
        if segment.deleted_count() < segment.doc_count_all():
            writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
    return [segment for segment in segments if segment not in merged]


class Reader:
    """One state of the index, unmoved by later writing. Not for two threads at once."""

    def __init__(self, folder: Path, before: "Reader | None" = None) -> None:
        """Open the newest state; rows of segments that `before` knows are taken over instead of read.

        Raises whatever Whoosh meets in a damaged folder.
        """
        self._storage = _Storage(str(folder), readonly=True)
        reader = FileIndex(self._storage, schema=SCHEMA).reader()
        self._leaves: list[tuple[SegmentReader, int]] = [
            (leaf, base) for leaf, base in reader.leaf_readers() if isinstance(leaf, SegmentReader)
        ]
        self.rows_of: dict[str, list[Row | None]] = {}
        self.rows: list[Row | None] = []
        known = before.rows_of if before else {}
        for leaf, _base in self._leaves:
            name = leaf.segment().segment_id()
            rows = known.get(name) or _read_rows(leaf)
            self.rows_of[name] = rows
            self.rows.extend(None if leaf.is_deleted(number) else row for number, row in enumerate(rows))
        self._deleted = frozenset(number for number, row in enumerate(self.rows) if row is None)
        live = [row for row in self.rows if row]
        self.count = len(live)
        self.mean_length = sum(row.length for row in live) / len(live) if live else 1.0
        self.oldest = min((row.first_day for row in live), default=0)
        self.newest = max((row.first_day for row in live), default=0)

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; done too when the reader is let go."""
        self._storage.close_files()

    def everything(self) -> set[int]:
        """Give the numbers of all documents."""
        return set(range(len(self.rows))) - self._deleted

    def frequency(self, field: str, token: str) -> int:
        """Count the documents with the token, at most a few deleted ones with them."""
        return sum(leaf.doc_frequency(field, token) for leaf, _base in self._leaves)

    def postings(self, field: str, token: str) -> dict[int, float]:
        """Give how often each document with the token has it."""
        found: dict[int, float] = {}
        for leaf, base in self._leaves:
            for block in _blocks(leaf, field, token):
                numbers = block.block_numbers()
                if base:
                    numbers = [base + number for number in numbers]
                found.update(zip(numbers, block.block_weights(), strict=True))
        for number in self._deleted & found.keys():
            del found[number]
        return found

    def positions(self, field: str, token: str, among: AbstractSet[int]) -> dict[int, tuple[int, ...]]:
        """Give where the token stands in each of the documents `among` that has it."""
        found: dict[int, tuple[int, ...]] = {}
        decode = SCHEMA[field].format.decode_positions
        for leaf, base in self._leaves:
            for block in _blocks(leaf, field, token):
                numbers = block.block_numbers()
                wanted = [place for place, number in enumerate(numbers) if base + number in among]
                if wanted:
                    for place, value in zip(wanted, block.block_values(wanted), strict=True):
                        found[base + numbers[place]] = decode(value)
        return found

    def with_prefix(self, field: str, prefix: str) -> set[str]:
        """Give the tokens of the field that begin with the prefix."""
        return {token.decode() for leaf, _base in self._leaves for token in leaf.expand_prefix(field, prefix)}


def _read_rows(leaf: SegmentReader) -> list[Row | None]:
    rows: list[Row | None] = [None] * leaf.doc_count_all()
    for number, stored in leaf.iter_docs():
        rows[number] = Row(*stored["row"])
    return rows


def _blocks(leaf: SegmentReader, field: str, token: str) -> Iterator[_PostingsReader]:
    """Go through a posting list by whole blocks: the matcher's own steps cost several calls for every posting."""
    try:
        matcher = leaf.postings(field, token)
    except TermNotFound:
        return
    while isinstance(matcher, FilterMatcher):
        matcher = matcher.child
    while matcher.is_active():
        yield matcher
        matcher.next_block()
