"""Documents 公文, their versions, attachments, corrections and dispatches."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Integer, String, Text, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, Json, Moment, PartialDateType, TextList, one_of, titled
from content.dates import PartialDate

DOCUMENT_TYPES = (
    "announcement",
    "notice",
    "scheme",
    "measures",
    "subject_list",
    "speech",
    "bulletin",
    "duty_report",
    "investigation_report",
    "points_list",
    "appraisal_opinion",
    "vote_result",
    "rectification_plan",
    "rectification_report",
    "reminder",
    "decision",
    "appointment_notice",
    "news",
)
AUDIENCES = ("office", "subject", "participants", "public")
"""Who may read a document, from the fewest to all; raised only by an act."""
DOCUMENT_STATES = ("draft", "published", "withdrawn")
VERSION_ACTS = ("publish", "revise", "correct", "withdraw")
RELATIONS = ("notify", "feedback", "submit", "copy", "circulate")


class Document(Base):
    """A document as it stands now; `body` is clean HTML, gone after a withdrawal."""

    __tablename__ = "documents"
    __table_args__ = (
        one_of("type", DOCUMENT_TYPES),
        one_of("audience", AUDIENCES),
        one_of("state", DOCUMENT_STATES),
        CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_on IS NOT NULL AND withdrawn_reason IS NOT NULL)",
            name="tombstone_complete",
        ),
        CheckConstraint("state <> 'withdrawn' OR body = ''", name="tombstone_empty"),
        CheckConstraint("state = 'draft' OR published_at IS NOT NULL", name="publication_dated"),
    )
    parents = ("cycle_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assemblies.code"), index=True, info=titled("人大常委会"))
    cycle_id: Mapped[str | None] = mapped_column(ForeignKey("cycles.id"), index=True, info=titled("年度"))
    type: Mapped[str] = mapped_column(String(32), index=True, info=titled("类型"))
    title: Mapped[str] = mapped_column(Text, info=titled("标题"))
    doc_no: Mapped[str | None] = mapped_column(Text, info=titled("文号"))
    index_no: Mapped[str | None] = mapped_column(Text, info=titled("索引号"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))
    author: Mapped[str | None] = mapped_column(Text, info=titled("作者"))
    written_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("成文日期"))
    written_on_text: Mapped[str | None] = mapped_column(Text, info=titled("成文日期原文"))
    published_at: Mapped[datetime | None] = mapped_column(Moment, index=True, info=titled("首次发布"))
    updated_at: Mapped[datetime | None] = mapped_column(Moment, info=titled("最近更新"))
    body: Mapped[str] = mapped_column(Text, default="", info=titled("正文"))
    subjects: Mapped[tuple[str, ...]] = mapped_column(TextList, default=(), info=titled("关联对象"))
    withdrawn_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("撤回日期"))
    withdrawn_on_text: Mapped[str | None] = mapped_column(Text, info=titled("撤回日期原文"))
    withdrawn_reason: Mapped[str | None] = mapped_column(Text, info=titled("撤回原因"))
    withdrawn_by: Mapped[str | None] = mapped_column(Text, info=titled("撤回机关"))
    edited_by: Mapped[str | None] = mapped_column(Text, info=titled("编辑"))
    reviewed_by: Mapped[str | None] = mapped_column(Text, info=titled("审核"))
    issued_by: Mapped[str | None] = mapped_column(Text, info=titled("签发"))
    distribution: Mapped[tuple[str, ...]] = mapped_column(TextList, default=(), info=titled("发送范围"))
    audience: Mapped[str] = mapped_column(String(16), default="office")
    state: Mapped[str] = mapped_column(String(16), default="draft")
    version: Mapped[int] = mapped_column(Integer, default=0)

    @classmethod
    def public_when(cls, now: datetime) -> ColumnElement[bool]:
        """Make the condition that the document, or its tombstone, is public at `now`."""
        return and_(cls.audience == "public", cls.state.in_(("published", "withdrawn")), cls.published_at <= now)

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the document."""
        return (("document", self.id),)


class DocumentVersion(Base):
    """A document as one act left it."""

    __tablename__ = "document_versions"
    __table_args__ = (one_of("act", VERSION_ACTS),)
    parents = ("document_id",)

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    act: Mapped[str] = mapped_column(String(16))
    actor: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)
    fields: Mapped[dict[str, Any]] = mapped_column(Json)


class Attachment(Base):
    """A file of a document; its bytes lie in the files folder under their SHA-256."""

    __tablename__ = "attachments"
    __table_args__ = (CheckConstraint("size >= 0", name="size_counted"),)
    parents = ("document_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True, info=titled("文件"))
    name: Mapped[str] = mapped_column(Text, info=titled("名称"))
    path: Mapped[str] = mapped_column(Text, info=titled("路径"))
    media_type: Mapped[str] = mapped_column(Text, info=titled("媒体类型"))
    size: Mapped[int] = mapped_column(Integer, info=titled("字节数"))
    sha256: Mapped[str] = mapped_column(String(64), info=titled("校验和"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    @classmethod
    def public_when(cls, now: datetime) -> ColumnElement[bool]:
        """Make the condition that the document stands: of a withdrawn one no file is left to the public."""
        del now
        return cls.__table__.c.document_id.in_(select(Document.id).where(Document.state == "published"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the document."""
        return (("document", self.document_id),)


class Correction(Base):
    """A numbered correction 更正 with what stood before and what stands now."""

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("document_id", "number"), CheckConstraint("number >= 1", name="numbered"))
    parents = ("document_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True, info=titled("文件"))
    number: Mapped[int] = mapped_column(Integer, info=titled("序号"))
    dated_on: Mapped[PartialDate] = mapped_column(PartialDateType, info=titled("日期"))
    dated_on_text: Mapped[str | None] = mapped_column(Text, info=titled("日期原文"))
    field: Mapped[str] = mapped_column(Text, info=titled("更正之处"))
    before: Mapped[str | None] = mapped_column(Text, info=titled("原文"))
    after: Mapped[str | None] = mapped_column(Text, info=titled("更正为"))
    reason: Mapped[str | None] = mapped_column(Text, info=titled("原因"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    @classmethod
    def public_when(cls, now: datetime) -> ColumnElement[bool]:
        """Make the condition that the document stands: of a withdrawn one no correction is left to the public."""
        del now
        return cls.__table__.c.document_id.in_(select(Document.id).where(Document.state == "published"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the correction and its document."""
        return (("correction", self.id), ("document", self.document_id))


class Dispatch(Base):
    """Which document went to whom, when it was sent and when its receipt was recorded."""

    __tablename__ = "dispatches"
    __table_args__ = (one_of("relation", RELATIONS),)
    parents = ("document_id",)
    package_key = ("id",)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=titled("编号"))
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True, info=titled("文件"))
    recipient: Mapped[str] = mapped_column(Text, info=titled("收件人"))
    relation: Mapped[str] = mapped_column(String(16), info=titled("关系"))
    sent_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("发出日期"))
    sent_on_text: Mapped[str | None] = mapped_column(Text, info=titled("发出日期原文"))
    received_on: Mapped[PartialDate | None] = mapped_column(PartialDateType, info=titled("签收日期"))
    received_on_text: Mapped[str | None] = mapped_column(Text, info=titled("签收日期原文"))
    source: Mapped[str | None] = mapped_column(Text, info=titled("来源"))

    def touches(self) -> tuple[tuple[str, str], ...]:
        """Name the document."""
        return (("document", self.document_id),)
