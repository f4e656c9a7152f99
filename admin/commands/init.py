"""`huisheng init`: makes a new instance."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from os import environ

from admin.commands.indexing import settle
from admin.commands.progress import Progress
from admin.commands.verb import Verb, add_home
from content.instance import found, open_instance, tag_authority
from content.settings import load_settings

_LATER = ("admin", "password_file", "totp_secret_file", "recovery_key_out")


def _configure(parser: argparse.ArgumentParser) -> None:
    add_home(parser)
    later = parser.add_argument_group("账号和密钥", "随下一版本生效；本版本接受这些参数，但不起作用。")
    later.add_argument("--admin", metavar="NAME", help="第一位系统管理员")
    later.add_argument("--password-file", metavar="F", help="管理员密码所在文件")
    later.add_argument("--totp-secret-file", metavar="F", help="管理员动态口令密钥所在文件")
    later.add_argument("--recovery-key-out", metavar="F", help="恢复密钥写到哪里")


def _run(arguments: argparse.Namespace) -> int:
    settings = load_settings(arguments.home, environ)
    found(settings, tag_authority(settings), datetime.now(UTC))
    with closing(open_instance(settings)) as database:
        settle(database, settings, Progress())
    print(f"已在 {arguments.home} 建立实例。接下来：huisheng import 数据包 --home {arguments.home}")
    given = [f"--{name.replace('_', '-')}" for name in _LATER if getattr(arguments, name) is not None]
    if given:
        print(f"账号和密钥随下一版本提供，{'、'.join(given)} 暂不起作用：没有建立账号，也没有生成密钥。")
    return 0


VERB = Verb("init", "建立一个新实例", _configure, _run)
