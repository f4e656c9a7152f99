"""`huisheng serve`: starts the processes of an instance and keeps them running."""

import argparse
from contextlib import closing
from ipaddress import ip_address
from os import environ

from admin.commands import processes
from admin.commands.errors import CommandError
from admin.commands.indexing import settle
from admin.commands.progress import Progress
from admin.commands.supervisor import become_supervisor
from admin.commands.verb import Verb, add_home, add_ports, positive
from admin.commands.worker import Worker
from content.instance import open_instance
from content.settings import DEFAULTS, SettingError, Settings, load_settings


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        metavar="portal|worker|all",
        choices=("portal", "worker", "all", "admin"),
        help="portal：门户；worker：后台进程；all：两者（admin 内部管理端随下一版本提供）",
    )
    add_home(parser)
    add_ports(parser)
    parser.add_argument("--workers", metavar="W", type=positive, default=1, help="门户进程数（默认 1）")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.what == "admin":
        raise CommandError("内部管理端随下一版本提供；现在可以用 huisheng serve portal 或 serve all")
    settings = load_settings(arguments.home, environ)
    with closing(open_instance(settings)) as database:
        if arguments.what == "worker":
            Worker(database, settings).run()
        check_start(settings, arguments.host, arguments.portal_port)
        services = [processes.portal_service(arguments.host, arguments.portal_port, arguments.workers)]
        if arguments.what == "all":
            settle(database, settings, Progress())
            services.insert(0, processes.worker_service(settings))
    environment = processes.environment(settings, arguments.host, arguments.portal_port)
    become_supervisor(services, [f"门户：{environment['HUISHENG_BASE_URL']}"], environment)


def check_start(settings: Settings, host: str, port: int) -> None:
    """Raise where the portal could not start or listen, or where nobody could know its address."""
    processes.refuse_redis_without_package(settings)
    try:
        unspecified = ip_address(host).is_unspecified
    except ValueError:
        unspecified = False
    if unspecified and settings.base_url == DEFAULTS["HUISHENG_BASE_URL"]:
        raise SettingError("HUISHENG_BASE_URL", f"在 {host} 监听时须设为公众访问的网址")
    processes.refuse_used_port(host, port, "--portal-port")


VERB = Verb("serve", "启动门户、后台进程或全部", _configure, _run, serves=True)
