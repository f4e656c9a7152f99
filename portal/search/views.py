"""The search page: results with marked snippets, facets with counts, and help where nothing is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext

from content.kind import Entry
from portal.listing import Filters, Question, Window, feed_links, page_number, understand
from portal.search.listing import PAGE_SIZE, SEARCH, SORTS, entries_of, find
from search_index import snippets
from search_index.index import FacetCount, SearchResults
from search_index.queries import Hint
from search_index.snippets import Segment
from web import site
from web.prefixes import know_query, link
from web.words import word

blueprint = Blueprint("search", __name__, template_folder="templates")

_FACETS = ("type", "year", "institution", "assembly")
_FACET_VALUES = 12
_FEWER_WORDS = 4


@dataclass(frozen=True, slots=True)
class Result:
    """One found entry with its title and the passage that shows best why it was found."""

    entry: Entry
    title: Sequence[Segment]
    snippet: Sequence[Segment]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: choosing it narrows the search, choosing it again lets go of it."""

    text: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values, most frequent first (years: newest first)."""

    label: str
    values: Sequence[FacetValue]


@blueprint.get("/search")
def search() -> str:
    """Search, or say what can be searched."""
    session, now = site.session(), site.now()
    question = understand(SEARCH, session, request.args, now)
    number = page_number(request.args)
    filters = question.filters
    window = Window(number, PAGE_SIZE)
    results = find(filters, window, filters.get("sort", "relevance"))
    pages = max(1, -(-results.total // PAGE_SIZE))
    if number > pages:
        abort(400, gettext("没有第%(number)d页，一共%(pages)d页。", number=number, pages=pages))
    know_query(question.query(number))
    typed = filters.get("q", "")
    narrowed = any(name not in {"q", "sort"} for name in filters)
    return render_template(
        "search/search.html",
        title=question.title,
        description=str(SEARCH.description),
        column_name=str(SEARCH.title),
        breadcrumb=[(gettext("首页"), "/"), (gettext("搜索"), None)],
        feeds=feed_links(SEARCH.stem, [pair for pair in question.query() if pair[0] != "sort"]) if typed else [],
        question=question,
        typed=typed,
        results=[_result(entry, results) for entry in entries_of(session, results.hits, now)],
        found=results,
        help=_help(typed, results),
        facets=[facet for facet in (_facet(name, question, results) for name in _FACETS) if facet],
        kept=[(name, filters[name]) for name in _FACETS if name in filters],
        chosen=filters,
        sorts=SORTS,
        without_filters=_address({"q": typed}) if narrowed else None,
        fewer=_fewer(question, results),
        page_number=number,
        pages=pages,
    )


def _result(entry: Entry, results: SearchResults) -> Result:
    return Result(
        entry, snippets.mark(entry.title, results.terms), snippets.make(entry.text or entry.summary, results.terms)
    )


def _help(typed: str, results: SearchResults) -> str:
    """Name the page's state: what the template explains."""
    if not typed.strip():
        return "start"
    if results.hint is Hint.TOO_LONG:
        return "too_long"
    if results.hint is Hint.EMPTY:
        return "no_words"
    if not results.available:
        return "unavailable"
    return "" if results.total else "nothing"


def _fewer(question: Question, results: SearchResults) -> list[tuple[str, str]]:
    """Offer each word by itself, where there are several and it is found at all."""
    words = [one.text for one in results.query.words]
    useful = [text for text in words if text not in results.dropped] if len(words) > 1 else []
    return [(text, _address({**question.filters, "q": text})) for text in useful[:_FEWER_WORDS]]


def _facet(name: str, question: Question, results: SearchResults) -> Facet | None:
    counts = results.facets[name]
    chosen = question.filters.get(name)
    shown = [count for count in counts[:_FACET_VALUES] if count.value != chosen]
    shown[:0] = [count for count in counts if count.value == chosen]
    if not shown or (len(counts) == 1 and chosen is None):
        return None
    field = next(field for field in question.fields if field[0] == name)
    texts = dict(field[2])
    return Facet(str(field[1]), [_facet_value(name, count, question, texts) for count in shown])


def _facet_value(name: str, count: FacetCount, question: Question, texts: dict[str, str]) -> FacetValue:
    is_chosen = question.filters.get(name) == count.value
    others = {key: value for key, value in question.filters.items() if key != name}
    return FacetValue(
        text=_facet_text(name, count.value, texts),
        count=count.count,
        address=_address(others if is_chosen else {**others, name: count.value}),
        is_chosen=is_chosen,
    )


def _facet_text(name: str, value: str, texts: dict[str, str]) -> str:
    if name == "type":
        return word("type", value)
    return gettext("%(year)d年", year=int(value)) if name == "year" else texts.get(value, value)


def _address(filters: Filters) -> str:
    pairs = [(one.name, filters[one.name]) for one in SEARCH.filters if one.name in filters]
    return f"{link(SEARCH.path)}?{urlencode(pairs)}"
