"""QR codes as paths."""

import re

import segno

from web.qr import qr

ADDRESS = "https://huisheng.example/subjects/r2026-zhoumy"


def test_the_path_fills_exactly_the_dark_modules() -> None:
    code = qr(ADDRESS)
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    dark = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    drawn = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path)
        for step in range(int(width))
    }
    assert drawn == dark
    assert code.size == len(matrix) + 8
