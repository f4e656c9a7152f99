"""Ledger rows with their clocks, as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from content.rectification.ledger import LedgerRow
from content.rectification.models import RectificationUpdate
from web.clocks import Clock, item_clock


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item with its clock and the newest entry of its timeline."""

    row: LedgerRow
    clock: Clock
    newest: RectificationUpdate | None = None

    @property
    def path(self) -> str:
        """The site path."""
        return f"/rectification/{self.row.id}"


def item_view(row: LedgerRow, today: date, updates: Sequence[RectificationUpdate] = ()) -> ItemView:
    """Read an item's clock on a day."""
    clock = item_clock(
        shown_state=row.shown_state,
        today=today,
        opened_on=row.opened_on,
        due_on=row.due_on,
        due_on_text=row.due_on_text,
        review_on=row.review_on,
        closed_on=row.closed_on,
    )
    return ItemView(row, clock, updates[-1] if updates else None)
