"""Consequences 结果运用."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, exactly_one_of_review_and_matter, one_of, titled
from content.dates import PartialDate
from content.subjects.models import subject_touched
from content.visibility import Published

CONSEQUENCE_KINDS = (
    "约谈",
    "诫勉谈话",
    "调整",
    "处理",
    "询问",
    "质询",
    "特定问题调查",
    "列入下年度",
    "再次测评",
    "限期整改",
    "说明情况",
    "报告整改情况",
)


class Consequence(Published, Base):
    """What followed, who decided it; not public unless published on purpose."""

    __tablename__ = "consequences"
    __table_args__ = (one_of("kind", CONSEQUENCE_KINDS), exactly_one_of_review_and_matter())
    parents = ("review_id", "matter_id")
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("reviews.id"), index=True, info=titled("履职监督"))
    matter_id: Mapped[str | None] = mapped_column(ForeignKey("matters.id"), index=True, info=titled("监督事项"))
    dated_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("日期"))
    dated_on_text: Mapped[str | None] = mapped_column(Text, info=titled("日期原文"))
    kind: Mapped[str] = mapped_column(String(16), info=titled("种类"))
    decided_by: Mapped[str | None] = mapped_column(Text, info=titled("决定机关"))
    note: Mapped[str | None] = mapped_column(Text, info=titled("说明"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the review or matter."""
        return subject_touched(self.review_id, self.matter_id)
