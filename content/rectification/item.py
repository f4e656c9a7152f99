"""One rectification item with its timeline and what it is connected with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.decisions.models import Decision
from content.documents.citations import Citation, cite
from content.investigations.models import Finding
from content.rectification.ledger import LedgerRow, read_ledger
from content.rectification.models import RectificationItem, RectificationUpdate
from content.subjects.record import read_updates
from content.visibility import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One item with all that is public about it; `earlier` and `later` are the same problem in other years."""

    item: RectificationItem
    row: LedgerRow
    assembly: Assembly
    updates: Sequence[RectificationUpdate]
    findings: Sequence[Finding]
    decisions: Sequence[Decision]
    earlier: Sequence[LedgerRow]
    later: Sequence[LedgerRow]
    source: Citation | None

    @property
    def verification(self) -> RectificationUpdate | None:
        """The newest verification: the record behind a close-out."""
        return next((update for update in reversed(self.updates) if update.kind == "verification"), None)


def read_item(session: Session, item_id: str, now: datetime) -> ItemPage | None:
    """Read an item that is public at `now`, or None."""
    item = session.scalars(
        select(RectificationItem).where(RectificationItem.id == item_id, visible(RectificationItem, now))
    ).one_or_none()
    if item is None:
        return None
    same_problem = or_(
        RectificationItem.id.in_([item.id, item.recurrence_of_id]), RectificationItem.recurrence_of_id == item.id
    )
    rows = {row.id: row for row in read_ledger(session, now, same_problem)}
    row = rows.pop(item.id)
    return ItemPage(
        item=item,
        row=row,
        assembly=session.get_one(Assembly, row.assembly_id),
        updates=read_updates(session, [item.id], now).get(item.id, ()),
        findings=session.scalars(
            select(Finding)
            .where(or_(Finding.id == item.finding_id, Finding.item_id == item.id), visible(Finding, now))
            .order_by(Finding.id)
        ).all(),
        decisions=session.scalars(
            select(Decision)
            .where(Decision.item_id == item.id, visible(Decision, now))
            .order_by(Decision.decided_on.nulls_last(), Decision.id)
        ).all(),
        earlier=[other for other in rows.values() if other.id == item.recurrence_of_id],
        later=[other for other in rows.values() if other.id != item.recurrence_of_id],
        source=cite(session, [item.source], now).get(item.source or ""),
    )
