"""Institutions 单位."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, one_of, titled

BRANCHES = ("government", "supervisory", "court", "procuratorate", "other")


class Institution(Base):
    """A unit of the government, supervisory commission, court or procuratorate."""

    __tablename__ = "institutions"
    __table_args__ = (one_of("branch", BRANCHES), CheckConstraint("superior_id <> id", name="superior_is_another"))
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assemblies.code"), index=True, info=titled("人大常委会"))
    name: Mapped[str] = mapped_column(Text, info=titled("名称"))
    branch: Mapped[str] = mapped_column(String(16), info=titled("机关类别"))
    superior_id: Mapped[str | None] = mapped_column(
        ForeignKey("institutions.id", deferrable=True, initially="DEFERRED"), info=titled("上级单位")
    )
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))
