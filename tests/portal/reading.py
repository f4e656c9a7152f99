"""A page as a reader sees it: its text without markup."""

import re
from html import unescape

_SKIPPED = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def main_text(html: str) -> str:
    """Give the words of the main part of a page on one line, a space for each tag."""
    main = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(unescape(_TAG.sub(" ", _SKIPPED.sub(" ", main))).split())
