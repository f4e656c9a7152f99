"""Settings of an instance: read once from the environment and `huisheng.toml`, frozen afterwards."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

CONFIGURATION_FILE = "huisheng.toml"
DEFAULT_HOME = "var"

_SITE_KEYS = {
    "HUISHENG_SITE_NAME": "",
    "HUISHENG_SITE_ASSEMBLY": "",
    "HUISHENG_SITE_ID_CODE": "",
    "HUISHENG_SITE_ICP": "",
    "HUISHENG_SITE_POLICE": "",
    "HUISHENG_SITE_EDGE_SECONDS": "0",
}
DEFAULTS = {
    "HUISHENG_DATABASE_URL": "",
    "HUISHENG_REDIS_URL": "",
    "HUISHENG_SEARCH_URL": "",
    "HUISHENG_BASE_URL": "http://127.0.0.1:8000",
    "HUISHENG_ADMIN_URL": "http://127.0.0.1:8001",
    "HUISHENG_LIMIT_SUBMISSIONS": "20/minute;200/day",
    "HUISHENG_LIMIT_RECEIPTS": "30/minute;300/day",
    "HUISHENG_MAIL_URL": "",
    **_SITE_KEYS,
}
"""Every setting but HUISHENG_HOME, with its default; an empty default means off or derived."""

_LIMITS = re.compile(r"\d+/(second|minute|hour|day)(;\d+/(second|minute|hour|day))*")
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}|")


class SettingError(ValueError):
    """A setting is unknown or its value cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        """Keep the name of the setting and say what is wrong with it."""
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """How the site calls itself."""

    name: str
    assembly: str
    id_code: str
    icp: str
    police: str
    edge_seconds: int


@dataclass(frozen=True, slots=True)
class Settings:
    """One instance's settings."""

    home: Path
    database_url: str
    redis_url: str
    search_url: str
    base_url: str
    admin_url: str
    limit_submissions: str
    limit_receipts: str
    mail_url: str
    site: SiteSettings

    @property
    def index_folder(self) -> Path:
        """Where the embedded search index lies."""
        return self.home / "index"

    @property
    def files_folder(self) -> Path:
        """Where attachments lie, by their SHA-256."""
        return self.home / "files"


def load_settings(home: Path, environ: Mapping[str, str]) -> Settings:
    """Read the environment over `huisheng.toml` over the defaults; raise SettingError with the wrong name."""
    values = {**DEFAULTS, **_from_file(home / CONFIGURATION_FILE)}
    for name, value in environ.items():
        if name.startswith("HUISHENG_") and name != "HUISHENG_HOME":
            if name not in DEFAULTS:
                raise SettingError(name, "没有这个设置；请核对名称，全部设置见 docs/settings.md")
            values[name] = value.strip()
    for name in ("HUISHENG_BASE_URL", "HUISHENG_ADMIN_URL"):
        values[name] = _address(name, values[name])
    for name in ("HUISHENG_LIMIT_SUBMISSIONS", "HUISHENG_LIMIT_RECEIPTS"):
        if not _LIMITS.fullmatch(values[name]):
            raise SettingError(name, "写法应如 20/minute;200/day")
    if not _CODE.fullmatch(values["HUISHENG_SITE_ASSEMBLY"]):
        raise SettingError("HUISHENG_SITE_ASSEMBLY", "应为人大常委会的代码，如 420802")
    if not values["HUISHENG_SITE_EDGE_SECONDS"].isdecimal():
        raise SettingError("HUISHENG_SITE_EDGE_SECONDS", "应为整数秒")
    return Settings(
        home=home,
        database_url=values["HUISHENG_DATABASE_URL"] or f"sqlite:///{home.resolve() / 'huisheng.db'}",
        redis_url=values["HUISHENG_REDIS_URL"],
        search_url=values["HUISHENG_SEARCH_URL"],
        base_url=values["HUISHENG_BASE_URL"],
        admin_url=values["HUISHENG_ADMIN_URL"],
        limit_submissions=values["HUISHENG_LIMIT_SUBMISSIONS"],
        limit_receipts=values["HUISHENG_LIMIT_RECEIPTS"],
        mail_url=values["HUISHENG_MAIL_URL"],
        site=SiteSettings(
            name=values["HUISHENG_SITE_NAME"],
            assembly=values["HUISHENG_SITE_ASSEMBLY"],
            id_code=values["HUISHENG_SITE_ID_CODE"],
            icp=values["HUISHENG_SITE_ICP"],
            police=values["HUISHENG_SITE_POLICE"],
            edge_seconds=int(values["HUISHENG_SITE_EDGE_SECONDS"]),
        ),
    )


def _from_file(path: Path) -> dict[str, str]:
    """Read `huisheng.toml`: the same names in lower case without the prefix, `[site]` for HUISHENG_SITE_*."""
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(CONFIGURATION_FILE, f"不是有效的 TOML：{error}") from error
    flat = {f"site_{key}": value for key, value in table.pop("site", {}).items()} | table
    values = {}
    for key, value in flat.items():
        name = f"HUISHENG_{key.upper()}"
        if name not in DEFAULTS:
            raise SettingError(f"{CONFIGURATION_FILE} {key}", "没有这个设置；请核对名称，全部设置见 docs/settings.md")
        if not isinstance(value, str | int):
            raise SettingError(f"{CONFIGURATION_FILE} {key}", "应为文字或整数")
        values[name] = str(value).strip()
    return values


def _address(name: str, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.path.strip("/"):
        raise SettingError(name, "应为网址，如 https://rd.example.cn，后面不带路径")
    return f"{parts.scheme}://{parts.netloc}"
