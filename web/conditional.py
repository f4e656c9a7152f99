"""Compression and strong validators for public answers: the same content is the same bytes and the same ETag."""

import zlib
from hashlib import blake2b
from http import HTTPStatus

import brotli
from flask import Response, request

PUBLIC = "public, no-cache"
_COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/feed+json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/javascript",
    "image/svg+xml",
)
_WORTH_COMPRESSING = 500
_BROTLI_QUALITY = 5
_GZIP_LEVEL = 6
_GZIP_WINDOW = 31


def finish(response: Response) -> Response:
    """Give a public 200 answer its ETag, Cache-Control and encoding, and turn it into a 304 where the client has it."""
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        response.headers.setdefault("Cache-Control", "no-store")
    if response.is_streamed or response.status_code != HTTPStatus.OK or request.method not in {"GET", "HEAD"}:
        return response
    response.headers.setdefault("Cache-Control", PUBLIC)
    if response.cache_control.no_store:
        return response
    body = response.get_data()
    encoding = None
    if (response.mimetype or "").startswith(_COMPRESSIBLE):
        response.vary.add("Accept-Encoding")
        if len(body) >= _WORTH_COMPRESSING and "Content-Encoding" not in response.headers:
            encoding = request.accept_encodings.best_match(("br", "gzip", "identity"), default="identity")
    tag = blake2b(body, digest_size=12).hexdigest()
    if encoding in {"br", "gzip"}:
        response.set_data(_encoded(body, encoding))
        response.headers["Content-Encoding"] = encoding
        tag = f"{tag}-{encoding}"
    response.set_etag(tag)
    response.make_conditional(request)
    return response


def _encoded(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=_BROTLI_QUALITY))
    # gzip.compress writes the time into its header, so two renders would differ; zlib writes 0
    gzip = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    return gzip.compress(body) + gzip.flush()
