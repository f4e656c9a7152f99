"""Rulesets 办法."""

from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, Json, PartialDateType, titled
from content.dates import PartialDate
from content.visibility import Published


class Ruleset(Published, Base):
    """One version of a county's rules; `definition` follows `definition.schema.json`."""

    __tablename__ = "rulesets"
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assemblies.code"), index=True, info=titled("人大常委会"))
    name: Mapped[str] = mapped_column(Text, info=titled("名称"))
    doc_no: Mapped[str | None] = mapped_column(Text, info=titled("文号"))
    version: Mapped[str | None] = mapped_column(Text, info=titled("版本"))
    effective_from: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("生效日期"))
    effective_from_text: Mapped[str | None] = mapped_column(Text, info=titled("生效日期原文"))
    effective_to: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("失效日期"))
    effective_to_text: Mapped[str | None] = mapped_column(Text, info=titled("失效日期原文"))
    definition: Mapped[dict[str, Any]] = mapped_column(Json, info=titled("规则"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the page of the ruleset."""
        return (("ruleset", self.id),)
