"""Annual cycles 年度 and stages 阶段."""

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, TextList, titled
from content.dates import PartialDate
from content.visibility import Published


class Cycle(Published, Base):
    """One year of oversight of one standing committee, under the ruleset it began with."""

    __tablename__ = "cycles"
    __table_args__ = (CheckConstraint("year BETWEEN 1954 AND 9999", name="year_of_a_congress"),)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assemblies.code"), index=True, info=titled("人大常委会"))
    term_id: Mapped[str | None] = mapped_column(ForeignKey("terms.id"), info=titled("届"))
    year: Mapped[int] = mapped_column(Integer, index=True, info=titled("年份"))
    title: Mapped[str] = mapped_column(Text, info=titled("标题"))
    ruleset_id: Mapped[str | None] = mapped_column(ForeignKey("rulesets.id"), info=titled("办法"))
    selection: Mapped[tuple[str, ...]] = mapped_column(TextList, default=(), info=titled("产生方式"))
    summary: Mapped[str | None] = mapped_column(Text, info=titled("概述"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the page of the year."""
        return (("cycle", self.id),)


class Stage(Base):
    """A stage of a cycle; stages may overlap, and their dates are as precise as the source."""

    __tablename__ = "stages"
    parents = ("cycle_id",)
    package_key = ("cycle", "position")

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True, info=titled("年度"))
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=titled("顺序"))
    name: Mapped[str] = mapped_column(Text, info=titled("名称"))
    starts_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("开始日期"))
    starts_on_text: Mapped[str | None] = mapped_column(Text, info=titled("开始日期原文"))
    ends_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("结束日期"))
    ends_on_text: Mapped[str | None] = mapped_column(Text, info=titled("结束日期原文"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the year."""
        return (("cycle", self.cycle_id),)
