"""Every link of the demo leads somewhere, stays in its language, and no page says one id twice."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from tests.journeys.fetching import Reader
from tests.journeys.instances import Instance

PREFIXES = {"": 1000, "/en": 12, "/elder": 12}
"""Prefixes, and how many pages of a kind are read below each: all, or enough to know its links."""
WITHDRAWN = "/documents/d2026-news-halfway"
LATER = ("/opinions", "/surveys", "/statistics", "/coverage", "/log", "/data", "/api", "/calendar.ics", "/privacy")
"""What comes with later issues."""
FEEDS = (".rss", ".atom", ".opml")
"""Endings of what has no large layout."""


class Crawl:
    """Follows the links below one prefix: so many pages of a kind, one address for each set of filters of a list."""

    def __init__(self, reader: Reader, address: str, prefix: str) -> None:
        self._reader, self._address, self._prefix = reader, address, prefix
        self._places: Counter[tuple[str, ...]] = Counter()
        self._todo = deque([f"{prefix}/"])
        self._ids: dict[str, set[str]] = {}
        self._fragments: list[tuple[str, str]] = []
        self.known = {f"{prefix}/"}
        self.wrong: list[str] = []

    def run(self) -> int:
        """Crawl; give the number of addresses that were read."""
        read = 0
        while self._todo:
            self._read(self._todo.popleft())
            read += 1
        for target, fragment in self._fragments:
            if target in self._ids and fragment not in self._ids[target]:
                self.wrong.append(f"nothing has the id of {target}#{fragment}")
        return read

    def _read(self, target: str) -> None:
        answer = self._reader.get(target)
        expected = 410 if target == self._prefix + WITHDRAWN else 200
        if answer.status != expected:
            self.wrong.append(f"{answer.status} at {target}")
        if not answer.is_page:
            return
        page = html.document_fromstring(answer.body.decode())
        ids = Counter(str(found) for found in page.xpath("//@id"))
        self.wrong += [f"id {name} stands {times} times on {target}" for name, times in ids.items() if times > 1]
        self._ids[target] = set(ids)
        self.wrong += [f"{target} leads out of its language to {link}" for link in self._strays(page, target)]
        for link in self._links(page, target):
            self._note(link)

    def _strays(self, page: html.HtmlElement, target: str) -> Iterator[str]:
        """Give the links that lead to another language or layout, but not to this page in it."""
        here = urlsplit(target).path.removeprefix(self._prefix)
        for address in page.xpath("//a/@href"):
            path = urlsplit(urljoin(self._address + target, str(address))).path
            prefix = self._prefix_of(path)
            if prefix != self._prefix and path != prefix + here and not path.endswith(FEEDS) and path.startswith("/"):
                yield str(address)

    def _links(self, page: html.HtmlElement, target: str) -> Iterator[str]:
        for attribute in page.xpath("//a/@href | //link/@href | //script/@src | //img/@src | //form/@action"):
            link = urljoin(self._address + target, str(attribute))
            if link.startswith(("mailto:", "tel:")):
                continue
            if not link.startswith(f"{self._address}/"):
                self.wrong.append(f"{target} leads away to {link}")
                continue
            yield link.removeprefix(self._address)

    def _note(self, link: str) -> None:
        target, fragment = urldefrag(link)
        if fragment:
            self._fragments.append((target, unquote(fragment)))
        if target in self.known:
            return
        self.known.add(target)
        if self._is_wanted(target):
            self._todo.append(target)

    def _is_wanted(self, target: str) -> bool:
        """Say whether to read an address met for the first time."""
        path, query = urlsplit(target).path, urlsplit(target).query
        if path.startswith("/static/"):
            return True
        if self._prefix_of(path) != self._prefix:
            return False
        if query:
            kind, places = (path, *sorted({name for name, _ in parse_qsl(query)})), 1
        else:
            kind, places = tuple(path.removeprefix(self._prefix).split("/")[:2]), PREFIXES[self._prefix]
        self._places[kind] += 1
        return self._places[kind] <= places

    @staticmethod
    def _prefix_of(path: str) -> str:
        found = re.match(r"(/elder)?(/en)?(?=/)", path)
        return found[0] if found else ""


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_link_leads_somewhere(demo: Instance, sitemap: tuple[str, ...], prefix: str) -> None:
    with closing(Reader(demo.address)) as reader:
        crawl = Crawl(reader, demo.address, prefix)
        read = crawl.run()

    assert crawl.wrong == []
    assert read > 100
    assert prefix or set(sitemap) <= crawl.known
    paths = {urlsplit(target).path.removeprefix(prefix) for target in crawl.known}
    assert {path for path in paths if path.startswith(LATER)} == set()
