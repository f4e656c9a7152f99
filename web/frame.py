"""What stands around every page of a site: its name, its assembly, its columns, its footer."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One entry of the navigation; `key` is what a page names as its `column`, `label` a lazy text."""

    key: str
    label: Any
    path: str


@dataclass(frozen=True, slots=True)
class Hotline:
    """The telephone number that stands on every page."""

    number: str
    hours: str

    @property
    def uri(self) -> str:
        """Give the `tel:` address."""
        return "tel:" + "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one response; `assembly_name` is empty when there is no home assembly or no database."""

    site_name: str
    assembly_name: str
    fictional: bool
    hotline: Hotline | None
    columns: tuple[Column, ...]
    footer: tuple[Column, ...]
    id_code: str
    icp: str
    police: str
