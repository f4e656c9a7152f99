"""Every link of the demo leads somewhere, stays in its language, and no page says one id twice."""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from tests.journeys.fetching import Reader
from tests.journeys.instances import Instance

PREFIXES = ("", "/en", "/elder", "/elder/en")
WITHDRAWN = "/documents/d2026-news-halfway"
LATER = ("/opinions", "/surveys", "/statistics", "/coverage", "/log", "/data", "/api", "/calendar.ics", "/privacy")
"""What comes with later issues."""


class Crawl:
    """Follows every link below one prefix, of a filtered listing one for each set of filters."""

    def __init__(self, reader: Reader, address: str, prefix: str) -> None:
        self._reader, self._address, self._prefix = reader, address, prefix
        self._todo = deque([f"{prefix}/"])
        self._known = {f"{prefix}/"}
        self._filtered: set[tuple[str, ...]] = set()
        self._ids: dict[str, set[str]] = {}
        self._fragments: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.outside: set[str] = set()

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
        for link in self._links(page, target):
            self._note(link)

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
        path = urlsplit(target).path
        within = path.startswith(f"{self._prefix}/") and not path.startswith(
            tuple(f"{other}/" for other in PREFIXES if len(other) > len(self._prefix))
        )
        if not within and not path.startswith("/static/"):
            self.outside.add(target)
        elif target not in self._known and not self._seen_alike(target):
            self._known.add(target)
            self._todo.append(target)

    def _seen_alike(self, target: str) -> bool:
        """Say whether the same listing was already read with the same filters, whatever their values."""
        path, query = urlsplit(target).path, urlsplit(target).query
        if not query:
            return False
        alike = (path, *sorted({name for name, _ in parse_qsl(query)}))
        seen = alike in self._filtered
        self._filtered.add(alike)
        return seen


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_link_leads_somewhere(demo: Instance, prefix: str) -> None:
    with closing(Reader(demo.address)) as reader:
        crawl = Crawl(reader, demo.address, prefix)
        read = crawl.run()

    assert crawl.wrong == []
    assert read > 250
    later = [link for link in crawl.outside if link.removeprefix(prefix).startswith(LATER)]
    assert later == []
