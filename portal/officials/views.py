"""One official over the years."""

from flask import Blueprint, abort, render_template
from flask_babel import gettext

from content.officials.career import read_career
from portal.cycles.standing import review_line
from portal.subjects.listings import SUBJECTS
from web import site

blueprint = Blueprint("officials", __name__, template_folder="templates")


@blueprint.get("/officials/<id>")
def official(id: str) -> str:
    """Show an official's posts and reviews, side by side and without a trend."""
    career = read_career(site.session(), id, site.now())
    if career is None:
        abort(404, gettext("本站没有编号为“%(id)s”的人员。可能是地址写错了，也可能还没有公布。", id=id[:100]))
    name = career.official.name
    return render_template(
        "officials/official.html",
        title=name,
        content_title=True,
        crumb_is_content=True,
        description=gettext("%(name)s历年的职务和履职监督：每一次的办法、结果和整改。", name=name),
        column="subjects",
        breadcrumb=[(gettext("首页"), "/"), (str(SUBJECTS.title), SUBJECTS.path), (name, None)],
        page_assembly=career.assembly,
        career=career,
        lines=[review_line(review) for review in career.reviews],
    )
