"""The filter `cycle`, for every listing whose rows belong to a year."""

from datetime import datetime

from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.visibility import visible
from portal.frame import home_assembly
from portal.listing import Choice, Filter


def _cycles(session: Session, now: datetime) -> list[Choice]:
    """Offer the visible years, newest first; a year of another assembly is named with its assembly."""
    home = home_assembly()
    rows = session.execute(
        select(Cycle.id, Cycle.title, Cycle.assembly_id, Assembly.name)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Cycle, now))
        .order_by(Cycle.year.desc(), Assembly.name, Cycle.id)
    )
    return [
        Choice(id_, title if home and code == home.code else f"{title}（{assembly}）")
        for id_, title, code, assembly in rows
    ]


CYCLE = Filter(name="cycle", label=lazy_gettext("年度"), choices=_cycles)
