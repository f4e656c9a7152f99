"""The listing of contact channels, those of today apart from those that are closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy import case, select
from sqlalchemy.orm import Session

from content.assemblies.models import Assembly
from content.contacts.models import CONTACT_KINDS, Contact
from content.cycles.models import Cycle
from content.documents.citations import cite
from content.groups.models import Group
from content.kind import Entry
from content.visibility import visible
from portal.conditions import matching
from portal.cycles.filters import CYCLE
from portal.frame import home_assembly
from portal.listing import ASSEMBLY, Filters, Listing, Page, Window, page_of, word_filter, year_filter
from web import site
from web.frame import Hotline
from web.words import WORDS

_PLACES = case({kind: place for place, kind in enumerate(CONTACT_KINDS)}, value=Contact.kind)
"""The telephone first."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel with its year, its assembly and, where it belongs to one, its group."""

    contact: Contact
    cycle: str
    year: int
    assembly: Assembly
    group: str | None

    @property
    def uri(self) -> str:
        """Give the `tel:` address of a number."""
        return Hotline(self.contact.value, "").uri

    def is_open(self, day: date) -> bool:
        """Say whether it may be used on a day; nobody says so of a past year's without an end."""
        return self.contact.valid_on(day) and (self.contact.valid_to is not None or self.year >= day.year)

    def is_coming(self, day: date) -> bool:
        """Say whether it opens after a day."""
        return self.contact.valid_from is not None and day < self.contact.valid_from.first


def read_channels(session: Session, ids: Sequence[str], now: datetime) -> list[Channel]:
    """Read visible channels in the order of their ids' list."""
    rows = session.execute(
        select(Contact, Cycle.title, Cycle.year, Assembly, Group.name)
        .join(Cycle, Cycle.id == Contact.cycle_id)
        .join(Assembly, Assembly.code == Cycle.assembly_id)
        .outerjoin(Group, (Group.id == Contact.group_id) & visible(Group, now))
        .where(Contact.id.in_(ids), visible(Contact, now))
    )
    found = {row[0].id: Channel(*row) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def _select(session: Session, filters: Filters, now: datetime, window: Window) -> Page:
    ids = (
        select(Contact.id)
        .join(Cycle, Cycle.id == Contact.cycle_id)
        .where(visible(Contact, now))
        .order_by(Cycle.year.desc(), Cycle.id, _PLACES, Contact.group_id.is_not(None), Contact.id)
    )
    columns = {
        "year": Cycle.year,
        "kind": Contact.kind,
        "cycle": Contact.cycle_id,
        "assembly": Cycle.assembly_id,
    }
    ids = ids.where(*matching(filters, columns))
    return page_of(session, ids, "contact", now, window)


def _years(session: Session, now: datetime) -> Iterable[int]:
    return session.scalars(
        select(Cycle.year).join(Contact, Contact.cycle_id == Cycle.id).where(visible(Contact, now)).distinct()
    )


def _details(session: Session, entries: Sequence[Entry], now: datetime) -> Mapping[str, Any]:
    """Part the channels: open today, not open yet, closed; those of the home assembly before all others."""
    channels = read_channels(session, [entry.id for entry in entries], now)
    today, home = site.today(), home_assembly()
    channels.sort(key=lambda channel: home is not None and channel.assembly.code != home.code)
    return {
        "in_use": [channel for channel in channels if channel.is_open(today)],
        "coming": [channel for channel in channels if channel.is_coming(today)],
        "closed": [channel for channel in channels if not (channel.is_open(today) or channel.is_coming(today))],
        "home": home,
        "citations": cite(session, [channel.contact.source for channel in channels], now),
    }


CONTACTS = Listing(
    name="contacts",
    title=lazy_gettext("反映情况"),
    description=lazy_gettext("对监督对象和监督工作有意见，可以打电话、写信、来访，也可以投意见箱。"),
    filters=(
        year_filter(_years),
        word_filter("kind", lazy_gettext("方式"), WORDS["contact.kind"]),
        CYCLE,
        ASSEMBLY,
    ),
    select=_select,
    template="contacts/contacts.html",
    details=_details,
)
