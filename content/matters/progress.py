"""How an oversight matter goes on: start, complete."""

from datetime import datetime

from sqlalchemy.orm import Session

from content import changes
from content.dates import PartialDate, local_day
from content.matters.models import Matter
from content.transitions import Table, follow

TRANSITIONS: Table = {"planned": {"start": "started"}, "started": {"complete": "completed"}, "completed": {}}


def start(session: Session, matter: Matter, now: datetime) -> None:
    """The work on the matter began today."""
    matter.status = follow(TRANSITIONS, matter.status, "start")
    matter.started_on = PartialDate.of(local_day(now))
    _note(session, matter, now)


def complete(session: Session, matter: Matter, now: datetime) -> None:
    """The work on the matter ended today."""
    matter.status = follow(TRANSITIONS, matter.status, "complete")
    matter.completed_on = PartialDate.of(local_day(now))
    _note(session, matter, now)


def _note(session: Session, matter: Matter, now: datetime) -> None:
    matter.updated_at = now
    changes.record(session, matter.touches(), now)
