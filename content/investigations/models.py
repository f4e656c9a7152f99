"""Activities 调查活动 and findings 问题."""

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, exactly_one_of_review_and_matter, one_of, titled
from content.dates import PartialDate
from content.subjects.models import subject_touched
from content.visibility import Published

ACTIVITY_METHODS = ("个别谈话", "座谈会", "走访", "查阅资料", "民主测评", "视察")
SEVERITIES = ("serious", "ordinary", "minor")
CAUSES = ("objective", "subjective")


class Activity(Published, Base):
    """One activity of an investigation: where, how and with how many people, never with whom."""

    __tablename__ = "activities"
    __table_args__ = (
        one_of("method", ACTIVITY_METHODS),
        exactly_one_of_review_and_matter(),
        CheckConstraint("participants >= 0", name="participants_counted"),
    )
    parents = ("review_id", "matter_id")
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("reviews.id"), index=True, info=titled("履职监督"))
    matter_id: Mapped[str | None] = mapped_column(ForeignKey("matters.id"), index=True, info=titled("监督事项"))
    dated_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("日期"))
    dated_on_text: Mapped[str | None] = mapped_column(Text, info=titled("日期原文"))
    method: Mapped[str] = mapped_column(String(16), info=titled("方式"))
    place: Mapped[str | None] = mapped_column(Text, info=titled("地点"))
    participants: Mapped[int | None] = mapped_column(Integer, info=titled("人次"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the review or matter."""
        return subject_touched(self.review_id, self.matter_id)


class Finding(Published, Base):
    """A problem that was found, by criterion of the ruleset."""

    __tablename__ = "findings"
    __table_args__ = (one_of("severity", SEVERITIES), one_of("cause", CAUSES), exactly_one_of_review_and_matter())
    parents = ("review_id", "matter_id")
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("reviews.id"), index=True, info=titled("履职监督"))
    matter_id: Mapped[str | None] = mapped_column(ForeignKey("matters.id"), index=True, info=titled("监督事项"))
    criterion: Mapped[str | None] = mapped_column(Text, info=titled("方面"))
    severity: Mapped[str | None] = mapped_column(String(16), info=titled("程度"))
    text: Mapped[str] = mapped_column(Text, info=titled("内容"))
    item_id: Mapped[str | None] = mapped_column(
        ForeignKey("rectification_items.id", deferrable=True, initially="DEFERRED", use_alter=True),
        info=titled("整改事项"),
    )
    cause: Mapped[str | None] = mapped_column(String(16), info=titled("原因"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the review or matter, and the item that came of it."""
        items = (("item", self.item_id),) if self.item_id else ()
        return subject_touched(self.review_id, self.matter_id) + items
