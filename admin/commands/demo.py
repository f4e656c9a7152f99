"""`huisheng demo`: an instance with demo content, made if need be, and its portal."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from os import environ
from pathlib import Path

from sqlalchemy import exists, select

import content
from admin.commands import processes
from admin.commands.import_ import import_and_settle
from admin.commands.indexing import settle
from admin.commands.progress import Progress
from admin.commands.serve import check_start
from admin.commands.supervisor import become_supervisor
from admin.commands.verb import Verb, add_home, add_ports
from content.assemblies.models import Assembly
from content.database import Database
from content.instance import InstanceError, found, open_instance, tag_authority
from content.settings import CONFIGURATION_FILE, Settings, load_settings

PACKAGE = Path(content.__file__).parent / "demo" / "package"
HOME_ASSEMBLY = "999999"
"""The fictional 示范县."""


def _configure(parser: argparse.ArgumentParser) -> None:
    add_home(parser)
    add_ports(parser)


def _run(arguments: argparse.Namespace) -> int:
    host, port = arguments.host, arguments.portal_port
    settings = load_settings(arguments.home, environ)
    check_start(settings, host, port)
    progress = Progress()
    with closing(_open_or_found(settings)) as database:
        if _is_empty(database):
            settings = _with_home_assembly(settings)
            import_and_settle(database, settings, PACKAGE, progress)
        else:
            settle(database, settings, progress)
    environment = processes.environment(settings, host, port)
    services = [processes.worker_service(settings), processes.portal_service(host, port, workers=1)]
    greeting = [
        f"门户：{environment['HUISHENG_BASE_URL']}",
        "内部管理端和演示账号随下一版本提供（--admin-port 暂不起作用）。",
        "按 Ctrl-C 停止。",
    ]
    become_supervisor(services, greeting, environment)


def _with_home_assembly(settings: Settings) -> Settings:
    """Write down that 示范县 is at home in this instance, unless somebody has written settings already."""
    configuration = settings.home / CONFIGURATION_FILE
    if settings.site.assembly or configuration.exists():
        return settings
    configuration.write_text(f'[site]\nassembly = "{HOME_ASSEMBLY}"\n', "utf-8")
    return load_settings(settings.home, environ)


def _open_or_found(settings: Settings) -> Database:
    try:
        return open_instance(settings)
    except InstanceError as problem:
        try:
            found(settings, tag_authority(settings), datetime.now(UTC))
        except InstanceError:
            raise problem from None
    return open_instance(settings)


def _is_empty(database: Database) -> bool:
    with database.reading() as session:
        return not session.scalar(select(exists().where(Assembly.code.is_not(None))))


VERB = Verb("demo", "带演示内容的实例和它的门户", _configure, _run, serves=True)
