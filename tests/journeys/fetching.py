"""Reading addresses of a portal without a browser, as programs do."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; nothing is followed."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def is_page(self) -> bool:
        """Say whether it is HTML."""
        return self.headers.get_content_type() == "text/html"


class Reader:
    """Asks one portal over one connection."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=30)

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def get(self, target: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a path with its query."""
        self._connection.request("GET", target, headers=dict(headers or {}))
        response = self._connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def fetch(address: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask for one absolute address."""
    parts = urlsplit(address)
    with closing(Reader(address)) as reader:
        return reader.get(parts._replace(scheme="", netloc="", fragment="").geturl() or "/", headers)
