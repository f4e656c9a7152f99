"""JSON-LD objects that say what is visible on the page (schema.org)."""

from collections.abc import Callable, Sequence
from typing import Any

from web.frame import Frame

LinkedData = dict[str, Any]
_CONTEXT = "https://schema.org"


def breadcrumb_list(crumbs: Sequence[tuple[str, str | None]], address: Callable[[str], str]) -> LinkedData:
    """Describe a breadcrumb: (name, site path or None for the page itself); `address` makes absolute addresses."""
    elements: list[LinkedData] = []
    for position, (name, path) in enumerate(crumbs, 1):
        element: LinkedData = {"@type": "ListItem", "position": position, "name": str(name)}
        if path is not None:
            element["item"] = address(path)
        elements.append(element)
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": elements}


def organization(frame: Frame, base_url: str) -> LinkedData:
    """Describe the assembly that runs the site."""
    data: LinkedData = {
        "@context": _CONTEXT,
        "@type": "GovernmentOrganization",
        "name": frame.assembly_name or frame.site_name,
        "url": f"{base_url}/",
    }
    if frame.hotline:
        data["telephone"] = frame.hotline.number
    return data
