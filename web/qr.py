"""QR codes as the path data of an inline SVG."""

from dataclasses import dataclass

import segno


@dataclass(frozen=True, slots=True)
class Code:
    """A square of `size` modules (quiet zone included) and the SVG path that fills its dark modules."""

    size: int
    path: str


def qr(text: str) -> Code:
    """Draw a text, at the error level that costs no larger symbol."""
    symbol = segno.make_qr(text, error="m", boost_error=True)
    quiet = symbol.default_border_size
    strokes = []
    for y, row in enumerate(symbol.matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                strokes.append(f"M{start + quiet} {y + quiet}h{x - start}v1h-{x - start}z")
            x += 1
    return Code(size=len(symbol.matrix) + 2 * quiet, path="".join(strokes))
