"""How a review goes on: notify, investigate, hear, appraise, rectify, follow up – or stop with a reason."""

from datetime import datetime

from sqlalchemy.orm import Session

from content import changes
from content.subjects.models import Review
from content.transitions import Table, TransitionRefusedError, follow

_STOPS = {"suspend": "suspended", "end_without_vote": "ended_without_vote"}
TRANSITIONS: Table = {
    "selected": {"notify": "notified", **_STOPS},
    "notified": {"investigate": "investigating", **_STOPS},
    "investigating": {"hear": "heard", **_STOPS},
    "heard": {"appraise": "appraised", **_STOPS},
    "appraised": {"begin_rectification": "rectifying", "follow_up": "followed_up"},
    "rectifying": {"follow_up": "followed_up"},
    "followed_up": {"begin_rectification": "rectifying"},
    "suspended": {"resume": "investigating", "end_without_vote": "ended_without_vote"},
    "ended_without_vote": {},
}
"""A review that was voted on can no longer be ended without a vote; a follow-up may order more rectification."""


def notify(session: Session, review: Review, now: datetime) -> None:
    """The person and the unit were told in writing."""
    _go(session, review, "notify", now)


def investigate(session: Session, review: Review, now: datetime) -> None:
    """The group began its work."""
    _go(session, review, "investigate", now)


def hear(session: Session, review: Review, now: datetime) -> None:
    """The report was heard and voted on."""
    _go(session, review, "hear", now)


def appraise(session: Session, review: Review, now: datetime) -> None:
    """The appraisal opinion was settled."""
    _go(session, review, "appraise", now)


def begin_rectification(session: Session, review: Review, now: datetime) -> None:
    """Rectification began, or was ordered once more."""
    _go(session, review, "begin_rectification", now)


def follow_up(session: Session, review: Review, now: datetime) -> None:
    """The look-back is done."""
    _go(session, review, "follow_up", now)


def suspend(session: Session, review: Review, reason: str, now: datetime) -> None:
    """Stop for a while; the reason is public."""
    _stop(session, review, "suspend", reason, now)


def resume(session: Session, review: Review, now: datetime) -> None:
    """Go on where a suspended review stopped, with the investigation."""
    _go(session, review, "resume", now)
    review.status_reason = None


def end_without_vote(session: Session, review: Review, reason: str, now: datetime) -> None:
    """End for good, as when the person left the post; the reason is public."""
    _stop(session, review, "end_without_vote", reason, now)


def _stop(session: Session, review: Review, act: str, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise TransitionRefusedError(review.status, f"{act}（未写原因）", [f"{act}，并写明原因"])
    review.status_reason = reason
    _go(session, review, act, now)


def _go(session: Session, review: Review, act: str, now: datetime) -> None:
    review.status = follow(TRANSITIONS, review.status, act)
    review.updated_at = now
    changes.record(session, review.touches(), now)
