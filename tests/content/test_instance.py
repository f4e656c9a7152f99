"""An instance is founded once, whole and private, and opened only when it is ready."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from content import changes, migrations
from content.database import Database
from content.instance import InstanceError, found, open_instance, tag_authority, upgrade_instance
from content.settings import Settings, load_settings

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
AUTHORITY = "rd.shifan.example"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(tmp_path / "instance", {})


@pytest.mark.parametrize(
    ("base_url", "authority"),
    [
        ("https://rd.shifan.example", "rd.shifan.example"),
        ("https://RD.Shifan.Example:8443", "rd.shifan.example"),
        ("http://127.0.0.1:8000", "huisheng.example"),
        ("http://[::1]:8000", "huisheng.example"),
        ("http://localhost:8000", "huisheng.example"),
    ],
)
def test_the_tag_authority_is_the_host_if_that_is_a_domain_name(tmp_path: Path, base_url: str, authority: str) -> None:
    assert tag_authority(load_settings(tmp_path, {"HUISHENG_BASE_URL": base_url})) == authority


def test_a_founded_instance_opens_and_is_private(settings: Settings) -> None:
    found(settings, AUTHORITY, NOW)
    for folder in (settings.home, settings.index_folder, settings.files_folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    database = open_instance(settings)
    with database.reading() as session:
        # 17:00 in UTC is the next day in China
        assert changes.tag_authority(session) == "rd.shifan.example,2026-11-22"
        assert changes.revision(session) == 0
    assert migrations.is_current(database)
    database.close()


def test_the_settings_file_may_be_there_before(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "huisheng.toml").write_text('[site]\nname = "示范县人大"\n', encoding="utf-8")
    found(settings, AUTHORITY, NOW)
    open_instance(settings).close()


def test_a_founding_that_was_interrupted_may_be_repeated(settings: Settings) -> None:
    settings.index_folder.mkdir(parents=True)
    database = Database(settings.database_url)
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    database.close()
    found(settings, AUTHORITY, NOW)
    open_instance(settings).close()


def test_a_second_founding_is_refused(settings: Settings) -> None:
    found(settings, AUTHORITY, NOW)
    with pytest.raises(InstanceError, match="已有内容"):
        found(settings, AUTHORITY, NOW)
    open_instance(settings).close()


def test_a_folder_with_other_files_is_refused_and_left_alone(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "论文.docx").write_bytes(b"x")
    with pytest.raises(InstanceError, match=r"不是空的（有 论文\.docx）"):
        found(settings, AUTHORITY, NOW)
    assert [path.name for path in settings.home.iterdir()] == ["论文.docx"]


def test_a_file_in_the_place_of_the_folder_is_refused(settings: Settings) -> None:
    settings.home.write_text("x", encoding="utf-8")
    with pytest.raises(InstanceError, match="不是可以使用的文件夹"):
        found(settings, AUTHORITY, NOW)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InstanceError, match=r"不能建立|不是可以使用的文件夹"):
        found(load_settings(tmp_path / "file" / "instance", {}), AUTHORITY, NOW)


@pytest.mark.parametrize("authority", ["", "127.0.0.1", "示范县", "a b.example", "rd.example,2026"])
def test_what_is_no_domain_name_does_not_begin_a_tag(settings: Settings, authority: str) -> None:
    with pytest.raises(InstanceError, match="不是域名"):
        found(settings, authority, NOW)
    assert not settings.home.exists()


def test_opening_before_founding_says_what_to_run_and_makes_nothing(settings: Settings) -> None:
    with pytest.raises(InstanceError, match="huisheng init"):
        open_instance(settings)
    assert not settings.home.exists()


def test_an_empty_database_is_no_instance(settings: Settings) -> None:
    settings.home.mkdir()
    Path(settings.home / "huisheng.db").touch()
    with pytest.raises(InstanceError, match="huisheng init"):
        open_instance(settings)


def test_an_older_schema_asks_for_the_upgrade(settings: Settings) -> None:
    found(settings, AUTHORITY, NOW)
    _set_revision(settings, None)
    with pytest.raises(InstanceError, match="huisheng upgrade"):
        open_instance(settings)


def test_a_newer_schema_asks_for_a_newer_program(settings: Settings) -> None:
    found(settings, AUTHORITY, NOW)
    _set_revision(settings, "9999")
    with pytest.raises(InstanceError, match="比这个程序新"):
        open_instance(settings)
    with pytest.raises(InstanceError, match="比这个程序新"):
        upgrade_instance(settings)


def test_an_instance_that_is_current_needs_no_upgrade(settings: Settings) -> None:
    found(settings, AUTHORITY, NOW)
    assert upgrade_instance(settings) is False
    open_instance(settings).close()


def test_upgrading_before_founding_is_refused(settings: Settings) -> None:
    with pytest.raises(InstanceError, match="huisheng init"):
        upgrade_instance(settings)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://huisheng:secret@127.0.0.1:1/none",
        "nosuchdatabase://x",
        "not an address",
        "sqlite:////nowhere/at/all/huisheng.db",
    ],
)
def test_a_database_that_cannot_be_reached_is_said_in_one_line_without_its_password(tmp_path: Path, url: str) -> None:
    settings = load_settings(tmp_path / "instance", {"HUISHENG_DATABASE_URL": url})
    with pytest.raises(InstanceError, match="HUISHENG_DATABASE_URL") as told:
        found(settings, AUTHORITY, NOW)
    assert "\n" not in str(told.value)
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database_is_said_in_one_line(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "huisheng.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(InstanceError, match="HUISHENG_DATABASE_URL"):
        open_instance(settings)


def test_an_instance_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    settings = load_settings(tmp_path / "instance", {"HUISHENG_DATABASE_URL": postgres_url})
    with pytest.raises(InstanceError, match="huisheng init"):
        open_instance(settings)
    found(settings, AUTHORITY, NOW)
    open_instance(settings).close()
    other = load_settings(tmp_path / "other", {"HUISHENG_DATABASE_URL": postgres_url})
    with pytest.raises(InstanceError, match="已有内容"):
        found(other, AUTHORITY, NOW)


def _set_revision(settings: Settings, revision: str | None) -> None:
    database = Database(settings.database_url)
    with database.transaction() as session:
        session.execute(text("DELETE FROM alembic_version"))
        if revision:
            session.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
    database.close()
