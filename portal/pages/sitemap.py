"""The sitemap: every visible page once, with the moment of its last change, in files of at most 50,000."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from content.kinds import KINDS

FILE_SIZE = 50_000
"""Addresses that the sitemap protocol allows in one file."""


@dataclass(frozen=True, slots=True)
class Address:
    """A site path and when it last changed, None where no row says so."""

    path: str
    changed_at: datetime | None


def addresses(session: Session, now: datetime, fixed: Iterable[str]) -> list[Address]:
    """List the fixed pages, then the page of every visible object that is not withdrawn, ordered by path."""
    changes: dict[str, datetime] = {}
    for kind in KINDS:
        for entry in kind.entries(session, now, None):
            if entry.withdrawn is None:
                path = entry.path.partition("#")[0]
                changes[path] = max(entry.updated_at, changes.get(path, entry.updated_at))
    constant = [Address(path, changes.pop(path, None)) for path in fixed]
    return constant + [Address(path, changes[path]) for path in sorted(changes)]


def chunks(found: Sequence[Address], size: int = FILE_SIZE) -> list[Sequence[Address]]:
    """Cut the addresses into files; there is always one."""
    return [found[start : start + size] for start in range(0, len(found), size)] or [found]
