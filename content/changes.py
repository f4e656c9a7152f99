"""Change rows and the site revision: what a transaction changed, for those who must follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, String, Text, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from content.database import Base, Moment
from content.dates import PartialDate, start_of_day

EVERYTHING = ("all", "")
"""The change that means: nearly every object may look different, build all anew."""
_SITE = 1


class Site(Base):
    """The instance itself: one row."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    tag_authority: Mapped[str] = mapped_column(Text)
    """The `authority,date` part of every tag: URI, fixed when the instance was made (RFC 4151)."""


class ChangeRow(Base):
    """A published object that changed, appeared or went."""

    __tablename__ = "changes"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(32))
    object_id: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime] = mapped_column(Moment)


class Consumer(Base):
    """How far one follower has come."""

    __tablename__ = "consumers"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    acknowledged: Mapped[int] = mapped_column(Integer, default=0)


@dataclass(frozen=True, slots=True)
class Change:
    """One change row."""

    seq: int
    kind: str
    object_id: str


def found_site(session: Session, tag_authority: str) -> None:
    """Make the site row of a new instance."""
    session.add(Site(id=_SITE, revision=0, tag_authority=tag_authority))
    session.flush()


def tag_authority(session: Session) -> str:
    """Give the fixed part of the instance's tag: URIs."""
    return session.scalars(select(Site.tag_authority)).one()


def founded_at(session: Session) -> datetime:
    """Give the day on which the instance was made, by its tag authority: the date of what is still empty."""
    return start_of_day(PartialDate.parse(tag_authority(session).rpartition(",")[2]).first)


def record(session: Session, objects: Iterable[tuple[str, str]], now: datetime) -> None:
    """Note that published objects (kind, id) changed and raise the site revision by one; without objects do nothing."""
    unique = sorted(set(objects))
    if not unique:
        return
    # the site row first: its lock lets writers commit their sequences in order, so that no follower skips one
    session.execute(update(Site).values(revision=Site.revision + 1))
    session.add_all(ChangeRow(kind=kind, object_id=object_id, recorded_at=now) for kind, object_id in unique)
    session.flush()


def pending(session: Session, consumer: str, limit: int) -> Sequence[Change]:
    """Give the oldest changes that the consumer has not acknowledged, at most `limit`."""
    done = select(Consumer.acknowledged).where(Consumer.name == consumer).scalar_subquery()
    rows = session.execute(
        select(ChangeRow.sequence, ChangeRow.kind, ChangeRow.object_id)
        .where(ChangeRow.sequence > func.coalesce(done, 0))
        .order_by(ChangeRow.sequence)
        .limit(limit)
    )
    return [Change(*row) for row in rows]


def pending_count(session: Session, consumer: str) -> int:
    """Count the changes that the consumer has not acknowledged."""
    done = select(Consumer.acknowledged).where(Consumer.name == consumer).scalar_subquery()
    return session.scalars(select(func.count()).where(ChangeRow.sequence > func.coalesce(done, 0))).one()


def last_sequence(session: Session) -> int:
    """Give the sequence of the newest change, 0 without any."""
    return session.scalars(select(func.coalesce(func.max(ChangeRow.sequence), 0))).one()


def acknowledge(session: Session, consumer: str, seq: int) -> None:
    """Note that the consumer has followed every change up to `seq`; never goes back."""
    row = session.get(Consumer, consumer)
    if row is None:
        session.add(Consumer(name=consumer, acknowledged=seq))
    else:
        row.acknowledged = max(row.acknowledged, seq)
    session.flush()


def revision(session: Session) -> int:
    """Give the site revision: it rises with every published change."""
    return session.scalars(select(Site.revision)).one()
