"""The home page."""

from flask import Blueprint, render_template
from flask_babel import gettext

from content.figures.votes import percent
from content.rectification.ledger import OVERDUE
from portal.cycles.reading import read_years
from portal.cycles.stages import sentence, year_line
from portal.cycles.standing import review_line
from portal.frame import home_assembly
from portal.home.news import read_news
from portal.home.reading import count_left_over, current_cycle, read_channels_in_use, read_last_vote, read_places
from portal.listing import feed_links
from web import site
from web.linked_data import organization

blueprint = Blueprint("home", __name__, template_folder="templates")

NEWS = 6
_OVERDUE_SHOWN = 5


@blueprint.get("/")
def home() -> str:
    """Answer in one screen what is going on in the home assembly; without one, list what is public of all."""
    session, now, today = site.session(), site.now(), site.today()
    assembly = home_assembly()
    code = assembly.code if assembly else None
    cycle_id = current_cycle(session, code, today, now) if code else None
    news = read_news(session, code, now, NEWS)
    common = {
        "column": "home",
        "news": news,
        "places": read_places(session, code, now),
        "linked_data": [organization(site.frame(), site.settings().base_url)],
        "description": gettext(
            "人大常委会对其任命人员的履职监督：现在到哪个阶段、监督谁、结果如何、整改到哪一步、怎样反映情况。"
        ),
        "content_date": max((one.at for one in news), default=None),
    }
    if code is None or cycle_id is None:
        return render_template("home/places.html", title="", feeds=feed_links("/documents"), **common)
    (year,) = read_years(session, [cycle_id], now)
    overdue = [item for item in year.items if item.shown_state == OVERDUE]
    return render_template(
        "home/home.html",
        title=year.cycle.title,
        feeds=feed_links(f"/cycles/{cycle_id}"),
        year=year,
        line=year_line(year, today),
        sentence=sentence(year, today),
        lines=[review_line(review) for review in year.reviews],
        vote=read_last_vote(session, code, now),
        ledger=year.ledger(today),
        overdue=overdue[:_OVERDUE_SHOWN],
        left_over=count_left_over(session, code, cycle_id, now),
        channels=read_channels_in_use(session, cycle_id, today, now),
        percent=percent,
        **common,
    )
