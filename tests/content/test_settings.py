"""Settings: every key known, every mistake named."""

from pathlib import Path

import pytest

from content.settings import SettingError, load_settings


def test_defaults_suit_a_machine_of_one_s_own(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {})
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path / 'huisheng.db'}"
    assert settings.limit_submissions == "20/minute;200/day"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "huisheng.toml").write_text(
        'base_url = "https://a.example"\n[site]\nname = "文件"\nedge_seconds = 5\n', "utf-8"
    )
    settings = load_settings(tmp_path, {"HUISHENG_SITE_NAME": "环境", "HUISHENG_HOME": "ignored", "PATH": "/bin"})
    assert (settings.base_url, settings.site.name, settings.site.edge_seconds) == ("https://a.example", "环境", 5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HUISHENG_NOPE", "1"),
        ("HUISHENG_BASE_URL", "example.cn"),
        ("HUISHENG_BASE_URL", "https://example.cn/path"),
        ("HUISHENG_ADMIN_URL", "ftp://example.cn"),
        ("HUISHENG_LIMIT_SUBMISSIONS", "many"),
        ("HUISHENG_LIMIT_RECEIPTS", "5 per minute"),
        ("HUISHENG_SITE_ASSEMBLY", "东宝"),
        ("HUISHENG_SITE_EDGE_SECONDS", "-1"),
    ],
)
def test_a_bad_or_unknown_setting_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        load_settings(tmp_path, {name: value})


@pytest.mark.parametrize("text", ["nope = 1", "base_url = [", 'limit_receipts = ["a"]', "[site]\ncolour = 'red'"])
def test_a_bad_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "huisheng.toml").write_text(text, "utf-8")
    with pytest.raises(SettingError, match=r"huisheng\.toml"):
        load_settings(tmp_path, {})
