"""Visitors with a browser, whose visits are checked when they end: errors, strangers and cookies they do not see."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    WebError,
)

PHONE = 390
DESK = 1366


# No slots: Playwright keeps notes on the object whose methods it is given
@dataclass
class Visitors:
    """Opens pages of one portal for people with different screens, and notes what went wrong behind their backs."""

    browser: Browser
    address: str
    wrong: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)
    _refused: set[str] = field(default_factory=set)

    def open(self, *, width: int = DESK, height: int = 768, javascript: bool = True) -> Page:
        """Give an empty page of a visitor who was never here before; paths lead to the portal."""
        context = self.browser.new_context(
            base_url=self.address,
            java_script_enabled=javascript,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(15_000)
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        self._contexts.append(context)
        return context.new_page()

    def leave(self) -> None:
        """End all visits."""
        for context in self._contexts:
            self.wrong += [f"cookie {cookie.get('name')}" for cookie in context.cookies()]
            context.close()
        self._contexts.clear()

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(f"{self.address}/"):
            self.wrong.append(f"request to {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.request.is_navigation_request() and not response.ok:
            self._refused.add(response.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        # Chromium complains of every page that is not a 200; the journeys that meet one expect it
        if message.type == "error" and message.location["url"] not in self._refused:
            self.wrong.append(f"console: {message.text} ({message.location['url']})")

    def _note_error(self, error: WebError) -> None:
        self.wrong.append(f"script: {error.error}")


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Visitors]:
    """Let visitors in; afterwards nothing may have gone wrong."""
    visitors = Visitors(browser, address)
    try:
        yield visitors
    finally:
        visitors.leave()
    assert not visitors.wrong, "\n".join(visitors.wrong)


def follow(link: Locator) -> None:
    """Click a link or a button that leads to another page, and wait until all of it is there."""
    with link.page.expect_navigation():
        link.click()


def search(page: Page, words: str) -> Locator:
    """Type words into the field at the top of the page and send them off; give what was found."""
    banner = page.get_by_role("banner")
    banner.get_by_role("searchbox").fill(words)
    follow(banner.get_by_role("button", name="搜索"))
    return page.locator(".search-result")


def scrolls_sideways(page: Page) -> bool:
    """Say whether the page is wider than its window."""
    root = page.locator("html")
    return bool(root.evaluate("root => root.scrollWidth > root.clientWidth"))


def path_of(page: Page, address: str) -> str:
    """Give where a page is, without the portal's address."""
    assert page.url.startswith(address)
    return page.url.removeprefix(address)
