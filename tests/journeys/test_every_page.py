"""Every kind of page, in every layout and language: nobody is shut out, nothing leaks, nothing is heavy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from portal.listings import LISTINGS
from portal.pages.views import FIXED_PAGES
from tests.journeys.visiting import DESK, PHONE, Visitors, scrolls_sideways

WEIGHT = 100_000
"""Bytes that a page may transfer, its style sheets and script included."""
NARROW = (320, PHONE, DESK // 2)
"""Widths at which nothing may stick out: the narrowest phone, a phone, and a desk at 200 %."""
LAYOUTS = {"": DESK, "/en": DESK, "/elder": PHONE}
"""Prefixes, and the width at which axe looks."""

FIXED = tuple(dict.fromkeys((*FIXED_PAGES, *(listing.path for listing in LISTINGS if listing.path.endswith("/")))))
FOLDERS = ("cycles", "documents", "groups", "hearings", "matters", "officials", "rectification", "rulesets", "subjects")
BESIDE = {
    "/search": 200,
    "/search?q=整改": 200,
    "/search?q=鼖鼗鼛": 200,
    "/search?q=整改&type=item&year=2026&sort=date": 200,
    "/rectification/?state=overdue": 200,
    "/documents/?year=1999": 200,
    "/compare": 200,
    "/compare?cycles=shifan-2025&cycles=shifan-2026&cycles=luoyang-2023": 200,
    "/rulesets/compare?rulesets=shifan-measures-2025,shifan-measures-2022": 200,
    "/documents/d2026-report-lin/history": 200,
    "/documents/d2026-news-halfway": 410,
    "/no-such-page": 404,
    "/rectification/?state=vanished": 400,
}
"""Pages that stand in no sitemap, with the status they answer."""


def test_no_kind_of_page_is_forgotten_here(sitemap: tuple[str, ...]) -> None:
    assert {path for path in sitemap if path not in FIXED and path.split("/")[1] not in FOLDERS} == set()
    assert set(FIXED) <= set(sitemap)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_one_of_each_kind(visitors: Visitors, sitemap: tuple[str, ...], folder: str, layout: str) -> None:
    pages = [path for path in sitemap if path.startswith(f"/{folder}/") and path not in FIXED]
    # Another one in each layout: some have much to tell, some next to nothing
    place = list(LAYOUTS).index(layout) * (len(pages) - 1) // (len(LAYOUTS) - 1)
    _look_at(visitors, layout, pages[place], 200)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", FIXED)
def test_fixed_pages(visitors: Visitors, path: str, layout: str) -> None:
    _look_at(visitors, layout, path, 200)


@pytest.mark.parametrize("path", BESIDE)
def test_pages_beside_the_sitemap(visitors: Visitors, path: str) -> None:
    _look_at(visitors, "", path, BESIDE[path])


def _look_at(visitors: Visitors, layout: str, path: str, status: int) -> None:
    page = visitors.open(width=LAYOUTS[layout])

    answer = page.goto(layout + path)

    assert answer
    assert answer.status == status
    assert _weight(page) <= WEIGHT
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 844})
        assert not scrolls_sideways(page), f"wider than {width} pixels"


def _weight(page: Page) -> int:
    """Sum up what came over the line for a page that was opened with an empty cache."""
    weight: int = page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .reduce((sum, one) => sum + one.transferSize, 0)"""
    )
    assert weight > 0
    return weight
