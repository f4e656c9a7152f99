"""`huisheng doctor`: looks whether an instance is sound, one line a check."""

import argparse
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from os import environ
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from admin.commands import processes
from admin.commands.errors import one_line
from admin.commands.progress import Progress
from admin.commands.upgrade import database_file
from admin.commands.verb import Verb, add_home
from content import files
from content.assemblies.models import Assembly
from content.database import Database
from content.documents.models import Attachment
from content.instance import InstanceError, open_instance
from content.settings import SettingError, Settings, load_settings
from search_index.writing import status

_FREE_BYTES = 512 * 1024 * 1024
_REDIS_SECONDS = 3
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `advice` says what to do where it failed."""

    text: str
    advice: str = ""

    @property
    def sound(self) -> bool:
        """Whether there is nothing to do."""
        return not self.advice


def _configure(parser: argparse.ArgumentParser) -> None:
    add_home(parser)


def _run(arguments: argparse.Namespace) -> int:
    sound = True
    for finding in examine(arguments.home, environ, Progress()):
        print(f"✓ {finding.text}" if finding.sound else f"✗ {finding.text}：{finding.advice}", flush=True)
        sound = sound and finding.sound
    return 0 if sound else 1


def examine(home: Path, environment: Mapping[str, str], progress: Progress) -> Iterator[Finding]:
    """Give the findings one by one; what cannot be looked at because an earlier check failed is left out."""
    yield _home(home)
    try:
        settings = load_settings(home, environment)
    except SettingError as error:
        yield Finding("设置", f"{error}")
        return
    yield _disk(settings)
    try:
        database = open_instance(settings)
    except InstanceError as error:
        yield Finding("数据库", str(error))
        return
    with closing(database):
        try:
            yield _database(database)
            yield from _settings(database, settings)
            yield _index(database, settings)
            yield _files(database, settings, progress)
        except DBAPIError as error:
            yield Finding("数据库", f"读不出来（{one_line(error.orig or error)}）；请用备份恢复")


def _home(home: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        return Finding(f"实例文件夹 {home}", f"不能写入（{error.strerror}）；请核对 --home 和权限")
    return Finding(f"实例文件夹 {home} 可以写入")


def _disk(settings: Settings) -> Finding:
    file = database_file(settings)
    needed = _FREE_BYTES + (file.stat().st_size if file is not None and file.is_file() else 0)
    existing = next(folder for folder in (settings.home, *settings.home.resolve().parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    text = f"磁盘剩余 {_megabytes(free)}"
    if free < needed:
        return Finding(text, f"至少应有 {_megabytes(needed)}（含升级时的安全副本）；请清理或扩容")
    return Finding(text)


def _database(database: Database) -> Finding:
    if database.engine.dialect.name == "sqlite":
        with database.reading() as session:
            verdict = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if verdict != "ok":
            return Finding("数据库", f"已损坏（{verdict}）；请用备份恢复")
    return Finding("数据库可用，结构是当前版本")


def _settings(database: Database, settings: Settings) -> Iterator[Finding]:
    problems = list(_setting_problems(database, settings))
    yield from (Finding("设置", problem) for problem in problems)
    if not problems:
        yield Finding(f"设置可用，门户网址 {settings.base_url}")


def _setting_problems(database: Database, settings: Settings) -> Iterator[str]:
    code = settings.site.assembly
    with database.reading() as session:
        assemblies = session.scalar(select(func.count()).select_from(Assembly))
        if code and assemblies and session.get(Assembly, code) is None:
            yield f"HUISHENG_SITE_ASSEMBLY: 内容里没有 {code}；请核对代码，或导入含它的数据包"
    if settings.redis_url:
        try:
            processes.refuse_redis_without_package(settings)
            parts = urlsplit(settings.redis_url)
            socket.create_connection((parts.hostname or "", parts.port or 6379), _REDIS_SECONDS).close()
        except SettingError as error:
            yield str(error)
        except (OSError, ValueError) as error:
            yield f"HUISHENG_REDIS_URL: 连不上（{one_line(error)}）；请启动 Redis，或去掉这个设置"


def _index(database: Database, settings: Settings) -> Finding:
    state = status(database, settings.index_folder)
    text = f"检索库：第 {state.generation} 代，{state.documents} 条，分析规则 {state.version or '无'}"
    if state.problem:
        return Finding(text, f"{state.problem}；请运行 huisheng index rebuild --home {settings.home}")
    if state.pending:
        advice = f"有 {state.pending} 处变更待处理；请启动后台进程，或运行 huisheng index drain --home {settings.home}"
        return Finding(text, advice)
    return Finding(text)


def _files(database: Database, settings: Settings, progress: Progress) -> Finding:
    with database.reading() as session:
        attachments = session.execute(select(Attachment.id, Attachment.sha256).order_by(Attachment.id)).all()
    broken = []
    for done, (name, sha256) in enumerate(attachments, 1):
        if not files.verify(settings.files_folder, sha256):
            broken.append(name)
        progress("核对附件", done, len(attachments))
    progress.close()
    text = f"附件 {len(attachments)} 个"
    if broken:
        named = "、".join(broken[:_NAMED]) + ("等" if len(broken) > _NAMED else "")
        advice = f"{len(broken)} 个缺失或校验和不符（{named}）；请从备份恢复 {settings.files_folder}"
        return Finding(text, advice)
    return Finding(f"{text}，校验和都对")


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB"


VERB = Verb("doctor", "检查实例是否完好", _configure, _run)
