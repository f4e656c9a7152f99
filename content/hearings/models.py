"""Hearings 履职报告大会, inquiries 询问 and ballots 满意度测评."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
    false,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, validates

from content.database import Base, Json, Moment, PartialDateType, exactly_one_of_review_and_matter, one_of, titled
from content.dates import PartialDate
from content.subjects.models import subject_touched
from content.visibility import Published

CAPACITIES = ("member", "deputy", "observer", "subject", "staff")


class Hearing(Published, Base):
    """A meeting that hears reports and votes; `announced_at` in the hall and `released_at` here are two acts."""

    __tablename__ = "hearings"
    parents = ("cycle_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True, info=titled("年度"))
    title: Mapped[str] = mapped_column(Text, info=titled("标题"))
    held_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("召开日期"))
    held_on_text: Mapped[str | None] = mapped_column(Text, info=titled("召开日期原文"))
    place: Mapped[str | None] = mapped_column(Text, info=titled("地点"))
    agenda: Mapped[str | None] = mapped_column(Text, info=titled("议程"))
    announced_at: Mapped[datetime | None] = mapped_column(Moment, info=titled("会场宣布"))
    released_at: Mapped[datetime | None] = mapped_column(Moment, info=titled("结果公布"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the hearing and its year."""
        return (("hearing", self.id), ("cycle", self.cycle_id))


class HearingParticipant(Base):
    """How many people took part in one capacity."""

    __tablename__ = "hearing_participants"
    __table_args__ = (one_of("capacity", CAPACITIES), CheckConstraint("count >= 0", name="counted"))
    parents = ("hearing_id",)
    package_key = ("hearing", "capacity")

    hearing_id: Mapped[str] = mapped_column(ForeignKey("hearings.id"), primary_key=True, info=titled("会议"))
    capacity: Mapped[str] = mapped_column(String(16), primary_key=True, info=titled("身份"))
    count: Mapped[int] = mapped_column(Integer, info=titled("人数"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the hearing."""
        return (("hearing", self.hearing_id),)


class Inquiry(Base):
    """A question asked at a hearing and the answer given on the spot."""

    __tablename__ = "inquiries"
    __table_args__ = (exactly_one_of_review_and_matter(),)
    parents = ("hearing_id", "review_id", "matter_id")
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    hearing_id: Mapped[str] = mapped_column(ForeignKey("hearings.id"), index=True, info=titled("会议"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("reviews.id"), index=True, info=titled("履职监督"))
    matter_id: Mapped[str | None] = mapped_column(ForeignKey("matters.id"), index=True, info=titled("监督事项"))
    asker: Mapped[str | None] = mapped_column(Text, info=titled("询问人"))
    question: Mapped[str] = mapped_column(Text, info=titled("询问"))
    answer: Mapped[str | None] = mapped_column(Text, info=titled("答复"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    @classmethod
    def public_when(cls, now: datetime) -> ColumnElement[bool]:
        """Make the condition that the results of the hearing are released at `now`."""
        return _released(cls.__table__.c.hearing_id, now)

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the hearing and what was asked about."""
        return (("hearing", self.hearing_id), *subject_touched(self.review_id, self.matter_id))


class Ballot(Base):
    """One round of a secret vote: counts only, and the sums add up."""

    __tablename__ = "ballots"
    __table_args__ = (
        exactly_one_of_review_and_matter(),
        UniqueConstraint("review_id", "round", name="uq_ballots_review_round"),
        UniqueConstraint("matter_id", "round", name="uq_ballots_matter_round"),
        CheckConstraint("round >= 1", name="round_counted"),
        CheckConstraint(
            "entitled >= 0 AND present >= 0 AND issued >= 0 AND returned >= 0 AND invalid >= 0"
            " AND abstained >= 0 AND graded >= 0",
            name="counted",
        ),
        CheckConstraint("present <= entitled", name="present_within_entitled"),
        CheckConstraint("issued <= present", name="issued_within_present"),
        CheckConstraint("returned <= issued", name="returned_within_issued"),
        CheckConstraint("returned = invalid + abstained + graded", name="returned_adds_up"),
    )
    parents = ("hearing_id", "review_id", "matter_id")
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    hearing_id: Mapped[str] = mapped_column(ForeignKey("hearings.id"), index=True, info=titled("会议"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("reviews.id"), index=True, info=titled("履职监督"))
    matter_id: Mapped[str | None] = mapped_column(ForeignKey("matters.id"), index=True, info=titled("监督事项"))
    round: Mapped[int] = mapped_column(Integer, info=titled("轮次"))
    reason: Mapped[str | None] = mapped_column(Text, info=titled("再次测评原因"))
    entitled: Mapped[int | None] = mapped_column(Integer, info=titled("应到"))
    present: Mapped[int | None] = mapped_column(Integer, info=titled("实到"))
    issued: Mapped[int | None] = mapped_column(Integer, info=titled("发出票"))
    returned: Mapped[int | None] = mapped_column(Integer, info=titled("收回票"))
    invalid: Mapped[int | None] = mapped_column(Integer, info=titled("废票"))
    abstained: Mapped[int | None] = mapped_column(Integer, info=titled("弃权"))
    counts: Mapped[dict[str, int] | None] = mapped_column(Json, info=titled("各等次票数"))
    grade: Mapped[str | None] = mapped_column(Text, info=titled("等次"))
    grade_declared: Mapped[bool] = mapped_column(server_default=false(), default=False, info=titled("等次为宣布值"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))
    graded: Mapped[int | None] = mapped_column(Integer)

    @validates("counts")
    def _add_up(self, _key: str, counts: dict[str, int] | None) -> dict[str, int] | None:
        self.graded = None if counts is None else sum(counts.values())
        return counts

    @classmethod
    def public_when(cls, now: datetime) -> ColumnElement[bool]:
        """Make the condition that the results of the hearing are released at `now`."""
        return _released(cls.__table__.c.hearing_id, now)

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the hearing and what was voted on."""
        return (("hearing", self.hearing_id), *subject_touched(self.review_id, self.matter_id))


def _released(hearing_id: ColumnElement[str], now: datetime) -> ColumnElement[bool]:
    return hearing_id.in_(select(Hearing.id).where(Hearing.released_at <= now))
