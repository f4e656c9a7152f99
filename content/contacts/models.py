"""Contact channels 监督电话、信箱、意见箱."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, one_of, titled
from content.dates import PartialDate
from content.visibility import Published

CONTACT_KINDS = ("hotline", "mailbox", "email", "opinion_box", "visit")


class Contact(Published, Base):
    """One channel with its hours and the days on which it is valid."""

    __tablename__ = "contacts"
    __table_args__ = (one_of("kind", CONTACT_KINDS),)
    parents = ("cycle_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True, info=titled("年度"))
    group_id: Mapped[str | None] = mapped_column(ForeignKey("groups.id"), info=titled("小组"))
    kind: Mapped[str] = mapped_column(String(16), info=titled("种类"))
    value: Mapped[str] = mapped_column(Text, info=titled("号码或地址"))
    place: Mapped[str | None] = mapped_column(Text, info=titled("地点"))
    hours: Mapped[str | None] = mapped_column(Text, info=titled("时间"))
    valid_from: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("启用日期"))
    valid_from_text: Mapped[str | None] = mapped_column(Text, info=titled("启用日期原文"))
    valid_to: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("停用日期"))
    valid_to_text: Mapped[str | None] = mapped_column(Text, info=titled("停用日期原文"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the channel and the group it belongs to."""
        own = ("contact", self.id)
        return (own, ("group", self.group_id)) if self.group_id else (own,)

    def valid_on(self, day: date) -> bool:
        """Say whether the channel may be used on a day; an unknown end means that it goes on."""
        return (self.valid_from is None or self.valid_from.first <= day) and (
            self.valid_to is None or day <= self.valid_to.last
        )
