"""One investigation group: who is in it, how to reach it, whom it investigates."""

from flask import Blueprint, abort, render_template
from flask_babel import gettext
from sqlalchemy import select

from content.assemblies.models import Assembly
from content.contacts.models import Contact
from content.cycles.models import Cycle
from content.documents.citations import cite
from content.groups.models import Group
from content.subjects.models import Review
from content.subjects.overview import read_overview
from content.visibility import visible
from portal.contacts.listings import read_channels
from portal.cycles.standing import review_line
from portal.frame import home_assembly
from web import site
from web.frame import Hotline

blueprint = Blueprint("groups", __name__, template_folder="templates")


@blueprint.get("/groups/<id>")
def group(id: str) -> str:
    """Show a group."""
    session, now = site.session(), site.now()
    row = session.execute(
        select(Group, Cycle, Assembly)
        .join(Cycle, Cycle.id == Group.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(Group.id == id, visible(Group, now))
    ).one_or_none()
    if row is None:
        abort(404, gettext("本站没有编号为“%(id)s”的小组。", id=id[:100]))
    found, cycle, assembly = row
    reviews = session.scalars(select(Review.id).where(Review.group_id == id, visible(Review, now)).order_by(Review.id))
    contacts = session.scalars(
        select(Contact.id).where(Contact.group_id == id, visible(Contact, now)).order_by(Contact.kind, Contact.id)
    )
    return render_template(
        "groups/group.html",
        title=f"{found.name}（{cycle.title}）",
        description=gettext("%(name)s的组长、成员、联系方式和负责调查的对象。", name=found.name),
        column="cycles",
        page_assembly=assembly,
        crumb_is_content=True,
        breadcrumb=[
            (gettext("首页"), "/"),
            (gettext("年度进程"), "/cycles/"),
            (cycle.title, f"/cycles/{cycle.id}"),
            (found.name, None),
        ],
        content_date=found.updated_at or found.published_at,
        group=found,
        cycle=cycle,
        lines=[review_line(review) for review in read_overview(session, now, reviews.all()).values()],
        phone_uri=Hotline(found.phone, "").uri if found.phone else "",
        channels=read_channels(session, contacts.all(), now),
        home=home_assembly(),
        source=cite(session, [found.source], now).get(found.source or ""),
    )
