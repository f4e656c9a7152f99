"""Founding an instance in its folder, opening one that is ready, and upgrading one of an older version."""

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import inspect, make_url
from sqlalchemy.exc import SQLAlchemyError

from content import changes, migrations
from content.database import Database
from content.dates import local_day
from content.settings import CONFIGURATION_FILE, Settings

FALLBACK_AUTHORITY = "huisheng.example"
PRIVATE = 0o700
_DNS_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")


class InstanceError(Exception):
    """The instance cannot be made or opened; the message says why and what to do."""


def tag_authority(settings: Settings) -> str:
    """Give the host of the base URL where it is a DNS name, otherwise a name that belongs to nobody."""
    host = urlsplit(settings.base_url).hostname or ""
    return host if _DNS_NAME.fullmatch(host) else FALLBACK_AUTHORITY


def found(settings: Settings, tag_authority: str, now: datetime) -> None:
    """Make the folders, the schema and the site row of a new instance; an interrupted founding may be repeated.

    `tag_authority` is a DNS name: with the day of `now` it begins every tag: URI for good (RFC 4151).
    Raise InstanceError when the folder or the database holds anything already.
    """
    if not _DNS_NAME.fullmatch(tag_authority):
        raise InstanceError(f"“{tag_authority}”不是域名，不能作标识的前缀；请改用域名，如 {FALLBACK_AUTHORITY}")
    _refuse_used_folder(settings)
    try:
        for folder in (settings.home, settings.index_folder, settings.files_folder):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(PRIVATE)
    except OSError as error:
        raise InstanceError(f"不能建立 {error.filename}（{error.strerror}）；请检查路径和权限") from error
    database, tables = _connected(settings)
    try:
        if tables:
            raise InstanceError(f"数据库 {_shown(settings)} 里已有内容；请换一个空的数据库，或直接使用原有实例")
        with database.transaction() as session:
            migrations.upgrade_over(session.connection())
            changes.found_site(session, f"{tag_authority},{local_day(now).isoformat()}")
    finally:
        database.close()


def open_instance(settings: Settings) -> Database:
    """Open the database of an instance; raise InstanceError when it was not founded or its schema is not current."""
    database = _founded(settings)
    if migrations.is_current(database):
        return database
    try:
        _refuse_newer(database)
    finally:
        database.close()
    raise InstanceError(f"数据库的结构是旧版本的；请先运行 huisheng upgrade --home {settings.home}")


def upgrade_instance(settings: Settings) -> bool:
    """Bring an instance's schema up to date; say whether there was anything to do."""
    database = _founded(settings)
    try:
        if migrations.is_current(database):
            return False
        _refuse_newer(database)
        migrations.upgrade(database)
    finally:
        database.close()
    return True


def _founded(settings: Settings) -> Database:
    absent = InstanceError(f"{settings.home} 里还没有实例；请先运行 huisheng init --home {settings.home}")
    file = _sqlite_file(settings)
    # connecting would make the file
    if file is not None and not file.is_file():
        raise absent
    database, tables = _connected(settings)
    if changes.Site.__tablename__ not in tables:
        database.close()
        raise absent
    return database


def _refuse_newer(database: Database) -> None:
    revision = migrations.current(database)
    if revision is not None and revision not in migrations.known():
        raise InstanceError(f"数据库的结构（{revision}）比这个程序新；请安装新版的程序，或恢复升级前的备份")


def _refuse_used_folder(settings: Settings) -> None:
    """Allow what a founding needs before it (settings, a mount's lost+found) or left behind when it was interrupted."""
    home, made = settings.home, {settings.index_folder.name, settings.files_folder.name}
    file = _sqlite_file(settings)
    database = {f"{file.name}{ending}" for ending in ("", "-wal", "-shm")} if file else set()
    try:
        there = {path.name for path in home.iterdir()} if home.exists() else set()
        there -= {CONFIGURATION_FILE, "lost+found"} | database
        there -= {name for name in made & there if not any((home / name).iterdir())}
    except OSError as error:
        raise InstanceError(f"{home} 不是可以使用的文件夹（{error.strerror}）；请换一个空文件夹") from error
    if there:
        raise InstanceError(f"{home} 不是空的（有 {min(there)}）；请换一个空文件夹，或直接使用原有实例")


def _connected(settings: Settings) -> tuple[Database, set[str]]:
    """Reach the database; give it with the names of its tables."""
    try:
        database = Database(settings.database_url)
        with database.reading() as session:
            return database, set(inspect(session.connection()).get_table_names())
    except (ImportError, SQLAlchemyError) as error:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        raise InstanceError(f"连不上数据库 {_shown(settings)}（{reason}）；请检查 HUISHENG_DATABASE_URL") from error


def _sqlite_file(settings: Settings) -> Path | None:
    """Give the file of a SQLite database, None for any other."""
    try:
        url = make_url(settings.database_url)
    except SQLAlchemyError:
        return None
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _shown(settings: Settings) -> str:
    try:
        return make_url(settings.database_url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "（地址不合格式）"
