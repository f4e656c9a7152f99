"""Builders of test data: every row is published, whole and in the fictional 示范县, unless a test says otherwise."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from content.assemblies.models import Assembly, Term
from content.consequences.models import Consequence
from content.contacts.models import Contact
from content.cycles.models import Cycle, Stage
from content.database import Base
from content.dates import PartialDate
from content.decisions.models import Decision
from content.documents import publishing
from content.documents.models import Attachment, Correction, Dispatch, Document
from content.figures.models import ReportedFigure
from content.groups.models import Group
from content.hearings.models import Ballot, Hearing, HearingParticipant, Inquiry
from content.institutions.models import Institution
from content.investigations.models import Activity, Finding
from content.matters.models import Matter
from content.officials.models import Appointment, Official
from content.rectification.models import RectificationItem, RectificationUpdate
from content.rulesets.models import Ruleset
from content.subjects.models import Review, claim_id

PUBLISHED = datetime(2026, 3, 20, 1, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
GRADES = ["满意", "基本满意", "不满意"]
DEFINITION = {
    "stages": ["准备", "调查", "报告与测评", "整改"],
    "criteria": ["依法履职", "办理群众来信来访", "廉洁自律"],
    "grades": GRADES,
    "pass_share": {"满意": {"share": "1/2", "of": "entitled"}, "基本满意": {"share": "1/2", "of": "entitled"}},
    "deadlines": [{"name": "书面整改方案", "after": "appraisal_opinion_received", "duration": "P1M"}],
}
"""Invented for tests (测试补充)."""

Row = TypeVar("Row", bound=Base)

_numbers = itertools.count(1)


def day(text: str) -> PartialDate:
    """Read a date."""
    return PartialDate.parse(text)


def next_id(prefix: str) -> str:
    """Give an id that no other call of this process gives."""
    return f"{prefix}-{next(_numbers)}"


def assembly(session: Session, code: str = "999999", **values: Any) -> Assembly:
    """Give the assembly of 示范县, or make one."""
    found = session.get(Assembly, code)
    if found:
        return found
    defaults = {"name": "示范县人大常委会", "level": "county", "fictional": True}
    return _add(session, Assembly(code=code, **{**defaults, **values}))


def term(session: Session, **values: Any) -> Term:
    """Make a term."""
    values.setdefault("assembly_id", assembly(session).code)
    return _add(session, Term(**{"id": next_id("term"), "name": "县第十七届", **values}))


def ruleset(session: Session, **values: Any) -> Ruleset:
    """Make a ruleset with three grades that pass by half of those entitled."""
    values.setdefault("assembly_id", assembly(session).code)
    defaults = {"id": next_id("ruleset"), "name": "示范县履职监督办法", "version": "2025年版", "definition": DEFINITION}
    return _add(session, Ruleset(**{**defaults, **_published(), **values}))


def cycle(session: Session, **values: Any) -> Cycle:
    """Make a year under a ruleset."""
    if "ruleset_id" not in values:
        values["ruleset_id"] = ruleset(session).id
    values.setdefault("assembly_id", assembly(session).code)
    year = values.setdefault("year", 2026)
    defaults = {"id": next_id("cycle"), "title": f"{year}年度履职监督", "selection": ("random",)}
    return _add(session, Cycle(**{**defaults, **_published(), **values}))


def stage(session: Session, **values: Any) -> Stage:
    """Make the first stage of a year."""
    values.setdefault("cycle_id", _id(values, session, "cycle_id", cycle))
    defaults = {"position": 1, "name": "准备", "starts_on": day("2026-03-02"), "ends_on": day("2026-03-31")}
    return _add(session, Stage(**{**defaults, **values}))


def institution(session: Session, **values: Any) -> Institution:
    """Make a bureau."""
    values.setdefault("assembly_id", assembly(session).code)
    return _add(session, Institution(**{"id": next_id("unit"), "name": "县水务局", "branch": "government", **values}))


def official(session: Session, **values: Any) -> Official:
    """Make a person."""
    return _add(session, Official(**{"id": next_id("official"), "name": "周明远", **values}))


def appointment(session: Session, **values: Any) -> Appointment:
    """Make a dated appointment."""
    values.setdefault("official_id", _id(values, session, "official_id", official))
    values.setdefault("institution_id", _id(values, session, "institution_id", institution))
    return _add(session, Appointment(**{"post": "县水务局局长", "appointed_on": day("2022-01-07"), **values}))


def group(session: Session, **values: Any) -> Group:
    """Make an investigation group."""
    values.setdefault("cycle_id", _id(values, session, "cycle_id", cycle))
    defaults = {"id": next_id("group"), "name": "第二调查小组", "leader": "程远", "members": ("宋佳", "沈立")}
    return _add(session, Group(**{**defaults, **_published(), **values}))


def contact(session: Session, **values: Any) -> Contact:
    """Make a hotline."""
    values.setdefault("cycle_id", _id(values, session, "cycle_id", cycle))
    defaults = {"id": next_id("contact"), "kind": "hotline", "value": "0000-881 2345", "hours": "工作日 8:30—12:00"}
    return _add(session, Contact(**{**defaults, **_published(), **values}))


def review(session: Session, **values: Any) -> Review:
    """Make a review of an official in a year."""
    values.setdefault("cycle_id", _id(values, session, "cycle_id", cycle))
    values.setdefault("official_id", _id(values, session, "official_id", official))
    values.setdefault("institution_id", _id(values, session, "institution_id", institution))
    values.setdefault("id", next_id("review"))
    claim_id(session, values["id"], "review")
    defaults = {"post": "县水务局局长", "mode": "onsite", "status": "selected", "selection": "random"}
    return _add(session, Review(**{**defaults, **_published(), **values}))


def matter(session: Session, **values: Any) -> Matter:
    """Make a matter of a year."""
    values.setdefault("cycle_id", _id(values, session, "cycle_id", cycle))
    values.setdefault("id", next_id("matter"))
    claim_id(session, values["id"], "matter")
    defaults = {"title": "农村供水专项监督", "method": "专题调研", "status": "started"}
    return _add(session, Matter(**{**defaults, **_published(), **values}))


def document(session: Session, **values: Any) -> Document:
    """Make a published announcement with its first version; `state="draft"` leaves it a draft."""
    values.setdefault("assembly_id", assembly(session).code)
    published_at = values.pop("published_at", PUBLISHED)
    is_draft = values.pop("state", "published") == "draft"
    defaults = {
        "id": next_id("document"),
        "type": "announcement",
        "title": "关于征求意见的公告",
        "body": "<p>现就年度履职监督向社会征求意见。</p>",
        "written_on": day("2026-03-19"),
        "source": "示范县人大常委会办公室",
    }
    made = publishing.draft(session, Document(**{**defaults, **values}))
    if not is_draft:
        publishing.publish(session, made, "issuer", published_at)
    return made


def attachment(session: Session, **values: Any) -> Attachment:
    """Make the row of an attachment; its bytes are the test's to store."""
    values.setdefault("document_id", _id(values, session, "document_id", document))
    defaults = {
        "id": next_id("attachment"),
        "name": "名单.txt",
        "path": "attachments/list.txt",
        "media_type": "text/plain",
        "size": 0,
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    return _add(session, Attachment(**{**defaults, **values}))


def correction(session: Session, **values: Any) -> Correction:
    """Make the row of a correction."""
    values.setdefault("document_id", _id(values, session, "document_id", document))
    defaults = {
        "id": next_id("correction"),
        "number": 1,
        "dated_on": day("2026-04-01"),
        "field": "成文日期",
        "before": "2026-03-18",
        "after": "2026-03-19",
        "reason": "录入有误",
    }
    return _add(session, Correction(**{**defaults, **values}))


def dispatch(session: Session, **values: Any) -> Dispatch:
    """Make a dispatch whose receipt is not recorded."""
    values.setdefault("document_id", _id(values, session, "document_id", document))
    defaults = {
        "id": next_id("dispatch"),
        "recipient": "县水务局",
        "relation": "feedback",
        "sent_on": day("2026-08-07"),
    }
    return _add(session, Dispatch(**{**defaults, **values}))


def activity(session: Session, **values: Any) -> Activity:
    """Make an activity of a review, or of the matter that is named."""
    _about(values, session)
    defaults = {
        "id": next_id("activity"),
        "dated_on": day("2026-05-06"),
        "method": "走访",
        "place": "石桥镇",
        "participants": 63,
    }
    return _add(session, Activity(**{**defaults, **_published(), **values}))


def finding(session: Session, **values: Any) -> Finding:
    """Make a finding about a review, or about the matter that is named."""
    _about(values, session)
    defaults = {"id": next_id("finding"), "text": "供水点水质检测不足", "severity": "ordinary", "cause": "subjective"}
    return _add(session, Finding(**{**defaults, **_published(), **values}))


def decision(session: Session, **values: Any) -> Decision:
    """Make a decision of the chair council."""
    values.setdefault("cycle_id", _id(values, session, "cycle_id", cycle))
    defaults = {
        "id": next_id("decision"),
        "body": "chair_council",
        "meeting": "第六十八次主任会议",
        "decided_on": day("2026-03-16"),
        "gate": "subjects",
        "outcome": "确定年度监督对象名单",
    }
    return _add(session, Decision(**{**defaults, **_published(), **values}))


def hearing(session: Session, **values: Any) -> Hearing:
    """Make a hearing whose results are released."""
    values.setdefault("cycle_id", _id(values, session, "cycle_id", cycle))
    defaults = {
        "id": next_id("hearing"),
        "title": "第三十一次会议",
        "held_on": day("2026-07-29"),
        "place": "县人大会议厅",
        "agenda": "听取报告\n询问\n测评",
        "announced_at": datetime(2026, 7, 29, 8, 35, tzinfo=UTC),
        "released_at": datetime(2026, 7, 29, 9, 10, tzinfo=UTC),
    }
    return _add(session, Hearing(**{**defaults, **_published(), **values}))


def participants(session: Session, **values: Any) -> HearingParticipant:
    """Make the count of members at a hearing."""
    values.setdefault("hearing_id", _id(values, session, "hearing_id", hearing))
    return _add(session, HearingParticipant(**{"capacity": "member", "count": 29, **values}))


def inquiry(session: Session, **values: Any) -> Inquiry:
    """Make a question with its answer."""
    values.setdefault("hearing_id", _id(values, session, "hearing_id", hearing))
    _about(values, session)
    defaults = {"id": next_id("inquiry"), "asker": "委员", "question": "检测为何不足？", "answer": "已增加频次。"}
    return _add(session, Inquiry(**{**defaults, **values}))


def ballot(session: Session, **values: Any) -> Ballot:
    """Make a first round that adds up: 31 entitled, 14 + 11 + 3 votes, 基本满意."""
    values.setdefault("hearing_id", _id(values, session, "hearing_id", hearing))
    _about(values, session)
    defaults = {
        "id": next_id("ballot"),
        "round": 1,
        "entitled": 31,
        "present": 29,
        "issued": 29,
        "returned": 29,
        "invalid": 1,
        "abstained": 0,
        "counts": {"满意": 14, "基本满意": 11, "不满意": 3},
        "grade": "基本满意",
    }
    return _add(session, Ballot(**{**defaults, **values}))


def item(session: Session, **values: Any) -> RectificationItem:
    """Make an item in progress that is due at the end of the year."""
    _about(values, session)
    defaults = {
        "id": next_id("item"),
        "origin": "appraisal_opinion",
        "problem": "集中供水点水质检测不足\n每年只检4次，应每月1次。",
        "responsible": "农村供水股",
        "disposition": "over_time",
        "opened_on": day("2026-08-10"),
        "due_on": day("2026-12-20"),
        "state": "in_progress",
    }
    return _add(session, RectificationItem(**{**defaults, **_published(), **values}))


def update(session: Session, **values: Any) -> RectificationUpdate:
    """Make an entry of an item's timeline."""
    values.setdefault("item_id", _id(values, session, "item_id", item))
    defaults = {
        "id": next_id("update"),
        "dated_on": day("2026-09-04"),
        "side": "subject",
        "kind": "plan",
        "note": "提交整改方案",
    }
    return _add(session, RectificationUpdate(**{**defaults, **values}))


def consequence(session: Session, **values: Any) -> Consequence:
    """Make a public consequence."""
    _about(values, session)
    defaults = {
        "id": next_id("consequence"),
        "dated_on": day("2026-08-20"),
        "kind": "询问",
        "decided_by": "县人大常委会",
        "note": "就整改情况提出询问",
    }
    return _add(session, Consequence(**{**defaults, **_published(), **values}))


def figure(session: Session, **values: Any) -> ReportedFigure:
    """Make a reported figure of a year."""
    values.setdefault("cycle_id", _id(values, session, "cycle_id", cycle))
    values.setdefault("assembly_id", assembly(session).code)
    defaults = {"id": next_id("figure"), "name": "评议意见整改率", "value": "96", "unit": "%"}
    return _add(session, ReportedFigure(**{**defaults, **_published(), **values}))


def official_reviewed(session: Session, **values: Any) -> Official:
    """Make a person with a post and a review: public through the review."""
    person = official(session, **values)
    appointment(session, official_id=person.id)
    review(session, official_id=person.id)
    return person


BUILDERS: dict[str, Callable[..., Any]] = {
    "ruleset": ruleset,
    "cycle": cycle,
    "group": group,
    "contact": contact,
    "official": official_reviewed,
    "review": review,
    "matter": matter,
    "document": document,
    "correction": correction,
    "decision": decision,
    "hearing": hearing,
    "item": item,
    "figure": figure,
}
"""How to make a public object of each kind."""


def _published() -> dict[str, datetime]:
    return {"published_at": PUBLISHED, "updated_at": PUBLISHED}


def _about(values: dict[str, Any], session: Session) -> None:
    if not values.get("review_id") and not values.get("matter_id"):
        values["review_id"] = review(session).id


def _id(values: dict[str, Any], session: Session, name: str, build: Callable[[Session], Base]) -> str:
    """Give the id that the test names, or that of a new row."""
    if name in values:
        return str(values[name])
    made = build(session)
    return str(made.__mapper__.primary_key_from_instance(made)[0])


def _add(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
