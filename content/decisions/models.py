"""Decisions 决定 at gates."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, one_of, titled
from content.dates import PartialDate
from content.subjects.models import subject_touched
from content.visibility import Published

BODIES = ("chair_council", "standing_committee", "party_committee", "other")
GATES = ("scheme", "subjects", "preliminary_report", "appraisal_opinion", "plan", "report", "revote")


class Decision(Published, Base):
    """What a body decided in a meeting, about a review, a matter, an item or the cycle."""

    __tablename__ = "decisions"
    __table_args__ = (
        one_of("body", BODIES),
        CheckConstraint(
            "(review_id IS NULL OR matter_id IS NULL) AND (review_id IS NULL OR item_id IS NULL)"
            " AND (matter_id IS NULL OR item_id IS NULL)",
            name="about_one",
        ),
    )
    parents = ("cycle_id", "review_id", "matter_id", "item_id")
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True, info=titled("年度"))
    body: Mapped[str] = mapped_column(String(24), info=titled("决定机关"))
    meeting: Mapped[str | None] = mapped_column(Text, info=titled("会议"))
    decided_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("决定日期"))
    decided_on_text: Mapped[str | None] = mapped_column(Text, info=titled("决定日期原文"))
    gate: Mapped[str | None] = mapped_column(String(24), info=titled("环节"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("reviews.id"), index=True, info=titled("履职监督"))
    matter_id: Mapped[str | None] = mapped_column(ForeignKey("matters.id"), index=True, info=titled("监督事项"))
    item_id: Mapped[str | None] = mapped_column(
        ForeignKey("rectification_items.id"), index=True, info=titled("整改事项")
    )
    outcome: Mapped[str] = mapped_column(Text, info=titled("结果"))
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id"), info=titled("文件"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the decision and what it is about."""
        items = (("item", self.item_id),) if self.item_id else ()
        return (("decision", self.id), *subject_touched(self.review_id, self.matter_id), *items)
