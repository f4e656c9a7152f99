"""About, accessibility, robots, sitemap, security.txt and health."""

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, Response, abort, render_template
from flask_babel import gettext
from sqlalchemy.exc import SQLAlchemyError

from content import migrations
from content.dates import SHANGHAI
from portal.frame import COLUMNS, FOOTER
from portal.listings import LISTINGS
from portal.pages.sitemap import addresses, chunks
from search_index.index import VERSION, read_pointer
from web import site

blueprint = Blueprint("pages", __name__, template_folder="templates")

FIXED_PAGES = ("/", "/about", "/accessibility", "/feeds/")
"""Pages that no row of the database stands for; listings are added to them."""

_OK = "ok"
_SECURITY_DAYS = 180


@blueprint.get("/about")
def about() -> str:
    """Say what this site is, who runs it and where everything is."""
    return render_template(
        "pages/about.html",
        title=gettext("关于本站"),
        description=gettext("本站公开人大常委会对其任命人员的履职监督：监督谁、怎样监督、结果如何、整改到哪一步。"),
        breadcrumb=[(gettext("首页"), "/"), (gettext("关于本站"), None)],
        map={column.path: column.label for column in (*COLUMNS, *FOOTER) if "#" not in column.path}
        | {listing.path: listing.title for listing in LISTINGS},
    )


@blueprint.get("/accessibility")
def accessibility() -> str:
    """State how accessible the site is and how to report a barrier."""
    return render_template(
        "pages/accessibility.html",
        title=gettext("无障碍声明"),
        description=gettext("本站的无障碍做法、依据的标准和反馈办法。"),
        breadcrumb=[(gettext("首页"), "/"), (gettext("无障碍声明"), None)],
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers what to leave alone and where the sitemap is."""
    lines = (
        "User-agent: *",
        "Disallow: /search",
        "Disallow: /elder/",
        "Disallow: /opinions/receipt",
        f"Sitemap: {site.settings().base_url}/sitemap.xml",
    )
    return _text(lines)


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Give the sitemap, or the index of its parts when one file cannot hold it."""
    parts = chunks(addresses(site.session(), site.now(), _fixed_pages()))
    if len(parts) == 1:
        return _xml(render_template("pages/sitemap.xml", addresses=parts[0]))
    return _xml(render_template("pages/sitemap_index.xml", parts=parts))


@blueprint.get("/sitemap-<int:number>.xml")
def sitemap_part(number: int) -> Response:
    """Give one part of a divided sitemap, counted from 1."""
    parts = chunks(addresses(site.session(), site.now(), _fixed_pages()))
    if not 1 <= number <= len(parts) or len(parts) == 1:
        abort(404)
    return _xml(render_template("pages/sitemap.xml", addresses=parts[number - 1]))


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Say where weaknesses are reported (RFC 9116)."""
    base_url = site.settings().base_url
    expires = datetime.combine(site.today() + timedelta(days=_SECURITY_DAYS), time(), SHANGHAI).astimezone(UTC)
    lines = (
        f"Contact: {base_url}/contacts/",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: zh, en",
        f"Canonical: {base_url}/.well-known/security.txt",
    )
    return _text(lines)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that the process answers."""
    return _probe([_OK], 200)


@blueprint.get("/readyz")
def readyz() -> Response:
    """Say what of database, schema and search index is there; 503 when the pages cannot be read."""
    states = {"database": _database_state(), "index": _index_state()}
    ready = states["database"] == _OK
    return _probe([f"{name}: {state}" for name, state in states.items()], 200 if ready else 503)


def _database_state() -> str:
    try:
        return _OK if migrations.is_current(site.database()) else "not upgraded"
    except SQLAlchemyError:
        return "down"


def _index_state() -> str:
    pointer = read_pointer(site.settings().index_folder)
    if pointer is None:
        return "missing"
    return _OK if pointer.version == VERSION else "to be rebuilt"


def _probe(lines: list[str], status: int) -> Response:
    response = _text(tuple(lines))
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _fixed_pages() -> list[str]:
    return [*FIXED_PAGES, *(listing.path for listing in LISTINGS)]


def _text(lines: tuple[str, ...]) -> Response:
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def _xml(body: str) -> Response:
    return Response(body, mimetype="application/xml")
