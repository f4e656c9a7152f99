"""Investigation groups as entries."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.groups.models import Group
from content.kind import Entry, Kind, among, newest_first
from content.markup import paragraphs
from content.visibility import publication, visible


def group_entries(session: Session, now: datetime, ids: Collection[str] | None) -> list[Entry]:
    """Read visible groups."""
    rows = session.execute(
        select(Group, Cycle.year, Cycle.assembly_id, Assembly.name)
        .join(Cycle, Cycle.id == Group.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .where(visible(Group, now), among(Group.id, ids))
    )
    entries = []
    for group, year, assembly, assembly_name in rows:
        people = [f"组长：{group.leader}"] if group.leader else []
        people += [f"成员：{'、'.join(group.members)}"] if group.members else []
        text = "\n".join([*people, *filter(None, (group.phone, group.email, group.address))])
        entries.append(
            Entry(
                kind="group",
                id=group.id,
                type="group",
                title=group.name,
                path=f"/groups/{group.id}",
                **publication(group),
                summary="；".join(people),
                text=text,
                html=paragraphs(text),
                year=year,
                assembly=assembly,
                assembly_name=assembly_name,
                cycle=group.cycle_id,
                source=group.source,
            )
        )
    return newest_first(entries)


KIND = Kind("group", (Group,), group_entries)
