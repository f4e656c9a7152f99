"""Standing committees 人大常委会 and terms 届."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, one_of, titled
from content.dates import PartialDate

LEVELS = ("province", "city", "county", "township")


class Assembly(Base):
    """A standing committee, one per division; `level` is stated, never read from text."""

    __tablename__ = "assemblies"
    __table_args__ = (one_of("level", LEVELS), CheckConstraint("parent_id <> code", name="parent_is_another"))
    package_key = ("code",)

    code: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("代码"))
    name: Mapped[str] = mapped_column(Text, info=titled("名称"))
    level: Mapped[str] = mapped_column(String(16), info=titled("层级"))
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("assemblies.code", deferrable=True, initially="DEFERRED"), info=titled("上级")
    )
    fictional: Mapped[bool] = mapped_column(server_default=false(), default=False, info=titled("虚构"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))


class Term(Base):
    """A term of a congress 届."""

    __tablename__ = "terms"
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assemblies.code"), index=True, info=titled("人大常委会"))
    name: Mapped[str] = mapped_column(Text, info=titled("名称"))
    starts_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("开始日期"))
    starts_on_text: Mapped[str | None] = mapped_column(Text, info=titled("开始日期原文"))
    ends_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("结束日期"))
    ends_on_text: Mapped[str | None] = mapped_column(Text, info=titled("结束日期原文"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))
