"""Static files under fingerprinted, immutable addresses without a language or layout prefix."""

import mimetypes
from hashlib import blake2b
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort

STATIC_FOLDER = Path(__file__).parent / "static"
_SUFFIXES: Final = frozenset({".css", ".js", ".svg", ".png", ".ico"})

blueprint = Blueprint("web", __name__, template_folder="templates")


class Assets:
    """The static files, read once."""

    def __init__(self, folder: Path = STATIC_FOLDER) -> None:
        """Read every static file under a folder."""
        paths = sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES)
        self._files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        self._digests = {name: blake2b(body, digest_size=6).hexdigest() for name, body in self._files.items()}

    def address(self, name: str) -> str:
        """Give the address of a file; KeyError when there is none."""
        return f"/static/{self._digests[name]}/{name}"

    def response(self, digest: str, name: str) -> Response:
        """Answer with a file that may be kept for ever, or 404."""
        if self._digests.get(name) != digest:
            abort(404)
        response = Response(self._files[name], mimetype=mimetypes.guess_type(name)[0])
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
