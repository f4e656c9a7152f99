"""One item of the ledger."""

from typing import Any

from flask import Blueprint, abort, render_template
from flask_babel import gettext

from content.rectification.item import ItemPage, read_item
from portal.rectification.clocks import item_view
from portal.rectification.listings import RECTIFICATION
from web import site

blueprint = Blueprint("rectification", __name__, template_folder="templates")


@blueprint.get("/rectification/<id>")
def item(id: str) -> str:
    """Show an item with its timeline."""
    page = read_item(site.session(), id, site.now())
    if page is None:
        abort(404, gettext("本站没有编号为“%(id)s”的整改事项。可能是地址写错了，也可能还没有公布。", id=id[:100]))
    row = page.row
    return render_template(
        "rectification/item.html",
        title=row.title,
        content_title=True,
        crumb_is_content=True,
        description=row.problem.replace("\n", " "),
        column="rectification",
        page_assembly=page.assembly,
        breadcrumb=[
            (gettext("首页"), "/"),
            (str(RECTIFICATION.title), RECTIFICATION.path),
            (row.cycle, f"{RECTIFICATION.path}?cycle={row.cycle_id}"),
            (row.title, None),
        ],
        article=_article(page),
        content_date=page.item.updated_at or page.item.published_at,
        page=page,
        view=item_view(row, site.today(), page.updates),
    )


def _article(page: ItemPage) -> dict[str, Any]:
    item, row = page.item, page.row
    return {
        "title": row.title,
        "published_at": item.published_at,
        "updated_at": item.updated_at or item.published_at,
        "source": page.source.text if page.source else row.assembly,
        "author": row.assembly,
        "keywords": [*filter(None, (row.institution, row.official, row.matter)), row.cycle],
    }
