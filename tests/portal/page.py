"""A page as a reader finds their way in it: texts and links by simple CSS selectors."""

import re

from lxml import html

_PART = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+|\[[\w-]+(?:=[\w-]+)?\])*)")
_CONDITION = re.compile(r"([.#\[])([\w-]+)(?:=([\w-]+))?")


class Page:
    """A parsed page."""

    def __init__(self, text: str) -> None:
        """Parse the answer of the site."""
        self.tree = html.fromstring(text)

    @property
    def text(self) -> str:
        """The text of the main part."""
        return " ".join(self.of("main"))

    def find(self, selector: str) -> list[html.HtmlElement]:
        """Find elements: tags, classes, ids and attributes, by descent."""
        found: list[html.HtmlElement] = self.tree.xpath("".join(map(_step, selector.split())))
        return found

    def of(self, selector: str) -> list[str]:
        """Give the texts of elements, blanks as one space."""
        return [re.sub(r"\s+", " ", one.text_content()).strip() for one in self.find(selector)]

    def links(self, selector: str = "main a") -> list[str]:
        """Give the addresses of links."""
        return [one.get("href") for one in self.find(selector)]


def _step(part: str) -> str:
    found = _PART.fullmatch(part)
    assert found, f"not a simple selector: {part}"
    conditions = []
    for sign, name, value in _CONDITION.findall(found[2]):
        if sign == ".":
            conditions.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')")
        elif sign == "#":
            conditions.append(f"@id='{name}'")
        else:
            conditions.append(f"@{name}='{value}'" if value else f"@{name}")
    return f"//{found[1] or '*'}" + "".join(f"[{condition}]" for condition in conditions)
