"""Rows that break a rule together are refused where they stand, in words that say what to do."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from content.documents import publishing
from content.documents.models import Document
from content.subjects.models import Review
from tests import factories
from tests.content.packages.conftest import Desk
from tests.content.packages.draft import DEFINITION, LIST_TEXT, Cells, attached, make_draft
from tests.factories import NOW

Case = tuple[str, Cells, str, str]
CASES: list[Case] = [
    # references
    ("cycles", {"ruleset": "none"}, "ruleset", "rulesets 里没有“none”；请在 rulesets 表中加上"),
    ("reviews", {"official": "none"}, "official", "officials 里没有“none”"),
    ("documents", {"subjects": "r-zhou;none"}, "subjects", "reviews 和 matters 里都没有“none”"),
    ("documents", {"subjects": "r-zhou;r-zhou"}, "subjects", "“r-zhou”写了 2 次"),
    ("attachments", {"document": "none"}, "document", "documents 里没有“none”"),
    ("rectification_items", {"recurrence_of": "none"}, "recurrence_of", "rectification_items 里没有“none”"),
    # one thing
    ("activities", {"matter": "m-water"}, "review", "review 和 matter 应恰好填一个"),
    ("activities", {"review": ""}, "review", "review 和 matter 应恰好填一个"),
    ("findings", {"review": ""}, "review", "review 和 matter 应恰好填一个"),
    ("decisions", {"item": "i-1"}, "review", "review、matter、item 至多填一个"),
    ("decisions", {"matter": "m-water"}, "review", "review、matter、item 至多填一个"),
    # circles
    ("assemblies", {"parent": "999999"}, "parent", "绕成了圈：999999 → 999999"),
    ("institutions", {"superior": "water"}, "superior", "绕成了圈"),
    ("matters", {"parent": "m-water"}, "parent", "绕成了圈"),
    ("reviews", {"carried_over_from": "r-zhou"}, "carried_over_from", "绕成了圈"),
    ("rectification_items", {"recurrence_of": "i-1"}, "recurrence_of", "绕成了圈"),
    # enumerations and defaults
    ("decisions", {"body": "party"}, "body", "没有“party”这个值；可以是 chair_council、"),
    ("consequences", {"kind": "枪毙"}, "kind", "可以是 约谈、诫勉谈话"),
    ("cycles", {"selection": "random;lottery"}, "selection", "没有“lottery”这个值；可以是 random、"),
    # dates of publication
    ("cycles", {"updated_at": "2026-03-19T09:00:00+08:00"}, "updated_at", "最近更新早于首次发布"),
    # reviews
    ("reviews", {"status": "suspended"}, "status_reason", "状态为 suspended 时要写明原因"),
    # documents
    ("documents", {"withdrawn_on": "2026-04-02", "body": ""}, "withdrawn_reason", "撤回要同时写明日期和原因"),
    ("documents", {"withdrawn_reason": "内容有误", "body": ""}, "withdrawn_on", "撤回要同时写明日期和原因"),
    ("documents", {"withdrawn_by": "办公室"}, "withdrawn_by", "没有撤回日期和原因"),
    ("documents", {"withdrawn_on": "2026", "withdrawn_reason": "x"}, "body", "已撤回的文件不能再有正文"),
    ("documents", {"body": "documents/none.md"}, "body", "找不到文件“documents/none.md”"),
    ("documents", {"body": "../scheme.md"}, "body", "应为数据包内的相对路径"),
    ("documents", {"body": "attachments/list.txt"}, "body", "应为 .html 或 .md 文件"),
    # corrections
    ("corrections", {"number": "2"}, "number", "文件“scheme”的更正应从 1 起连续编号，现在是 2"),
    ("corrections", {"number": "0"}, "number", "太小，至少是 1"),
    # votes
    ("ballots", {"returned": "30", "issued": "29"}, "returned", "收回票30 > 发出票29"),
    ("ballots", {"present": "32"}, "present", "实到32 > 应到31"),
    ("ballots", {"issued": "30"}, "issued", "发出票30 > 实到29"),
    ("ballots", {"invalid": "0"}, "counts", "收回29 ≠ 废票0 + 弃权0 + 各等次28"),
    (
        "ballots",
        {"invalid": "", "counts": '{"满意":30}', "grade": ""},
        "counts",
        "各等次30 加上已知的废票、弃权超过了收回29",
    ),
    ("ballots", {"counts": '{"满意":-1}'}, "counts", "“满意”的票数应为 0 到"),
    ("ballots", {"counts": '{"满意":1.5}'}, "counts", "“满意”的票数应为 0 到"),
    ("ballots", {"counts": '{"满意":true}'}, "counts", "“满意”的票数应为 0 到"),
    (
        "ballots",
        {"counts": '{"很好":28}', "grade": ""},
        "counts",
        "办法里没有“很好”这个等次；可以是 满意、基本满意、不满意",
    ),
    ("ballots", {"grade": "很好"}, "grade", "办法里没有“很好”这个等次"),
    ("ballots", {"grade": "满意"}, "grade", "按办法计算应为“基本满意”，不是“满意”"),
    # the ledger
    ("rectification_updates", {"side": "subject"}, "side", "verification 只能由监督一方（overseer）作出"),
    ("rectification_updates", {"kind": "progress"}, "state", "销号要有监督一方的验收"),
    ("rectification_items", {"state": "explained"}, "disposition", "只有受阻（blocked）的事项才能说明情况"),
    ("rectification_items", {"state": "explained"}, "review_on", "说明情况的事项要有复核日期"),
    ("rectification_items", {"state": "explained"}, "state", "没有说明"),
    # rules
    ("rulesets", {"definition": '{"scala":"grades"}'}, "definition", "没有这些键：scala"),
    ("rulesets", {"definition": '{"revote":"sometimes"}'}, "definition", "值不合规定"),
    # attachments
    ("attachments", {"path": "attachments/none.txt"}, "path", "找不到文件“attachments/none.txt”"),
    ("attachments", {"path": "/etc/hostname"}, "path", "应为数据包内的相对路径"),
    ("attachments", {"size": "1"}, "size", f"文件有 {len(LIST_TEXT)} 字节，不是 1"),
    ("attachments", {"sha256": "0" * 64}, "sha256", "文件的 SHA-256 是"),
    (
        "attachments",
        {"name": "名单.pdf", "media_type": "application/pdf"},
        "path",
        "附件“名单.pdf”不能收：内容不是 PDF",
    ),
    ("attachments", {"name": "../名单.txt"}, "path", "附件“../名单.txt”不能收：名称不能有"),
]


@pytest.mark.parametrize(("table", "cells", "column", "said"), CASES, ids=map(str, range(len(CASES))))
def test_a_row_that_breaks_a_rule(desk: Desk, table: str, cells: Cells, column: str, said: str) -> None:
    told = [
        (error.line, error.column) for error in desk.refused(make_draft().cell(table, **cells)) if said in error.message
    ]
    assert (2, column) in told


def test_a_ballot_says_which_sum_fails(desk: Desk) -> None:
    cells = {"returned": "30", "issued": "30", "present": "30", "invalid": "0", "grade": ""}
    draft = make_draft().cell("ballots", **cells, counts='{"不满意":3,"基本满意":12,"满意":14}')
    assert [str(error) for error in desk.refused(draft)] == [
        "ballots.csv 第 2 行 counts：收回30 ≠ 废票0 + 弃权0 + 各等次29"
    ]


def test_a_declared_grade_need_not_be_the_computed_one(desk: Desk) -> None:
    desk.take(make_draft().cell("ballots", grade="满意", grade_declared="true"))


def test_a_grade_is_not_checked_where_the_rules_do_not_say_how(desk: Desk) -> None:
    rules = json.dumps({"grades": DEFINITION["grades"]}, ensure_ascii=False)
    desk.take(make_draft().cell("rulesets", definition=rules).cell("ballots", grade="满意"))


def test_counts_that_the_source_does_not_give_are_not_checked(desk: Desk) -> None:
    empty = dict.fromkeys(("entitled", "present", "issued", "returned", "invalid", "abstained", "counts"), "")
    desk.take(make_draft().cell("ballots", **empty, grade="基本满意", grade_declared="true"))


def test_a_circle_of_several_is_told_once(desk: Desk) -> None:
    draft = make_draft().cell("assemblies", parent="city")
    draft.add("assemblies", code="city", level="city", parent="province")
    draft.add("assemblies", code="province", level="province", parent="city")
    (error,) = desk.refused(draft)
    assert "绕成了圈：city → province → city" in error.message


def test_a_circle_through_what_is_there_is_seen(desk: Desk) -> None:
    desk.take(make_draft().add("matters", id="m-town", parent="m-water"))
    (error,) = desk.refused(make_draft().cell("matters", parent="m-town"))
    assert "绕成了圈：m-water → m-town → m-water" in error.message


def test_reviews_and_matters_share_their_ids_in_a_package(desk: Desk) -> None:
    (error,) = desk.refused(make_draft().add("matters", id="r-zhou"))
    assert (error.file, error.line) == ("matters.csv", 3)
    assert "已用在 reviews 表；两表共用编号，请换一个" in error.message


@pytest.mark.parametrize(("table", "id"), [("matters", "r-zhou"), ("reviews", "m-water")])
def test_reviews_and_matters_share_their_ids_with_what_is_there(desk: Desk, table: str, id: str) -> None:
    desk.take(make_draft())
    draft = make_draft().only(table)
    draft.tables[table][0]["id"] = id
    (error,) = desk.refused(draft)
    assert "两表共用编号" in error.message


def test_a_package_may_name_what_is_in_the_database(desk: Desk) -> None:
    desk.take(make_draft())
    draft = make_draft().only("reviews").add("reviews", id="r-next", carried_over_from="r-zhou")
    assert desk.take(draft).added == {"reviews": 1}


def test_rows_that_were_refused_do_not_make_others_wrong(desk: Desk) -> None:
    (error,) = desk.refused(make_draft().cell("cycles", year="x"))
    assert (error.file, error.column) == ("cycles.csv", "year")


def test_a_table_that_cannot_be_read_does_not_make_references_wrong(desk: Desk) -> None:
    draft = make_draft()
    draft.described["officials"] = {"path": "none.csv"}
    assert [error.file for error in desk.refused(draft)] == ["none.csv"]


def test_two_rounds_of_a_vote_have_two_numbers(desk: Desk) -> None:
    (error,) = desk.refused(make_draft().add("ballots", id="b-2"))
    assert (error.line, error.column, error.message) == (3, "round", "与第 2 行的 review、round 相同")


def test_a_round_that_is_there_is_not_taken_again(desk: Desk) -> None:
    desk.take(make_draft())
    (error,) = desk.refused(make_draft().only("ballots").cell("ballots", id="b-2"))
    assert error.message == "与本库中“b-1”的 review、round 相同"


def test_corrections_go_on_from_those_that_are_there(desk: Desk) -> None:
    desk.take(make_draft())
    draft = make_draft().only("corrections")
    assert desk.take(draft.cell("corrections", id="scheme-c2", number="2")).added == {"corrections": 1}
    (error,) = desk.refused(draft.cell("corrections", id="scheme-c4", number="4"))
    assert "现在是 1、2、4" in error.message


def test_an_explained_item_is_looked_at_again_within_a_year(desk: Desk) -> None:
    draft = make_draft().cell("rectification_items", state="explained", disposition="blocked", review_on="2027-09-04")
    draft.cell("rectification_updates", kind="explanation", dated_on="2026-09-04", side="subject")
    (error,) = desk.refused(draft.cell("rectification_items", review_on="2027-09-05"))
    assert "复核日期应在说明（2026-09-04）之后 12 个月以内" in error.message
    desk.take(draft.cell("rectification_items", review_on="2027-09-04"))


def test_a_verification_that_is_there_is_enough(desk: Desk) -> None:
    desk.take(make_draft())
    desk.take(make_draft().only("rectification_items"))


def test_a_first_publication_does_not_move(desk: Desk) -> None:
    desk.take(make_draft())
    later = {"published_at": "2026-03-21T09:00:00+08:00", "updated_at": ""}
    (error,) = desk.refused(make_draft().only("cycles").cell("cycles", **later))
    assert (error.column, error.line) == ("published_at", 2)
    assert "请写回 2026-03-20T09:00:00+08:00，或让单元格空着" in error.message


def test_what_the_office_has_not_published_is_not_published_by_an_import(desk: Desk) -> None:
    desk.take(make_draft())
    with desk.database.transaction() as session:
        session.execute(update(Review).values(published_at=None))
        draft = factories.document(session, id="draft", state="draft")
        publishing.revise(session, draft, {"title": "草稿"}, "editor", NOW)
    (error,) = desk.refused(make_draft().only("reviews"))
    assert "“r-zhou”在本库中还没有发布；请先在后台发布，或换一个编号" in error.message
    (error,) = desk.refused(make_draft().only("documents").cell("documents", id="draft", body=""))
    assert "在本库中还没有发布" in error.message


def test_what_was_withdrawn_does_not_come_back(desk: Desk) -> None:
    desk.take(make_draft())
    with desk.database.transaction() as session:
        publishing.withdraw(session, session.scalars(select(Document)).one(), "内容有误", "示范县人大常委会", NOW)
    (error,) = desk.refused(make_draft().only("documents"))
    assert error.column == "withdrawn_on"
    assert "已经撤回，不能经导入恢复" in error.message


def test_a_withdrawn_document_has_no_attachment(desk: Desk) -> None:
    gone = {"body": "", "withdrawn_on": "2026-04-02", "withdrawn_reason": "内容有误"}
    (error,) = desk.refused(make_draft().cell("documents", **gone))
    assert (error.file, error.column) == ("attachments.csv", "document")
    assert "文件“scheme”已经撤回，不能有附件" in error.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xef\xbb\xbf# x", "BOM"),
        (b"# x\n\xff", "第 2 行不是有效的 UTF-8"),
        (b"<script>x</script>", "没有可以公布的内容"),
        ("￿".encode(), "控制字符 U+FFFF"),
        (b" " * (10 * 2**20 + 1), "超过 10 MB"),
    ],
)
def test_a_body_that_cannot_be_shown(desk: Desk, content: bytes, said: str) -> None:
    draft = make_draft()
    draft.files["documents/scheme.md"] = content
    (error,) = desk.refused(draft)
    assert (error.file, error.line, error.column) == ("documents.csv", 2, "body")
    assert said in error.message


def test_an_attachment_is_refused_before_anything_is_stored(desk: Desk) -> None:
    draft = make_draft()
    draft.files["attachments/list.txt"] = b"MZ\x00\x01"
    draft.cell("attachments", **attached(b"MZ\x00\x01"))
    (error,) = desk.refused(draft)
    assert "附件“名单.txt”不能收：内容不是纯文本" in error.message
    assert not desk.files.exists()


def test_an_update_earlier_than_now_may_be_scheduled_later(desk: Desk) -> None:
    later = NOW + timedelta(days=3)
    desk.take(make_draft().cell("contacts", published_at=later.isoformat(), updated_at=""))
