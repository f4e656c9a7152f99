"""One year, and years side by side."""

from flask import Blueprint, abort, render_template
from flask_babel import gettext
from sqlalchemy import select

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.figures.votes import percent
from content.visibility import visible
from portal.cycles.choosing import chosen
from portal.cycles.comparison import compare
from portal.cycles.reading import read_cycle, read_years
from portal.cycles.stages import sentence, year_line
from portal.cycles.standing import review_line
from portal.documents.listings import ANNOUNCEMENT_TYPES
from portal.listing import feed_links
from web import site
from web.prefixes import know_query
from web.words import word

blueprint = Blueprint("cycles", __name__, template_folder="templates")


@blueprint.get("/cycles/<id>")
def cycle(id: str) -> str:
    """Show a year."""
    today = site.today()
    page = read_cycle(site.session(), id, site.now())
    if page is None:
        abort(404, gettext("本站没有编号为“%(id)s”的年度。", id=id[:100]))
    year = page.year
    found = year.cycle
    return render_template(
        "cycles/cycle.html",
        title=found.title,
        description=found.summary or gettext("%(title)s：阶段、监督对象、结果、整改和文件。", title=found.title),
        column="cycles",
        page_assembly=year.assembly,
        crumb_is_content=True,
        breadcrumb=[(gettext("首页"), "/"), (gettext("年度进程"), "/cycles/"), (found.title, None)],
        feeds=feed_links(f"/cycles/{id}"),
        content_date=found.updated_at or found.published_at,
        page=page,
        announced=ANNOUNCEMENT_TYPES,
        year=year,
        cycle=found,
        line=year_line(year, today),
        sentence=sentence(year, today) if year.is_running(today) else "",
        lines=[review_line(review) for review in year.reviews],
        ledger=year.ledger(today),
        selection=gettext("、").join(word("selection", one) for one in found.selection),
        source=page.citations.get(found.source or ""),
        percent=percent,
    )


@blueprint.get("/compare")
def comparison() -> str:
    """Put years side by side; without two of them ask which."""
    session, now = site.session(), site.now()
    known = {
        id_: (title, assembly)
        for id_, title, assembly in session.execute(
            select(Cycle.id, Cycle.title, Assembly.name)
            .join(Assembly, Assembly.code == Cycle.assembly_id)
            .where(visible(Cycle, now))
            .order_by(Assembly.name, Cycle.year.desc(), Cycle.id)
        )
    }
    ids = chosen("cycles", gettext("年度"), known)
    know_query([("cycles", ",".join(ids))] if ids else [])
    return render_template(
        "cycles/comparison.html",
        title=gettext("年度比较"),
        description=gettext("把几个年度并列起来看。规则不同的地方标明口径不同，不画趋势。"),
        column="cycles",
        breadcrumb=[(gettext("首页"), "/"), (gettext("年度进程"), "/cycles/"), (gettext("年度比较"), None)],
        known=known,
        ids=ids,
        comparison=compare(read_years(session, ids, now), site.today()) if len(ids) > 1 else None,
        percent=percent,
    )
