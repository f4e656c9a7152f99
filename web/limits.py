"""How many requests one address may make, without keeping the address."""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from hashlib import blake2b
from ipaddress import ip_address

from flask import Flask, request
from flask_limiter import Limiter

from content.dates import local_day

PAGES = "6000/minute"
"""Of one address, which may be a village behind one line: enough to harvest, too little to keep a server busy."""


class AddressKeys:
    """Turns addresses into keys with a secret that lives in memory and is replaced each day."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Take the clock that says which day it is."""
        self._clock = clock
        self._day: date | None = None
        self._secret = b""

    def __call__(self) -> str:
        """Give the key of the current request's address."""
        today = local_day(self._clock())
        if today != self._day:
            self._day, self._secret = today, secrets.token_bytes(32)
        return blake2b((request.remote_addr or "").encode(), key=self._secret, digest_size=16).hexdigest()


def make_limiter(app: Flask, clock: Callable[[], datetime], redis_url: str) -> Limiter:
    """Limit every view of a site; counts are in Redis where one is configured and up, else in memory."""
    return Limiter(
        AddressKeys(clock),
        app=app,
        default_limits=[PAGES],
        # what comes from the machine itself is a proxy, whose visitors must not share one count
        default_limits_exempt_when=_from_this_machine,
        storage_uri=redis_url or "memory://",
        in_memory_fallback_enabled=True,
        key_prefix=app.import_name,
    )


def _from_this_machine() -> bool:
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
