"""The only maker of trusted HTML: an allow-list, whatever the source."""

import re
from html import escape, unescape
from html.parser import HTMLParser

from bleach.sanitizer import Cleaner
from markdown import Markdown
from markupsafe import Markup
from typing_extensions import override

TAGS = frozenset(
    {
        "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt",
        "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p",
        "pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
        "time", "tr", "u", "ul",
    }
)  # fmt: skip
ATTRIBUTES = {
    "a": ["href", "title"],
    "abbr": ["title"],
    "col": ["span"],
    "colgroup": ["span"],
    "ol": ["start", "type"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
    "time": ["datetime"],
}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
DROPPED_WHOLE = frozenset(
    {
        "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "head", "title",
        "textarea", "select",
    }
)  # fmt: skip
"""Elements whose content is no text for people: bleach alone would leave their inner text standing."""
_VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
        "wbr",
    }
)  # fmt: skip
_HEADING_ONE = re.compile(r"<(/?)h1\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLOCK_END = re.compile(r"</(?:p|li|tr|h[1-6]|dt|dd|div|blockquote|caption|table|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[ \t\u00a0]+")


class _WithoutDropped(HTMLParser):
    """Write HTML again without the subtrees that are dropped whole."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._dropping: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED_WHOLE:
            if tag not in _VOID:
                self._dropping.append(tag)
        elif not self._dropping:
            self._write(tag, attrs)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DROPPED_WHOLE and not self._dropping:
            self._write(tag, attrs)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in self._dropping:
            while self._dropping.pop() != tag:
                continue
        elif not self._dropping:
            self.parts.append(f"</{tag}>")

    @override
    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self.parts.append(data)

    def _write(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # attributes written anew, so that what is cleaned twice is read the same both times
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        self.parts.append(f"<{tag}{written}>")

    @override
    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    @override
    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


_CLEANER = Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)


def clean_html(html: str) -> str:
    """Reduce HTML to the allow-list; scripts, styles, frames and events are gone with their content."""
    parser = _WithoutDropped()
    parser.feed(_CONTROL.sub("", html))
    parser.close()
    shifted = _HEADING_ONE.sub(r"<\1h2", "".join(parser.parts))
    return _CLEANER.clean(shifted).strip()


def html_from_markdown(text: str) -> str:
    """Make clean HTML of Markdown with tables; raw HTML inside is cleaned like any other."""
    converter = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    return clean_html(converter.convert(text))


def trusted(cleaned: str) -> Markup:
    """Give a template HTML that `clean_html` made on its way into the database."""
    return Markup(cleaned)


def plain_text(html: str) -> str:
    """Give the text of clean HTML, a line a block, for search, summaries and feeds."""
    broken = _BLOCK_END.sub("\n", html).replace("</td>", " ").replace("</th>", " ")
    text = unescape(_TAG.sub("", broken))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def paragraphs(text: str) -> Markup:
    """Make paragraphs of plain text, a line each; nothing in it is markup."""
    lines = (line.strip() for line in text.splitlines())
    return Markup("".join(f"<p>{escape(line)}</p>" for line in lines if line))


def excerpt(text: str, length: int) -> str:
    """Cut plain text to at most `length` characters at one line, with an ellipsis where something is left out."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1].rstrip()}…"
