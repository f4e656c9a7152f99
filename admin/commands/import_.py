"""`huisheng import`: reads a data package, all or nothing, and brings it into the search index."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from os import environ
from pathlib import Path

from admin.commands.indexing import settle
from admin.commands.progress import Progress
from admin.commands.verb import Verb, add_home
from content.database import Database
from content.instance import open_instance
from content.packages import ImportReport, import_package
from content.settings import Settings, load_settings


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", metavar="PATH", type=Path, help="数据包所在文件夹")
    add_home(parser)


def _run(arguments: argparse.Namespace) -> int:
    settings = load_settings(arguments.home, environ)
    with closing(open_instance(settings)) as database:
        print(summary(import_and_settle(database, settings, arguments.package, Progress())))
    return 0


def import_and_settle(database: Database, settings: Settings, package: Path, progress: Progress) -> ImportReport:
    """Import a package and return when search finds it."""
    report = import_package(database, settings.files_folder, package, datetime.now(UTC), progress)
    progress.close()
    settle(database, settings, progress)
    return report


def summary(report: ImportReport) -> str:
    """Say what an import did."""
    added, changed, unchanged = (sum(counts.values()) for counts in (report.added, report.changed, report.unchanged))
    return f"已导入：新增 {added} 行，改动 {changed} 行，未变 {unchanged} 行；检索库已是最新。"


VERB = Verb("import", "导入一个数据包", _configure, _run)
