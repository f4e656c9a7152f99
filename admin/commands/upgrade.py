"""`huisheng upgrade`: brings an instance of an older version up to date."""

import argparse
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from admin.commands.errors import CommandError
from admin.commands.indexing import settle
from admin.commands.progress import Progress
from admin.commands.verb import Verb, add_home
from content import migrations
from content.database import Database
from content.instance import open_instance, upgrade_instance
from content.settings import Settings, load_settings

LOCK = "upgrade.lock"
SAFETY_COPIES = "backups"
_PAGES_A_STEP = 1000


def _configure(parser: argparse.ArgumentParser) -> None:
    add_home(parser)


def _run(arguments: argparse.Namespace) -> int:
    settings = load_settings(arguments.home, os.environ)
    progress = Progress()
    with _alone(settings.home):
        file = database_file(settings)
        if file is not None and file.is_file() and not _is_current(settings):
            print(f"数据库的安全副本：{safety_copy(file, settings.home / SAFETY_COPIES, progress)}")
        changed = upgrade_instance(settings)
    print("数据库结构已更新。" if changed else "数据库结构已是最新。")
    with closing(open_instance(settings)) as database:
        settle(database, settings, progress)
    print("检索库已是最新。")
    return 0


def database_file(settings: Settings) -> Path | None:
    """Give the file of a SQLite database, None for another kind and for what is no database's address."""
    try:
        url = make_url(settings.database_url)
    except ArgumentError:
        return None
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Keep a second upgrade of the same instance out; a killed one leaves nothing to clear away."""
    if not home.is_dir():
        raise CommandError(f"没有 {home} 这个文件夹；请核对 --home")
    with (home / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError("另一个升级正在进行；请等它结束") from error
        yield


def _is_current(settings: Settings) -> bool:
    with closing(Database(settings.database_url)) as database:
        return migrations.is_current(database)


def safety_copy(file: Path, folder: Path, progress: Progress) -> Path:
    """Copy a live SQLite database, its log included; a copy that was interrupted has another name."""
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"before-upgrade-{datetime.now(UTC):%Y%m%d-%H%M%S}.db"
    unfinished = copy.with_suffix(".part")
    unfinished.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(
            target,
            pages=_PAGES_A_STEP,
            progress=lambda _status, remaining, total: progress("另存数据库", total - remaining, total),
        )
    unfinished.rename(copy)
    return copy


VERB = Verb("upgrade", "把实例更新到这个版本", _configure, _run)
