"""Public rulesets by their ids."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.rulesets.models import Ruleset
from content.visibility import visible


def read_rulesets(session: Session, ids: Iterable[str | None], now: datetime) -> dict[str | None, Ruleset]:
    """Read those of the rulesets that are public at `now`, in one statement."""
    named = {ruleset_id for ruleset_id in ids if ruleset_id}
    return {
        ruleset.id: ruleset
        for ruleset in session.scalars(select(Ruleset).where(Ruleset.id.in_(named), visible(Ruleset, now)))
    }
