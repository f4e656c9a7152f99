"""Investigation groups 调查小组."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, TextList, titled
from content.visibility import Published


class Group(Published, Base):
    """A group that investigates some of a cycle's subjects; its leader signs off in person."""

    __tablename__ = "groups"
    parents = ("cycle_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True, info=titled("年度"))
    name: Mapped[str] = mapped_column(Text, info=titled("名称"))
    leader: Mapped[str | None] = mapped_column(Text, info=titled("组长"))
    members: Mapped[tuple[str, ...]] = mapped_column(TextList, default=(), info=titled("成员"))
    phone: Mapped[str | None] = mapped_column(Text, info=titled("电话"))
    email: Mapped[str | None] = mapped_column(Text, info=titled("邮箱"))
    address: Mapped[str | None] = mapped_column(Text, info=titled("地址"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the page of the group."""
        return (("group", self.id),)
