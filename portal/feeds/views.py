"""The addresses of the feeds, the page that explains them, and their list as OPML."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, abort, make_response, render_template, request
from flask_babel import gettext
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.belonging import ids_of_cycle, ids_of_subject
from content.changes import founded_at, tag_authority
from content.cycles.models import Cycle
from content.kind import Entry, Kind, newest_first
from content.kinds import KIND_BY_NAME, KINDS
from content.visibility import visible
from portal.feeds.writing import ATOM, RSS, Feed, atom, rss
from portal.listing import FEED_TYPES, Listing, Page, Window, feed_links, page_number, page_of_entries, understand
from portal.listings import LISTINGS
from web import site
from web.prefixes import LANGUAGE_TAGS, canonical_link, current_language

blueprint = Blueprint("feeds", __name__, template_folder="templates")

FEED_SIZE = 30
WRITERS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {".atom": (ATOM, atom), ".rss": (RSS, rss)}


def register(app: Flask, listings: Iterable[Listing]) -> None:
    """Give every listing its feeds."""
    feeds = Blueprint("listing_feeds", __name__)
    for listing in listings:
        for suffix in WRITERS:
            feeds.add_url_rule(listing.stem + suffix, listing.name + suffix[1:], _listing_feed(listing, suffix))
    app.register_blueprint(feeds)


def _listing_feed(listing: Listing, suffix: str) -> Callable[[], Response]:
    def view() -> Response:
        session, now = site.session(), site.now()
        question = understand(listing, session, request.args, now)
        number = page_number(request.args)
        read = listing.recent or listing.select
        page = read(session, question.filters, now, Window(number, FEED_SIZE))
        return _answer(
            session,
            suffix,
            stem=listing.stem,
            path=listing.path,
            title=question.title,
            description=str(listing.description),
            page=page,
            query=question.query,
        )

    return view


@blueprint.get("/cycles/<id>.atom", defaults={"suffix": ".atom"}, endpoint="cycle_atom")
@blueprint.get("/cycles/<id>.rss", defaults={"suffix": ".rss"}, endpoint="cycle_rss")
def cycle(id: str, suffix: str) -> Response:
    """Show everything of one year, newest first."""
    return _object_feed(f"/cycles/{id}", _one("cycle", id), suffix, lambda kind: ids_of_cycle(kind, id))


@blueprint.get("/subjects/<id>.atom", defaults={"suffix": ".atom"}, endpoint="subject_atom")
@blueprint.get("/subjects/<id>.rss", defaults={"suffix": ".rss"}, endpoint="subject_rss")
def subject(id: str, suffix: str) -> Response:
    """Show everything about one review, newest first."""
    return _object_feed(f"/subjects/{id}", _one("review", id), suffix, lambda kind: ids_of_subject(kind, id))


@blueprint.get("/feeds/")
def explained() -> str:
    """Explain every feed."""
    session, now = site.session(), site.now()
    return render_template(
        "feeds/feeds.html",
        title=gettext("订阅"),
        description=gettext("本站每个列表、每种筛选、每次搜索都可以订阅。"),
        breadcrumb=[(gettext("首页"), "/"), (gettext("订阅"), None)],
        listings=[(listing, feed_links(listing.stem)) for listing in LISTINGS],
        cycles=[(title, feed_links(f"/cycles/{id}")) for id, title in _cycles(session, now)],
    )


@blueprint.get("/feeds.opml")
def opml() -> Response:
    """List the Atom feeds for a feed reader to import."""
    session, now = site.session(), site.now()
    outlines = [(str(listing.title), listing.path, listing.stem) for listing in LISTINGS]
    outlines += [(title, f"/cycles/{id}", f"/cycles/{id}") for id, title in _cycles(session, now)]
    response = make_response(
        render_template("feeds/opml.xml", outlines=outlines, suffix=FEED_TYPES[1][2], title=site.frame().site_name)
    )
    response.content_type = "text/x-opml; charset=utf-8"
    return response


def _one(kind: str, id: str) -> Entry:
    found = KIND_BY_NAME[kind].entries(site.session(), site.now(), [id])
    return found[0] if found else abort(404)


def _object_feed(path: str, about: Entry, suffix: str, ids_of: Callable[[Kind], Select[str] | None]) -> Response:
    session, now = site.session(), site.now()
    entries: list[Entry] = []
    for kind in KINDS:
        ids = ids_of(kind)
        if ids is not None:
            entries += kind.entries(session, now, session.scalars(ids).all())
    page = page_of_entries(newest_first(entries), Window(page_number(request.args), FEED_SIZE))
    return _answer(
        session,
        suffix,
        stem=path,
        path=path,
        title=about.title,
        description=gettext("%(title)s的全部公开内容，新的在前。", title=about.title),
        page=page,
        query=lambda at: [("page", str(at))] if at > 1 else [],
    )


def _answer(
    session: Session,
    suffix: str,
    *,
    stem: str,
    path: str,
    title: str,
    description: str,
    page: Page,
    query: Callable[[int], Sequence[tuple[str, str]]],
) -> Response:
    if page.number > page.pages:
        abort(400, gettext("没有第%(number)d页，一共%(pages)d页。", number=page.number, pages=page.pages))
    base = site.settings().base_url
    frame = site.frame()

    def address(at: int, path: str) -> str:
        pairs = query(at)
        return base + canonical_link(path) + (f"?{urlencode(pairs)}" if pairs else "")

    media_type, write = WRITERS[suffix]
    filters = urlencode(query(1))
    feed = Feed(
        name=stem.removeprefix("/") + (f"?{filters}" if filters else ""),
        title=f"{title} · {frame.site_name}",
        description=description,
        language=LANGUAGE_TAGS[current_language()],
        author=frame.assembly_name or frame.site_name,
        address=address(page.number, stem + suffix),
        page=address(1, path),
        next_page=address(page.number + 1, stem + suffix) if page.number < page.pages else None,
        entries=page.entries,
        base=base + canonical_link(""),
        tag_authority=tag_authority(session),
        empty_since=founded_at(session),
    )
    response = make_response(write(feed))
    response.content_type = f"{media_type}; charset=utf-8"
    response.last_modified = feed.updated
    return response


def _cycles(session: Session, now: datetime) -> list[tuple[str, str]]:
    rows = session.execute(
        select(Cycle.id, Cycle.title, Assembly.name)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Cycle, now))
        .order_by(Cycle.year.desc(), Cycle.id)
    )
    return [(id, title if assembly in title else f"{assembly} {title}") for id, title, assembly in rows]
