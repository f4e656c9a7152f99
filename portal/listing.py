"""Listings: one declaration gives a page with filters, and the feeds and files of the same entries."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Flask, abort, render_template, request
from flask_babel import gettext, lazy_gettext
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from content.assemblies.models import Assembly
from content.kind import Entry
from content.kinds import KIND_BY_NAME
from web import site
from web.prefixes import canonical_link, know_query, link

PAGE_SIZE = 30
FEED_TYPES = (("application/rss+xml", "RSS", ".rss"), ("application/atom+xml", "Atom", ".atom"))
"""Media type, name and suffix of every feed that a listing has."""

Filters = Mapping[str, str]
"""The active filters of a request: parameter -> value, checked."""

_YEAR = re.compile(r"[12][0-9]{3}")
_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter offers, with its text (lazy or plain)."""

    value: str
    text: Any


@dataclass(frozen=True, slots=True)
class Filter:
    """One known parameter; `accepts` lets in values that are understood but not offered, `words` names them."""

    name: str
    label: Any
    choices: Callable[[Session, datetime], Sequence[Choice]]
    accepts: Callable[[str], bool] = lambda _value: False
    words: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a listing is asked for; pages count from 1."""

    number: int = 1
    size: int = PAGE_SIZE

    @property
    def offset(self) -> int:
        """Give the number of entries before the page."""
        return (self.number - 1) * self.size


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries of a listing, newest first, and how many there are in all."""

    entries: Sequence[Entry]
    total: int
    window: Window

    @property
    def number(self) -> int:
        """Give the number of this page."""
        return self.window.number

    @property
    def pages(self) -> int:
        """Give the number of pages; an empty listing has one."""
        return max(1, -(-self.total // self.window.size))


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing at `/<name>/`; `details` adds to the page what its template needs beyond the entries.

    `recent` is what the feeds read, newest first, where the page has another order or leaves corrections out.
    """

    name: str
    title: Any
    description: Any
    filters: tuple[Filter, ...]
    select: Callable[[Session, Filters, datetime, Window], Page]
    template: str = "listing.html"
    column: str = ""
    details: Callable[[Session, Sequence[Entry], datetime], Mapping[str, Any]] = lambda _session, _entries, _now: {}
    recent: Callable[[Session, Filters, datetime, Window], Page] | None = None

    @property
    def path(self) -> str:
        """Give the site path of the page."""
        return f"/{self.name}/"

    @property
    def stem(self) -> str:
        """Give the site path to which feed and file suffixes are added."""
        return f"/{self.name}"


def page_of(session: Session, ids: Select[str], kind: str, now: datetime, window: Window) -> Page:
    """Read one page of a kind; `ids` selects the ids of visible rows in their order."""
    total = session.scalar(select(func.count()).select_from(ids.order_by(None).subquery())) or 0
    wanted = session.scalars(ids.limit(window.size).offset(window.offset)).all()
    by_id = {entry.id: entry for entry in KIND_BY_NAME[kind].entries(session, now, wanted)}
    return Page([by_id[one] for one in wanted if one in by_id], total, window)


def page_of_entries(entries: Sequence[Entry], window: Window) -> Page:
    """Cut one page out of entries that are all at hand."""
    return Page(entries[window.offset : window.offset + window.size], len(entries), window)


def year_filter(years: Callable[[Session, datetime], Iterable[int]]) -> Filter:
    """Make the filter `year`; it offers the years that have something and accepts every year of four digits."""
    return Filter(
        name="year",
        label=lazy_gettext("年份"),
        choices=lambda session, now: [
            Choice(str(year), lazy_gettext("%(year)d年", year=year))
            for year in sorted(set(years(session, now)), reverse=True)
        ],
        accepts=lambda value: _YEAR.fullmatch(value) is not None,
        words=lambda value: gettext("%(year)d年", year=int(value)),
    )


def word_filter(name: str, label: object, words: Mapping[str, Any]) -> Filter:
    """Make a filter over an enumeration of `web.words`."""
    choices = [Choice(value, text) for value, text in words.items()]
    return Filter(name=name, label=label, choices=lambda _session, _now: choices)


def _assemblies(session: Session, _now: datetime) -> list[Choice]:
    rows = session.execute(select(Assembly.code, Assembly.name).order_by(Assembly.fictional.desc(), Assembly.code))
    return [Choice(code, name) for code, name in rows]


ASSEMBLY = Filter(name="assembly", label=lazy_gettext("人大常委会"), choices=_assemblies)
"""The filter `assembly`."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request to a listing, understood: its filters, their fields for the form, and the filters in words."""

    listing: Listing
    filters: Filters
    fields: tuple[tuple[str, Any, list[tuple[str, str]], str | None], ...]
    in_words: tuple[str, ...]

    @property
    def title(self) -> str:
        """Name the listing with its active filters: 整改台账 · 逾期 · 2019年."""
        return " · ".join((str(self.listing.title), *self.in_words))

    def query(self, number: int = 1) -> list[tuple[str, str]]:
        """Give the canonical query, with a page number where it is not the first."""
        pairs = [(one.name, self.filters[one.name]) for one in self.listing.filters if one.name in self.filters]
        return pairs + ([("page", str(number))] if number > 1 else [])

    def address(self, number: int = 1) -> str:
        """Give the address of a page of the answer."""
        return link(self.listing.path) + _query_string(self.query(number))


def understand(listing: Listing, session: Session, arguments: MultiDict[str, str], now: datetime) -> Question:
    """Check the known parameters of a request; a value that is not understood ends in a 400 page that names it."""
    active: dict[str, str] = {}
    fields = []
    in_words = []
    for one in listing.filters:
        choices = [(choice.value, str(choice.text)) for choice in one.choices(session, now)]
        texts = dict(choices)
        values = [value for value in arguments.getlist(one.name) if value]
        for value in values:
            if value not in texts and not one.accepts(value):
                abort(400, gettext("“%(label)s”没有“%(value)s”这个值。", label=one.label, value=value[:100]))
        chosen = values[0] if values else None
        if chosen is not None:
            active[one.name] = chosen
            in_words.append(texts.get(chosen) or one.words(chosen))
            if chosen not in texts:
                choices.insert(0, (chosen, one.words(chosen)))
        fields.append((one.name, one.label, choices, chosen))
    return Question(listing, active, tuple(fields), tuple(in_words))


def page_number(arguments: MultiDict[str, str]) -> int:
    """Read the parameter `page`; anything but a whole number from 1 on ends in a 400 page."""
    value = arguments.get("page") or "1"
    if not _PAGE_NUMBER.fullmatch(value):
        abort(400, gettext("“页”没有“%(value)s”这个值。", value=value[:100]))
    return int(value)


def feed_links(stem: str, query: Iterable[tuple[str, str]] = ()) -> list[tuple[str, str, str]]:
    """Give (media type, name, address) of the feeds at a site path without its suffix, e.g. `/cycles/c-2026`."""
    string = _query_string(list(query))
    return [(media_type, name, canonical_link(stem + suffix) + string) for media_type, name, suffix in FEED_TYPES]


def register(app: Flask, listings: Iterable[Listing]) -> None:
    """Give every listing its page, under the endpoint `listings.<name>`."""
    for listing in listings:
        app.add_url_rule(listing.path, f"listings.{listing.name}", _view(listing))


def _view(listing: Listing) -> Callable[[], str]:
    def view() -> str:
        session, now = site.session(), site.now()
        question = understand(listing, session, request.args, now)
        number = page_number(request.args)
        page = listing.select(session, question.filters, now, Window(number))
        if number > page.pages:
            abort(400, gettext("没有第%(number)d页，一共%(pages)d页。", number=number, pages=page.pages))
        know_query(question.query(number))
        return render_template(
            listing.template,
            listing=listing,
            question=question,
            page=page,
            title=question.title,
            column=listing.column or listing.name,
            column_name=str(listing.title),
            description=str(listing.description),
            breadcrumb=[(gettext("首页"), "/"), (str(listing.title), None)],
            feeds=feed_links(listing.stem, question.query()),
            **listing.details(session, page.entries, now),
        )

    return view


def _query_string(pairs: list[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""
