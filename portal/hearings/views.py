"""One hearing."""

from typing import Any

from flask import Blueprint, abort, render_template
from flask_babel import gettext

from content.hearings.session import HearingSession, read_hearing
from portal.hearings.ballots import ballot_view
from portal.hearings.listings import HEARINGS
from web import site

blueprint = Blueprint("hearings", __name__, template_folder="templates")


@blueprint.get("/hearings/<id>")
def hearing(id: str) -> str:
    """Show a hearing: its agenda, who took part, and its results once they are released."""
    meeting = read_hearing(site.session(), id, site.now())
    if meeting is None:
        abort(404, gettext("本站没有编号为“%(id)s”的会议。可能是地址写错了，也可能还没有公布。", id=id[:100]))
    found = meeting.hearing
    return render_template(
        "hearings/hearing.html",
        title=found.title,
        content_title=True,
        crumb_is_content=True,
        description=gettext("%(title)s的议程、参加人数、询问与答复、测评结果。", title=found.title),
        column="hearings",
        page_assembly=meeting.assembly,
        breadcrumb=[
            (gettext("首页"), "/"),
            (str(HEARINGS.title), HEARINGS.path),
            (meeting.cycle.title, f"{HEARINGS.path}?cycle={meeting.cycle.id}"),
            (found.title, None),
        ],
        article=_article(meeting),
        content_date=found.updated_at or found.published_at,
        meeting=meeting,
        hearing=found,
        source=meeting.citations.get(found.source or ""),
        heard=[
            (one, [ballot_view(ballot, found, meeting.definition, meeting.citations) for ballot in one.ballots])
            for one in meeting.heard
        ],
    )


def _article(meeting: HearingSession) -> dict[str, Any]:
    found = meeting.hearing
    source = meeting.citations.get(found.source or "")
    return {
        "title": found.title,
        "published_at": found.published_at,
        "updated_at": found.updated_at or found.published_at,
        "source": source.text if source else meeting.assembly.name,
        "author": meeting.assembly.name,
        "keywords": [found.title, meeting.cycle.title, *(one.name for one in meeting.heard)],
    }
