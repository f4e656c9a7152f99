"""The factory of the public site."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Blueprint, Flask

from content.settings import Settings
from portal import listing
from portal.contacts.views import blueprint as contacts
from portal.cycles.views import blueprint as cycles
from portal.decisions.views import blueprint as decisions
from portal.documents.views import blueprint as documents
from portal.feeds import views as feeds
from portal.frame import make_frame
from portal.groups.views import blueprint as groups
from portal.hearings.views import blueprint as hearings
from portal.home.views import blueprint as home
from portal.listings import FEEDS, LISTINGS
from portal.matters.views import blueprint as matters
from portal.officials.views import blueprint as officials
from portal.pages.views import blueprint as pages
from portal.rectification.views import blueprint as rectification
from portal.rulesets.views import blueprint as rulesets
from portal.search.views import blueprint as search
from portal.subjects.views import blueprint as subjects
from web.site import make_site

BLUEPRINTS: tuple[Blueprint, ...] = (
    pages,
    feeds.blueprint,
    home,
    documents,
    cycles,
    groups,
    contacts,
    rulesets,
    search,
    decisions,
    rectification,
    hearings,
    matters,
    officials,
    subjects,
)
"""Every feature of the public site, one line each."""


def utc_now() -> datetime:
    """Give the present moment."""
    return datetime.now(UTC)


def create_portal(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Flask:
    """Make the public site of an instance."""
    app = make_site(
        "portal", settings, clock=clock, cookie_name="huisheng_portal", base_url=settings.base_url, frame=make_frame
    )
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    listing.register(app, LISTINGS)
    feeds.register(app, FEEDS)
    return app
