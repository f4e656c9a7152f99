"""How an item goes on: plan, work, claim, verification; the subject's word never closes it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import changes
from content.dates import PartialDate, add_months, local_day
from content.rectification.models import RectificationItem, RectificationUpdate
from content.transitions import Table, TransitionRefusedError, follow

TRANSITIONS: Table = {
    "open": {"ask_plan": "plan_due", "begin": "in_progress", "claim": "claimed_done", "explain": "explained"},
    "plan_due": {"return_plan": "plan_returned", "approve_plan": "plan_approved"},
    "plan_returned": {"return_plan": "plan_returned", "approve_plan": "plan_approved"},
    "plan_approved": {"begin": "in_progress", "claim": "claimed_done", "explain": "explained"},
    "in_progress": {"claim": "claimed_done", "explain": "explained"},
    "claimed_done": {"close_out": "verified_closed", "reject_claim": "in_progress", "explain": "explained"},
    "verified_closed": {"reopen": "reopened"},
    "explained": {"reopen": "reopened"},
    "reopened": {"ask_plan": "plan_due", "begin": "in_progress", "claim": "claimed_done", "explain": "explained"},
}
SUBJECT_ACTS = frozenset({"begin", "claim"})
"""Acts that the subject's side may do; every other act is the overseer's."""
LONGEST_REVIEW_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and on which side."""

    id: str
    side: str


class SecondPersonError(ValueError):
    """The act needs somebody else than the one who claimed."""


def ask_plan(session: Session, item: RectificationItem, actor: Actor, now: datetime) -> None:
    """Ask the subject for a plan."""
    _go(session, item, "ask_plan", actor, now)


def return_plan(session: Session, item: RectificationItem, note: str, actor: Actor, now: datetime) -> None:
    """Send the plan back with what is missing."""
    _go(session, item, "return_plan", actor, now)
    _enter(session, item, "plan_returned", note, actor, now)


def approve_plan(session: Session, item: RectificationItem, note: str, actor: Actor, now: datetime) -> None:
    """Accept the plan."""
    _go(session, item, "approve_plan", actor, now)
    _enter(session, item, "plan_approved", note, actor, now)


def begin(session: Session, item: RectificationItem, note: str, actor: Actor, now: datetime) -> None:
    """The work began."""
    _go(session, item, "begin", actor, now)
    _enter(session, item, "progress", note, actor, now)


def claim(session: Session, item: RectificationItem, note: str, actor: Actor, now: datetime) -> None:
    """The subject says that it is done; the item stays open until it is verified."""
    _go(session, item, "claim", actor, now)
    _enter(session, item, "claim", note, actor, now)


def reject_claim(session: Session, item: RectificationItem, note: str, actor: Actor, now: datetime) -> None:
    """The visit showed that it is not done."""
    _go(session, item, "reject_claim", actor, now)
    _enter(session, item, "progress", note, actor, now)


def close_out(
    session: Session, item: RectificationItem, evidence: str, claimant: str, actor: Actor, now: datetime
) -> None:
    """Close the item 销号: a second person of the overseer's side, with evidence of a visit."""
    _may(item, "close_out", actor)
    if actor.id == claimant:
        message = "申报完成的人不能自己核验，请由另一人核验销号"
        raise SecondPersonError(message)
    if not evidence.strip():
        raise TransitionRefusedError(item.state, "close_out（未写核验依据）", ["close_out，并写明核验依据"])
    _go(session, item, "close_out", actor, now)
    _enter(session, item, "verification", evidence, actor, now)


def explain(session: Session, item: RectificationItem, rule: str, review_on: date, actor: Actor, now: datetime) -> None:
    """Accept that a rule blocks the item for now: only for blocked items, looked at again within twelve months."""
    _may(item, "explain", actor)
    if item.disposition != "blocked":
        raise TransitionRefusedError(item.state, "explain", ["受政策法规限制的事项才能作说明处理"])
    if not rule.strip():
        raise TransitionRefusedError(item.state, "explain（未写所依据的规定）", ["explain，并写明所依据的规定"])
    today = local_day(now)
    if not today < review_on <= add_months(today, LONGEST_REVIEW_MONTHS):
        raise TransitionRefusedError(item.state, "explain（复核日期不当）", ["复核日期应在今天之后、十二个月之内"])
    item.review_on = PartialDate.of(review_on)  # before the state: the database refuses an explained item without it
    _go(session, item, "explain", actor, now)
    _enter(session, item, "explanation", rule, actor, now)


def reopen(session: Session, item: RectificationItem, reason: str, actor: Actor, now: datetime) -> None:
    """Open a closed or explained item again, with the reason."""
    if not reason.strip():
        raise TransitionRefusedError(item.state, "reopen（未写原因）", ["reopen，并写明原因"])
    _go(session, item, "reopen", actor, now)
    _enter(session, item, "reopening", reason, actor, now)


def overdue(state: str, due_on: PartialDate | None, today: date) -> bool:
    """Say whether an item is late: unsolved after a due date that is a full day."""
    day = due_on.full if due_on else None
    return day is not None and day < today and state not in {"verified_closed", "explained"}


def _may(item: RectificationItem, act: str, actor: Actor) -> str:
    """Give the state after the act, or refuse it for this state or side."""
    if actor.side != "overseer" and act not in SUBJECT_ACTS:
        raise TransitionRefusedError(item.state, act, sorted(set(TRANSITIONS[item.state]) & SUBJECT_ACTS))
    return follow(TRANSITIONS, item.state, act)


def _go(session: Session, item: RectificationItem, act: str, actor: Actor, now: datetime) -> None:
    item.state = _may(item, act, actor)
    item.updated_at = now
    changes.record(session, item.touches(), now)


def _enter(session: Session, item: RectificationItem, kind: str, note: str, actor: Actor, now: datetime) -> None:
    count = session.scalars(
        select(func.count()).select_from(RectificationUpdate).where(RectificationUpdate.item_id == item.id)
    ).one()
    session.add(
        RectificationUpdate(
            id=f"{item.id[:56]}-u{count + 1}",
            item_id=item.id,
            dated_on=PartialDate.of(local_day(now)),
            side=actor.side,
            kind=kind,
            note=note,
        )
    )
    session.flush()
