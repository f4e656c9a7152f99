"""One demo and one browser for each test process, and the visitors of a test."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.fetching import fetch
from tests.journeys.instances import Instance, serving
from tests.journeys.visiting import Visitors, visiting

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """Give the running demo; tests read it and change nothing."""
    with serving("demo", home=tmp_path_factory.mktemp("demo") / "home") as instance:
        yield instance


@pytest.fixture(scope="session")
def sitemap(demo: Instance) -> tuple[str, ...]:
    """Give the path of every page that the demo's sitemap lists."""
    locations = ET.fromstring(fetch(f"{demo.address}/sitemap.xml").body).iterfind(".//{*}loc")  # noqa: S314 - our own
    return tuple(urlsplit(location.text or "").path for location in locations)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser; without one its journeys are skipped by name."""
    if not CHROMIUM.exists():
        pytest.skip(f"NOT WALKED: {CHROMIUM} is not installed (Debian package chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def visitors(browser: Browser, demo: Instance) -> Iterator[Visitors]:
    """Let visitors into the demo."""
    with visiting(browser, demo.address) as admitted:
        yield admitted


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """Give a page at a desk of 1366 pixels."""
    return visitors.open()
