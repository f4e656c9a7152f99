"""Reported figures: published as reported, with their source."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, titled
from content.dates import PartialDate
from content.visibility import Published


class ReportedFigure(Published, Base):
    """One figure in the words of its source; an empty formula reads 公式未公布."""

    __tablename__ = "reported_figures"
    parents = ("cycle_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assemblies.code"), index=True, info=titled("人大常委会"))
    cycle_id: Mapped[str | None] = mapped_column(ForeignKey("cycles.id"), index=True, info=titled("年度"))
    name: Mapped[str] = mapped_column(Text, info=titled("名称"))
    value: Mapped[str] = mapped_column(Text, info=titled("数值"))
    unit: Mapped[str | None] = mapped_column(Text, info=titled("单位"))
    as_of: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("截至"))
    as_of_text: Mapped[str | None] = mapped_column(Text, info=titled("截至原文"))
    formula: Mapped[str | None] = mapped_column(Text, info=titled("公式"))
    numerator: Mapped[str | None] = mapped_column(Text, info=titled("分子"))
    denominator: Mapped[str | None] = mapped_column(Text, info=titled("分母"))
    note: Mapped[str | None] = mapped_column(Text, info=titled("说明"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the figure and its year."""
        own = ("figure", self.id)
        return (own, ("cycle", self.cycle_id)) if self.cycle_id else (own,)
