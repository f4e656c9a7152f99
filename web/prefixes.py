"""Language and layout live in the path: `/elder/` before `/en/`, both kept by `url_for` through SCRIPT_NAME."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urlencode

from flask import g, has_request_context, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Language = Literal["zh", "en"]
Layout = Literal["standard", "elder"]

LANGUAGE_KEY = "huisheng.language"
LAYOUT_KEY = "huisheng.layout"
LANGUAGE_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
_LOCALES: dict[Language, str] = {"zh": "zh_CN", "en": "en"}
_LANGUAGE_PREFIXES: dict[Language, str] = {"zh": "", "en": "/en"}
_LAYOUT_PREFIXES: dict[Layout, str] = {"standard": "", "elder": "/elder"}
_PATH_SAFE = "/:@!$&'()*+,;=~"


class PrefixMiddleware:
    """Moves `/elder` and `/en` from the path into SCRIPT_NAME and notes what they mean in the environ."""

    def __init__(self, application: "WSGIApplication") -> None:
        """Wrap a WSGI application."""
        self.application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        elder = _take(environ, "/elder")
        english = _take(environ, "/en")
        environ[LAYOUT_KEY] = "elder" if elder else "standard"
        environ[LANGUAGE_KEY] = "en" if english else "zh"
        return self.application(environ, start_response)


def _take(environ: "WSGIEnvironment", prefix: str) -> bool:
    path = environ.get("PATH_INFO", "")
    if path != prefix and not path.startswith(f"{prefix}/"):
        return False
    environ["PATH_INFO"] = path[len(prefix) :]
    environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
    return True


def current_language() -> Language:
    """Give the language of the interface in this request; Chinese outside of one."""
    return request.environ.get(LANGUAGE_KEY, "zh") if has_request_context() else "zh"


def current_layout() -> Layout:
    """Give the layout of this request."""
    return request.environ.get(LAYOUT_KEY, "standard") if has_request_context() else "standard"


def locale() -> str:
    """Give the Babel locale of this request."""
    return _LOCALES[current_language()]


def know_query(pairs: Iterable[tuple[str, str]]) -> None:
    """Tell which parameters this page understood, in canonical order; all others vanish from its addresses."""
    g.canonical_query = tuple(pairs)


def known_query() -> tuple[tuple[str, str], ...]:
    """Give the parameters that the view declared with `know_query`."""
    known: tuple[tuple[str, str], ...] = g.get("canonical_query", ())
    return known


def link(path: str) -> str:
    """Give the address of a site path such as `/documents/abc` in the language and layout of this request."""
    return request.script_root + path


def url_in(language: Language | None = None, layout: Layout | None = None) -> str:
    """Give the address of this page, with its known query, in another language or layout."""
    return _prefix(language or current_language(), layout or current_layout()) + _path_and_query()


def canonical_link(path: str) -> str:
    """Give the address of a site path in the language of this request and the standard layout."""
    return _prefix(current_language(), "standard") + path


def canonical_path() -> str:
    """Give this page's one address without scheme and host: standard layout, its language, known parameters."""
    return _prefix(current_language(), "standard") + _path_and_query()


def _prefix(language: Language, layout: Layout) -> str:
    return _LAYOUT_PREFIXES[layout] + _LANGUAGE_PREFIXES[language]


def _path_and_query() -> str:
    query = urlencode(known_query())
    return quote(request.path, safe=_PATH_SAFE) + (f"?{query}" if query else "")
