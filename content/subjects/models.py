"""Subjects of oversight, and reviews 履职监督 of officials among them."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, Session, mapped_column

from content.database import Base, one_of, titled
from content.visibility import Published

MODES = ("onsite", "written")
REVIEW_STATUSES = (
    "selected",
    "notified",
    "investigating",
    "heard",
    "appraised",
    "rectifying",
    "followed_up",
    "suspended",
    "ended_without_vote",
)
SELECTIONS = ("random", "fixed", "rotation", "solicited", "carried_over")
RESERVED_IDS = frozenset({"compare", "new", "receipt", "where", "draw", "board", "attend"})


class Subject(Base):
    """The id of a review or a matter: both share one name space."""

    __tablename__ = "subjects"
    __table_args__ = (one_of("kind", ("review", "matter")), UniqueConstraint("id", "kind"))

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))


def claim_id(session: Session, subject_id: str, kind: str) -> None:
    """Take an id for a review or a matter; raise IntegrityError when the other kind has it."""
    if session.get(Subject, subject_id) is None:
        session.add(Subject(id=subject_id, kind=kind))
        session.flush()


class Review(Published, Base):
    """One official's review in one cycle."""

    __tablename__ = "reviews"
    __table_args__ = (
        one_of("mode", MODES),
        one_of("status", REVIEW_STATUSES),
        one_of("selection", SELECTIONS),
        CheckConstraint(
            "status NOT IN ('suspended', 'ended_without_vote') OR status_reason IS NOT NULL",
            name="exception_has_reason",
        ),
        CheckConstraint("carried_over_from_id <> id", name="carried_over_from_another"),
        ForeignKeyConstraint(["id", "kind"], ["subjects.id", "subjects.kind"]),
        CheckConstraint("kind = 'review'", name="kind_is_review"),
    )
    parents = ("cycle_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    kind: Mapped[str] = mapped_column(String(8), default="review")
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True, info=titled("年度"))
    official_id: Mapped[str] = mapped_column(ForeignKey("officials.id"), index=True, info=titled("监督对象"))
    institution_id: Mapped[str] = mapped_column(ForeignKey("institutions.id"), index=True, info=titled("单位"))
    post: Mapped[str] = mapped_column(Text, info=titled("职务"))
    mode: Mapped[str | None] = mapped_column(String(16), info=titled("报告方式"))
    group_id: Mapped[str | None] = mapped_column(ForeignKey("groups.id"), info=titled("调查小组"))
    carried_over_from_id: Mapped[str | None] = mapped_column(
        ForeignKey("reviews.id", deferrable=True, initially="DEFERRED"), info=titled("结转自")
    )
    status: Mapped[str] = mapped_column(String(24), default="selected", info=titled("状态"))
    status_reason: Mapped[str | None] = mapped_column(Text, info=titled("状态原因"))
    selection: Mapped[str | None] = mapped_column(String(16), info=titled("产生方式"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the review, its year and its person."""
        return (("review", self.id), ("cycle", self.cycle_id), ("official", self.official_id))


def subject_touched(review_id: str | None, matter_id: str | None) -> tuple[tuple[str, str], ...]:
    """Name the review or the matter that a row is about."""
    named = (("review", review_id), ("matter", matter_id))
    return tuple((kind, subject_id) for kind, subject_id in named if subject_id)
