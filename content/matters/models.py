"""Oversight matters 监督事项."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, one_of, titled
from content.dates import PartialDate
from content.visibility import Published

METHODS = ("听取报告", "执法检查", "视察", "专题调研", "专题询问", "质询", "暗访", "工作评议", "案件评查")
MATTER_STATUSES = ("planned", "started", "completed")


class Matter(Published, Base):
    """A matter that is overseen by one method; whether it is key or joint is empty where the source does not say."""

    __tablename__ = "matters"
    __table_args__ = (
        one_of("method", METHODS),
        one_of("status", MATTER_STATUSES),
        CheckConstraint("parent_id <> id", name="parent_is_another"),
        ForeignKeyConstraint(["id", "kind"], ["subjects.id", "subjects.kind"]),
        CheckConstraint("kind = 'matter'", name="kind_is_matter"),
    )
    parents = ("cycle_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    kind: Mapped[str] = mapped_column(String(8), default="matter")
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True, info=titled("年度"))
    title: Mapped[str] = mapped_column(Text, info=titled("标题"))
    method: Mapped[str | None] = mapped_column(String(16), info=titled("方式"))
    lead: Mapped[str | None] = mapped_column(Text, info=titled("牵头"))
    key: Mapped[bool | None] = mapped_column(info=titled("重点"))
    status: Mapped[str] = mapped_column(String(16), default="planned", info=titled("状态"))
    started_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("启动日期"))
    started_on_text: Mapped[str | None] = mapped_column(Text, info=titled("启动日期原文"))
    completed_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("完成日期"))
    completed_on_text: Mapped[str | None] = mapped_column(Text, info=titled("完成日期原文"))
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("matters.id", deferrable=True, initially="DEFERRED"), info=titled("上级事项")
    )
    joint: Mapped[bool | None] = mapped_column(info=titled("联动"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the matter and its year."""
        return (("matter", self.id), ("cycle", self.cycle_id))
