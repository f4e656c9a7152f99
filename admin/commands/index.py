"""`huisheng index`: builds the search index anew, brings waiting changes in, or says how it stands."""

import argparse
from contextlib import closing
from os import environ

from admin.commands.indexing import rebuild_when_free, settle
from admin.commands.progress import Progress
from admin.commands.verb import Verb, add_home
from content.database import Database
from content.instance import open_instance
from content.settings import Settings, load_settings
from search_index.writing import status


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        metavar="rebuild|drain|status",
        choices=("rebuild", "drain", "status"),
        help="rebuild：重建；drain：补上待处理的变更；status：现状",
    )
    add_home(parser)


def _run(arguments: argparse.Namespace) -> int:
    settings = load_settings(arguments.home, environ)
    with closing(open_instance(settings)) as database:
        if arguments.what == "rebuild":
            rebuild_when_free(database, settings, Progress())
        if arguments.what != "status":
            settle(database, settings, Progress())
        _print_status(database, settings)
    return 0


def _print_status(database: Database, settings: Settings) -> None:
    state = status(database, settings.index_folder)
    print(f"条目：{state.documents}")
    print(f"代次：{state.generation}")
    print(f"分析规则：{state.version or '无'}（程序用 {state.current_version}）")
    print(f"待处理变更：{state.pending}")
    print(f"状况：{state.problem or '正常'}")


VERB = Verb("index", "检索库：重建、补上变更、查看", _configure, _run)
