"""Which Host a request may name: the base URL's, or any loopback name while the base URL itself is loopback."""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REFUSED_HOST_KEY = "huisheng.refused_host"
PROBES = frozenset({"/healthz", "/readyz"})
"""Paths that a load balancer asks by address, whatever the site is called."""


class HostMiddleware:
    """Puts the base URL's scheme and host in place of what the client sent, and marks a refused Host."""

    def __init__(self, application: "WSGIApplication", base_url: str) -> None:
        """Wrap a WSGI application; `base_url` is `scheme://host[:port]`."""
        self.application = application
        parts = urlsplit(base_url)
        self._scheme = parts.scheme
        self._netloc = parts.netloc
        self._name = parts.hostname or ""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        sent = environ.get("HTTP_HOST", "")
        if not self._allowed(sent) and environ.get("PATH_INFO", "") not in PROBES:
            environ[REFUSED_HOST_KEY] = sent
        environ["HTTP_HOST"] = self._netloc
        environ["wsgi.url_scheme"] = self._scheme
        return self.application(environ, start_response)

    def _allowed(self, sent: str) -> bool:
        try:
            name = (urlsplit(f"//{sent}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return name == self._name or (_is_loopback(self._name) and _is_loopback(name))


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
