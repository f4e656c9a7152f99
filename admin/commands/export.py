"""`huisheng export`: writes what is public to a folder."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from os import environ
from pathlib import Path

from admin.commands.errors import CommandError
from admin.commands.progress import Progress
from admin.commands.verb import Verb, add_home
from content.instance import open_instance
from content.packages import export_package
from content.settings import load_settings


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="data", choices=("data", "site"), help="数据包（site 整站随以后的版本提供）")
    parser.add_argument("folder", metavar="DIR", type=Path, help="写到哪个文件夹：尚不存在或是空的")
    add_home(parser)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.what == "site":
        raise CommandError("整站导出随以后的版本提供；现在可以用 huisheng export data 导出数据包")
    settings = load_settings(arguments.home, environ)
    progress = Progress()
    with closing(open_instance(settings)) as database, database.reading() as session:
        report = export_package(session, settings.files_folder, arguments.folder, datetime.now(UTC), progress)
    progress.close()
    print(f"已导出到 {arguments.folder}：{sum(report.rows.values())} 行。")
    return 0


VERB = Verb("export", "把公开的内容写成数据包", _configure, _run)
