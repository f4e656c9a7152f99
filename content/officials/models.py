"""Officials and dated appointments 任免."""

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, PartialDateType, titled
from content.dates import PartialDate


class Official(Base):
    """A person whom a standing committee appointed."""

    __tablename__ = "officials"
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    name: Mapped[str] = mapped_column(Text, info=titled("姓名"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the page of the person."""
        return (("official", self.id),)


class Appointment(Base):
    """One person in one post of one institution, as dated as the source is."""

    __tablename__ = "appointments"
    __table_args__ = (UniqueConstraint("official_id", "institution_id", "post", "appointed_on"),)
    package_key = ("official", "institution", "post", "appointed_on")

    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    official_id: Mapped[str] = mapped_column(ForeignKey("officials.id"), index=True, info=titled("人员"))
    institution_id: Mapped[str] = mapped_column(ForeignKey("institutions.id"), index=True, info=titled("单位"))
    post: Mapped[str] = mapped_column(Text, info=titled("职务"))
    appointed_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("任命日期"))
    appointed_on_text: Mapped[str | None] = mapped_column(Text, info=titled("任命日期原文"))
    ended_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("免职日期"))
    ended_on_text: Mapped[str | None] = mapped_column(Text, info=titled("免职日期原文"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the page of the person."""
        return (("official", self.official_id),)
