"""One oversight matter."""

from typing import Any

from flask import Blueprint, abort, render_template
from flask_babel import gettext

from content.figures.votes import percent
from content.matters.story import MatterStory, read_matter
from content.rectification.ledger import count_ledger
from portal.hearings.ballots import ballot_view
from portal.matters.listings import MATTERS
from portal.rectification.clocks import item_view
from portal.subjects.telling import counts_in_words
from web import site

blueprint = Blueprint("matters", __name__, template_folder="templates")


@blueprint.get("/matters/<id>")
def matter(id: str) -> str:
    """Show a matter with all that came of it."""
    story = read_matter(site.session(), id, site.now())
    if story is None:
        abort(404, gettext("本站没有编号为“%(id)s”的监督事项。可能是地址写错了，也可能还没有公布。", id=id[:100]))
    found, today = story.matter, site.today()
    return render_template(
        "matters/matter.html",
        title=found.title,
        content_title=True,
        crumb_is_content=True,
        description=gettext(
            "%(title)s：%(cycle)s的监督事项，查出的问题、整改和决定。", title=found.title, cycle=story.cycle.title
        ),
        column="subjects",
        page_assembly=story.assembly,
        breadcrumb=[
            (gettext("首页"), "/"),
            (str(MATTERS.title), MATTERS.path),
            (story.cycle.title, f"{MATTERS.path}?cycle={story.cycle.id}"),
            (found.title, None),
        ],
        article=_article(story),
        content_date=found.updated_at or found.published_at,
        story=story,
        matter=found,
        record=story.record,
        source=story.citations.get(found.source or ""),
        figures=count_ledger(story.record.items, today),
        items=[item_view(row, today, story.record.updates.get(row.id, ())) for row in story.record.items],
        ballots={
            ballot.id: ballot_view(ballot, hearing, story.definition, story.citations)
            for hearing, ballot in story.record.ballots
        },
        counts_in_words=counts_in_words,
        percent=percent,
    )


def _article(story: MatterStory) -> dict[str, Any]:
    found = story.matter
    source = story.citations.get(found.source or "")
    return {
        "title": found.title,
        "published_at": found.published_at,
        "updated_at": found.updated_at or found.published_at,
        "source": source.text if source else story.assembly.name,
        "author": story.assembly.name,
        "keywords": [*filter(None, (found.title, found.method, found.lead)), story.cycle.title],
    }
