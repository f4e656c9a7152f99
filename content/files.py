"""Attachments' bytes, kept in the files folder under their SHA-256."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What was stored: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


def digest(source: BinaryIO) -> StoredFile:
    """Give SHA-256 and size of what the source still holds."""
    hashed, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        hashed.update(block)
        size += len(block)
    return StoredFile(hashed.hexdigest(), size)


def path_of(folder: Path, sha256: str) -> Path:
    """Give where the bytes with this digest lie: `ab/cd/abcd…`; raise ValueError for what is no digest."""
    if not _DIGEST.fullmatch(sha256):
        message = f"not a SHA-256 in lower-case hexadecimal: {sha256!r}"
        raise ValueError(message)
    return folder / sha256[:2] / sha256[2:4] / sha256


def store(folder: Path, source: BinaryIO) -> StoredFile:
    """Keep what the source holds; the file is there whole and durable, or not at all. Storing twice changes nothing."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(prefix=".incoming-", dir=folder)
    incoming = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            hashed, size = hashlib.sha256(), 0
            while block := source.read(BLOCK):
                hashed.update(block)
                size += len(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        stored = StoredFile(hashed.hexdigest(), size)
        place = path_of(folder, stored.sha256)
        for above in (place.parent.parent, place.parent):
            above.mkdir(exist_ok=True, mode=0o700)
        incoming.replace(place)
    finally:
        incoming.unlink(missing_ok=True)
    # the name is durable only when every folder above it is
    for parent in (place.parent, place.parent.parent, folder):
        _make_durable(parent)
    return stored


def read(folder: Path, sha256: str) -> bytes:
    """Give the bytes; raise FileNotFoundError when they are not there."""
    return path_of(folder, sha256).read_bytes()


def verify(folder: Path, sha256: str) -> bool:
    """Say whether the bytes are there and still have their digest."""
    path = path_of(folder, sha256)
    if not path.is_file():
        return False
    with path.open("rb") as source:
        return digest(source).sha256 == sha256


def _make_durable(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
