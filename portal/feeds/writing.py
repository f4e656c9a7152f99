"""Entries as RSS 2.0 and Atom: the same rows give the same bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from urllib.parse import quote, urljoin

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from flask_babel import gettext
from lxml import etree
from typing_extensions import override

from content.kind import Entry
from web.dates import date_words
from web.words import word

ATOM = "application/atom+xml"
RSS = "application/rss+xml"
_ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HREF = re.compile(r'href="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself; addresses are absolute, `name` is the part of its id that never changes."""

    name: str
    title: str
    description: str
    language: str
    author: str
    address: str
    page: str
    next_page: str | None
    entries: Sequence[Entry]
    base: str
    tag_authority: str
    empty_since: datetime
    """When the instance was made: the date of a feed that holds nothing yet."""

    @property
    def updated(self) -> datetime:
        """Give the moment of the newest change among the entries."""
        return max((entry.updated_at for entry in self.entries), default=self.empty_since)

    def tag(self, *parts: str) -> str:
        """Make a tag: URI (RFC 4151)."""
        return f"tag:{self.tag_authority}:{'/'.join(quote(part, safe='=&?') for part in parts)}"


class _NextPage(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Adds the RFC 5005 link to RSS, which feedgen writes to Atom only."""

    address = ""

    @override
    def extend_rss(self, rss_feed: etree._Element) -> etree._Element:
        if self.address:
            link = etree.Element(f"{{{_ATOM_NAMESPACE}}}link", rel="next", href=self.address)
            channel = rss_feed[0]
            channel.insert([child.tag for child in channel].index("description") + 1, link)
        return rss_feed


class _Related(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Links a correction to what it corrects: feedgen 1.0 drops the rel of an entry's links."""

    address = ""

    @override
    def extend_atom(self, atom_feed: etree._Element) -> etree._Element:
        etree.SubElement(atom_feed, "link", rel="related", href=self.address)
        return atom_feed


def atom(feed: Feed) -> bytes:
    """Write Atom."""
    return bytes(_generator(feed, ATOM).atom_str(pretty=True))


def rss(feed: Feed) -> bytes:
    """Write RSS 2.0."""
    return bytes(_generator(feed, RSS).rss_str(pretty=True))


def _generator(feed: Feed, media_type: str) -> FeedGenerator:
    generator = FeedGenerator()
    generator.id(feed.tag("feed", feed.name))
    generator.title(_xml(feed.title))
    generator.subtitle(_xml(feed.description))
    generator.language(feed.language)
    generator.author({"name": _xml(feed.author)})
    generator.generator("Huisheng")
    generator.updated(feed.updated)
    generator.link(href=feed.address, rel="self", type=media_type)
    if feed.next_page:
        generator.link(href=feed.next_page, rel="next", type=media_type)
    # the last link becomes the channel's own in RSS
    generator.link(href=feed.page, rel="alternate", type="text/html")
    generator.register_extension("following", _NextPage, atom=False, rss=True)
    generator.following.address = feed.next_page or ""
    for entry in feed.entries:
        generator.add_entry(_entry(feed, entry), order="append")
    return generator


def _entry(feed: Feed, entry: Entry) -> FeedEntry:
    written = FeedEntry()
    written.id(feed.tag(entry.kind, entry.id))
    written.guid(feed.tag(entry.kind, entry.id), permalink=False)
    written.title(_xml(title(entry)).strip() or str(word("type", entry.type)))
    address = feed.base + entry.path
    written.link(href=address, rel="alternate", type="text/html")
    if entry.kind == "correction":
        written.register_extension("related", _Related, rss=False)
        written.related.address = address.split("#", 1)[0]
    written.published(entry.published_at)
    written.updated(entry.updated_at)
    written.category(term=entry.type, label=_xml(str(word("type", entry.type))))
    if entry.withdrawn:
        told = gettext(
            "本条已于%(date)s撤回。原因：%(reason)s",
            date=date_words(entry.withdrawn.date),
            reason=entry.withdrawn.reason,
        )
        written.summary(_xml(told))
        written.content(_xml(f"<p>{escape(told)}</p>"), type="html")
        return written
    summary = entry.summary or str(word("type", entry.type))
    written.summary(_xml(summary))
    written.content(_xml(_absolute(str(entry.html), address) or f"<p>{escape(summary)}</p>"), type="html")
    return written


def title(entry: Entry) -> str:
    """Give the title of an entry as feeds show it; a withdrawn one says so."""
    return gettext("已撤回：%(title)s", title=entry.title) if entry.withdrawn else entry.title


def _absolute(html: str, address: str) -> str:
    """Make every link of clean HTML absolute: a reader knows no base."""
    return _HREF.sub(lambda found: f'href="{escape(urljoin(address, unescape(found[1])))}"', html)


def _xml(text: str) -> str:
    """Leave out what no XML 1.0 document may hold; feedgen raises on it."""
    return _NOT_XML.sub("", text)
