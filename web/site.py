"""The factory of a site and what its views ask of it: the time, the settings, the database, this request's session."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, current_app, g, redirect, request
from flask_babel import Babel, gettext
from flask_limiter import Limiter
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from content.database import Database
from content.dates import local_day
from content.settings import Settings
from web import assets, dates, errors, linked_data, prefixes, qr, words
from web.conditional import finish
from web.frame import Frame
from web.hosts import REFUSED_HOST_KEY, HostMiddleware
from web.limits import make_limiter
from web.prefixes import PrefixMiddleware

EXTENSION = "huisheng"
TRANSLATIONS_FOLDER = Path(__file__).parent.parent / "translations"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "payment",
            "usb",
        )
    ),
}
_ONE_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class Site:
    """What belongs to one application for as long as it lives."""

    settings: Settings
    database: Database
    clock: Callable[[], datetime]
    frame: Callable[[], Frame]
    assets: assets.Assets
    limiter: Limiter


def make_site(
    import_name: str,
    settings: Settings,
    *,
    clock: Callable[[], datetime],
    cookie_name: str,
    base_url: str,
    frame: Callable[[], Frame],
    csp: str = CONTENT_SECURITY_POLICY,
) -> Flask:
    """Make a Flask application with everything that both sites share; `frame` is asked once a response."""
    app = Flask(import_name, static_folder=None)
    https = base_url.startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME=f"__Host-{cookie_name}" if https else cookie_name,
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE="zh_CN",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS_FOLDER),
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=prefixes.locale)

    # After-request functions run last registered first: headers are set before the body is compressed and compared.
    app.after_request(finish)
    app.after_request(_security_headers(csp, https=https))
    app.after_request(_relative_redirect)
    app.before_request(_refuse_unknown_host)
    app.before_request(_end_prefix_with_slash)
    limiter = make_limiter(app, clock, settings.redis_url)
    CSRFProtect(app)

    app.extensions[EXTENSION] = Site(
        settings=settings,
        database=Database(settings.database_url),
        clock=clock,
        frame=frame,
        assets=assets.Assets(),
        limiter=limiter,
    )
    app.teardown_appcontext(_close_session)
    app.register_blueprint(assets.blueprint)
    static = limiter.exempt(_static)
    app.add_url_rule("/static/<digest>/<path:name>", "static", static)
    errors.register(app)
    _equip_templates(app, base_url)
    app.wsgi_app = HostMiddleware(PrefixMiddleware(app.wsgi_app), base_url)  # type: ignore[method-assign]
    return app


def site() -> Site:
    """Give the Site of the current application."""
    found: Site = current_app.extensions[EXTENSION]
    return found


def settings() -> Settings:
    """Give the instance's settings."""
    return site().settings


def database() -> Database:
    """Give the instance's database."""
    return site().database


def now() -> datetime:
    """Give the moment of this request, the same at every call (aware, UTC)."""
    if "now" not in g:
        g.now = site().clock()
    moment: datetime = g.now
    return moment


def today() -> date:
    """Give the day of this request in China."""
    return local_day(now())


def session() -> Session:
    """Give this request's reading session, opened at the first call and closed at the end of the request."""
    if "session" not in g:
        g.session_stack = ExitStack()
        g.session = g.session_stack.enter_context(database().reading())
    opened: Session = g.session
    return opened


def frame() -> Frame:
    """Give the frame of this response."""
    if "frame" not in g:
        g.frame = site().frame()
    made: Frame = g.frame
    return made


def asset(name: str) -> str:
    """Give the fingerprinted address of a static file."""
    return site().assets.address(name)


def _static(digest: str, name: str) -> Response:
    return site().assets.response(digest, name)


def _close_session(_error: BaseException | None) -> None:
    stack: ExitStack | None = g.pop("session_stack", None)
    g.pop("session", None)
    if stack is not None:
        stack.close()


def _refuse_unknown_host() -> None:
    if REFUSED_HOST_KEY in request.environ:
        abort(400, gettext("请求里的网站名称不是本站。请从本站首页重新进入。"))


def _end_prefix_with_slash() -> BaseResponse | None:
    if request.environ.get("PATH_INFO") == "" and request.script_root:
        query = request.query_string.decode("latin-1")
        return redirect(f"{request.script_root}/" + (f"?{query}" if query else ""), 308)
    return None


def _relative_redirect(response: Response) -> Response:
    # routing answers a missing slash with an absolute address; a relative one survives whatever name the client used
    location = response.headers.get("Location", "")
    if location.startswith(request.host_url):
        response.headers["Location"] = location[len(request.host_url) - 1 :]
    return response


def _security_headers(csp: str, *, https: bool) -> Callable[[Response], Response]:
    def add(response: Response) -> Response:
        for name, value in _SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", csp)
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={_ONE_YEAR}"
        return response

    return add


def _equip_templates(app: Flask, base_url: str) -> None:
    def absolute(path: str) -> str:
        return base_url + prefixes.canonical_link(path)

    app.jinja_env.globals.update(
        absolute=absolute,
        asset=asset,
        base_url=base_url,
        breadcrumb_list=linked_data.breadcrumb_list,
        canonical_path=prefixes.canonical_path,
        current_language=prefixes.current_language,
        current_layout=prefixes.current_layout,
        days=dates.days,
        days_until=dates.days_until,
        frame=frame,
        language_tags=prefixes.LANGUAGE_TAGS,
        link=prefixes.link,
        mark=words.mark,
        qr=qr.qr,
        today=today,
        url_in=prefixes.url_in,
        word=words.word,
    )
    filters: dict[str, Callable[..., Any]] = {
        "date_iso": dates.date_iso,
        "date_words": dates.date_words,
        "moment_iso": dates.moment_iso,
        "moment_words": dates.moment_words,
        "month_day": dates.month_day,
        "weekday": dates.weekday,
    }
    app.jinja_env.filters.update(filters)
