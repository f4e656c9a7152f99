"""The story of one review."""

from typing import Any

from flask import Blueprint, abort, render_template
from flask_babel import gettext

from content.figures.votes import percent
from content.rulesets.deadlines import Deadline
from content.subjects.story import ReviewStory, read_review
from portal.frame import home_assembly
from portal.listing import feed_links
from portal.rulesets.rules import counted_from
from portal.subjects.listings import SUBJECTS
from portal.subjects.telling import RELATED_DOCUMENTS, announcements, counts_in_words, opening, tell
from web import site

blueprint = Blueprint("subjects", __name__, template_folder="templates")


@blueprint.get("/subjects/<id>")
def review(id: str) -> str:
    """Tell one review from its announcement to the last follow-up."""
    story = read_review(site.session(), id, site.now())
    if story is None:
        abort(404, gettext("本站没有编号为“%(id)s”的监督对象。可能是地址写错了，也可能还没有公布。", id=id[:100]))
    telling = tell(story, site.today())
    home = home_assembly()
    source = story.citations.get(story.review.source or "")
    return render_template(
        "subjects/review.html",
        title=f"{story.official.name}（{story.post}）",
        content_title=True,
        crumb_is_content=True,
        description=telling.lead,
        column="subjects",
        page_assembly=story.assembly,
        breadcrumb=[
            (gettext("首页"), "/"),
            (str(SUBJECTS.title), SUBJECTS.path),
            (story.cycle.title, f"{SUBJECTS.path}?cycle={story.cycle.id}"),
            (story.official.name, None),
        ],
        article=_article(story),
        feeds=feed_links(f"/subjects/{id}"),
        content_date=story.review.updated_at or story.review.published_at,
        telling=telling,
        source=source,
        home_code=home.code if home else None,
        related_types=RELATED_DOCUMENTS,
        counts_in_words=counts_in_words,
        percent=percent,
        deadline_rule=_deadline_rule,
        announcements=announcements(story),
        opening=opening,
    )


def _article(story: ReviewStory) -> dict[str, Any]:
    review = story.review
    source = story.citations.get(review.source or "")
    return {
        "title": f"{story.official.name}（{story.post}）",
        "published_at": review.published_at,
        "updated_at": review.updated_at or review.published_at,
        "source": source.text if source else story.assembly.name,
        "author": story.assembly.name,
        "keywords": [story.official.name, story.post, story.institution.name, story.cycle.title],
    }


def _deadline_rule(deadline: Deadline) -> str:
    return counted_from(deadline.after, deadline.duration, working_days=deadline.working_days, kind=deadline.kind)
