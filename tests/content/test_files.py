"""Bytes are kept under their digest, whole or not at all."""

import hashlib
import io
import stat
from pathlib import Path

import pytest

from content import files

CONTENT = "整改事项完成情况表\n".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


class Broken(io.BytesIO):
    """A source that fails after its first block."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(size)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_is_stored_is_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    assert files.store(folder, io.BytesIO(CONTENT)) == files.StoredFile(DIGEST, len(CONTENT))
    assert names(folder) == {f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"}
    assert files.read(folder, DIGEST) == CONTENT
    assert files.verify(folder, DIGEST)


def test_files_are_private(tmp_path: Path) -> None:
    files.store(tmp_path / "files", io.BytesIO(CONTENT))
    for path in (tmp_path / "files").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_storing_twice_keeps_one(tmp_path: Path) -> None:
    for _ in range(2):
        files.store(tmp_path, io.BytesIO(CONTENT))
    assert len(names(tmp_path)) == 1


def test_a_source_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Input/output"):
        files.store(tmp_path, Broken(b"x" * (files.BLOCK * 2)))
    assert names(tmp_path) == set()


def test_damage_and_loss_are_seen(tmp_path: Path) -> None:
    files.store(tmp_path, io.BytesIO(CONTENT))
    files.path_of(tmp_path, DIGEST).write_bytes(b"damaged")
    assert not files.verify(tmp_path, DIGEST)
    files.path_of(tmp_path, DIGEST).unlink()
    assert not files.verify(tmp_path, DIGEST)
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path, DIGEST)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", DIGEST.upper(), DIGEST[:-1], f"{DIGEST}\n"])
def test_what_is_no_digest_leads_nowhere(tmp_path: Path, digest: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        files.path_of(tmp_path, digest)
