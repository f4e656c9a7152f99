"""An instance that packages go into and come out of."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from content import changes, migrations
from content.database import Base, Database
from content.packages import ImportReport, PackageError, PackageErrors, export_package, import_package
from tests.conftest import TAG_AUTHORITY
from tests.content.packages.draft import Draft
from tests.factories import NOW

_numbers = itertools.count(1)


@dataclass
class Desk:
    """Imports and exports, in folders of their own."""

    database: Database
    folder: Path
    files: Path = field(init=False)

    def __post_init__(self) -> None:
        self.files = self.folder / "files"

    def take(self, package: Draft | Path, now: datetime = NOW) -> ImportReport:
        """Import a package."""
        folder = package if isinstance(package, Path) else package.write(self._new_folder())
        return import_package(self.database, self.files, folder, now)

    def refused(self, package: Draft | Path) -> list[PackageError]:
        """Import a package that is refused; nothing of it may stay."""
        before = self.counts()
        with pytest.raises(PackageErrors) as told:
            self.take(package)
        assert self.counts() == before
        assert all("\n" not in error.message for error in told.value.errors)
        return told.value.errors

    def give(self, now: datetime = NOW) -> Path:
        """Export what is public."""
        folder = self._new_folder()
        with self.database.reading() as session:
            export_package(session, self.files, folder, now)
        return folder

    @contextmanager
    def counted(self) -> Iterator[Callable[[], int]]:
        """Count the statements that are sent to the database; what is given tells how many they were."""
        numbers = itertools.count()

        def count(*_: object) -> None:
            next(numbers)

        event.listen(self.database.engine, "before_cursor_execute", count)
        try:
            yield lambda: next(numbers)
        finally:
            event.remove(self.database.engine, "before_cursor_execute", count)

    def counts(self) -> dict[str, int]:
        """Count every row of every table, and the revision."""
        with self.database.reading() as session:
            counted = {
                name: session.scalars(select(func.count()).select_from(table)).one()
                for name, table in Base.metadata.tables.items()
            }
            return counted | {"revision": changes.revision(session)}

    def _new_folder(self) -> Path:
        return self.folder / f"package-{next(_numbers)}"


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """Give an empty instance."""
    return Desk(database, tmp_path)


@contextmanager
def desk_of(url: str, folder: Path) -> Iterator[Desk]:
    """Make an empty instance on a database and in a folder."""
    database = Database(url)
    migrations.upgrade(database)
    with database.transaction() as session:
        changes.found_site(session, TAG_AUTHORITY)
    yield Desk(database, folder)
    database.close()


@pytest.fixture
def other_desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a second empty instance."""
    folder = tmp_path / "other"
    folder.mkdir()
    with desk_of(f"sqlite:///{folder / 'huisheng.db'}", folder) as desk:
        yield desk


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
