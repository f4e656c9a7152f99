"""Rectification items 整改事项 and their updates."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, exactly_one_of_review_and_matter, one_of, titled
from content.dates import PartialDate
from content.subjects.models import subject_touched
from content.visibility import Published

ORIGINS = ("self_check", "preliminary_report", "points_list", "hearing", "appraisal_opinion", "look_back")
DISPOSITIONS = ("immediate", "over_time", "blocked")
ITEM_STATES = (
    "open",
    "plan_due",
    "plan_returned",
    "plan_approved",
    "in_progress",
    "claimed_done",
    "verified_closed",
    "explained",
    "reopened",
)
SIDES = ("subject", "overseer")
UPDATE_KINDS = (
    "plan",
    "plan_returned",
    "plan_approved",
    "progress",
    "claim",
    "verification",
    "explanation",
    "reopening",
)


class RectificationItem(Published, Base):
    """One problem to be put right; the first line of `problem` is its title."""

    __tablename__ = "rectification_items"
    __table_args__ = (
        exactly_one_of_review_and_matter(),
        one_of("origin", ORIGINS),
        one_of("disposition", DISPOSITIONS),
        one_of("state", ITEM_STATES),
        CheckConstraint(
            "state <> 'explained' OR (disposition IS NOT NULL AND disposition = 'blocked' AND review_on IS NOT NULL)",
            name="explained_is_blocked_and_reviewed",
        ),
        CheckConstraint("recurrence_of_id <> id", name="recurrence_of_another"),
    )
    parents = ("review_id", "matter_id")
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("reviews.id"), index=True, info=titled("履职监督"))
    matter_id: Mapped[str | None] = mapped_column(ForeignKey("matters.id"), index=True, info=titled("监督事项"))
    origin: Mapped[str] = mapped_column(String(24), info=titled("来自"))
    finding_id: Mapped[str | None] = mapped_column(ForeignKey("findings.id"), info=titled("问题"))
    problem: Mapped[str] = mapped_column(Text, info=titled("问题描述"))
    cause: Mapped[str | None] = mapped_column(Text, info=titled("原因"))
    measure: Mapped[str | None] = mapped_column(Text, info=titled("措施"))
    responsible: Mapped[str | None] = mapped_column(Text, info=titled("责任人"))
    disposition: Mapped[str | None] = mapped_column(String(16), info=titled("处置"))
    opened_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("立项日期"))
    opened_on_text: Mapped[str | None] = mapped_column(Text, info=titled("立项日期原文"))
    due_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, index=True, info=titled("期限"))
    due_on_text: Mapped[str | None] = mapped_column(Text, info=titled("期限原文"))
    state: Mapped[str] = mapped_column(String(16), default="open", index=True, info=titled("状态"))
    review_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("复核日期"))
    review_on_text: Mapped[str | None] = mapped_column(Text, info=titled("复核日期原文"))
    recurrence_of_id: Mapped[str | None] = mapped_column(
        ForeignKey("rectification_items.id", deferrable=True, initially="DEFERRED"), info=titled("再次出现自")
    )

    @property
    def title(self) -> str:
        """The first line of the problem."""
        return self.problem.split("\n", 1)[0]

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the item and what it is about."""
        return (("item", self.id), *subject_touched(self.review_id, self.matter_id))


class RectificationUpdate(Base):
    """One entry of an item's timeline, by the subject's or the overseer's side."""

    __tablename__ = "rectification_updates"
    __table_args__ = (
        one_of("side", SIDES),
        one_of("kind", UPDATE_KINDS),
        CheckConstraint(
            "side = 'overseer' OR kind IN ('plan', 'progress', 'claim', 'explanation')", name="overseer_decides"
        ),
    )
    parents = ("item_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    item_id: Mapped[str] = mapped_column(ForeignKey("rectification_items.id"), index=True, info=titled("整改事项"))
    dated_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("日期"))
    dated_on_text: Mapped[str | None] = mapped_column(Text, info=titled("日期原文"))
    side: Mapped[str] = mapped_column(String(16), info=titled("一方"))
    kind: Mapped[str] = mapped_column(String(16), info=titled("种类"))
    note: Mapped[str | None] = mapped_column(Text, info=titled("说明"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the item."""
        return (("item", self.item_id),)
