"""The files around the code: locks, Makefile, documents, and what a wheel carries."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from content.settings import DEFAULTS
from tests.conventions.sources import PACKAGES, ROOT

PACKAGED = (*PACKAGES, "translations")


def test_lock_files_name_no_index() -> None:
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert len(locks) == 3
    assert [lock.name for lock in locks if re.search(r"https?://|index-url", lock.read_text("utf-8"))] == []


def test_every_pinned_requirement_has_a_hash() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        pins = re.findall(r"^[A-Za-z].*(?:\n +.*)*", text, re.MULTILINE)
        assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_front_end_lock_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_nothing_that_is_made_is_committed() -> None:
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout == ""


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    declared = re.search(r"^\.PHONY:((?:.*\\\n)*.*)", makefile, re.MULTILINE)
    assert declared
    targets = set(declared.group(1).replace("\\\n", " ").split()) - {"dev", "system-packages"}
    # make run by make would say that it enters and leaves the folder
    command = ["make", "--no-print-directory", "help"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert {line.split()[1] for line in listed.splitlines()} == targets
    assert {"env", "demo", "test", "check", "bench", "help"} <= targets


def test_every_setting_is_documented() -> None:
    document = (ROOT / "docs/settings.md").read_text("utf-8")
    assert [name for name in ("HUISHENG_HOME", *DEFAULTS) if f"`{name}`" not in document] == []


def test_a_wheel_carries_all_that_the_packages_need(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        source.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, source)
    for package in PACKAGED:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-index"]
    command += ["--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("huisheng-*.whl")
    needed = {
        path.relative_to(source).as_posix()
        for package in PACKAGED
        for path in (source / package).rglob("*")
        if path.is_file()
    }
    assert {"web/static/vendor/bootstrap.min.css", "translations/en/LC_MESSAGES/messages.mo"} <= needed
    with zipfile.ZipFile(wheel) as archive:
        assert needed - set(archive.namelist()) == set()
