"""What an import leaves behind: rows, versions, files, changes – once, and never half."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from content import changes, files
from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.dates import PartialDate
from content.documents.models import Attachment, Document, DocumentVersion
from content.hearings.models import Ballot
from content.kinds import KIND_BY_NAME
from content.matters.models import Matter
from content.packages import import_package
from content.rectification.models import RectificationItem
from content.subjects.models import Review, Subject
from tests.content.packages.conftest import Desk
from tests.content.packages.draft import AT, LIST_TEXT, Draft, make_draft
from tests.factories import NOW

LATER = NOW + timedelta(days=1)
PUBLISHED = datetime(2026, 3, 20, 1, 0, tzinfo=UTC)


def changed_objects(desk: Desk, since: int = 0) -> set[tuple[str, str]]:
    with desk.database.reading() as session:
        return {(row.kind, row.object_id) for row in changes.pending(session, "test", 10_000) if row.seq > since}


def last(desk: Desk) -> int:
    with desk.database.reading() as session:
        return changes.last_sequence(session)


def test_every_row_of_a_package_is_there(desk: Desk) -> None:
    draft = make_draft()
    report = desk.take(draft)
    assert report.added == {name: len(rows) for name, rows in draft.tables.items()}
    assert report.changed == report.unchanged == {}
    counts = desk.counts()
    assert {name: counts[name] for name in draft.tables} == report.added
    assert counts["subjects"] == 2


def test_values_are_what_the_cells_say(desk: Desk) -> None:
    desk.take(make_draft())
    with desk.database.reading() as session:
        cycle = session.get_one(Cycle, "c-2026")
        assert (cycle.year, cycle.selection, cycle.term_id) == (2026, ("random", "fixed"), "t-17")
        assert (cycle.published_at, cycle.updated_at) == (PUBLISHED, PUBLISHED)
        ballot = session.get_one(Ballot, "b-1")
        assert (ballot.counts, ballot.graded) == ({"满意": 14, "基本满意": 11, "不满意": 3}, 28)
        item = session.get_one(RectificationItem, "i-1")
        assert (item.title, item.finding_id, item.review_id, item.matter_id) == ("水质检测不足", "f-1", "r-zhou", None)
        assert session.get_one(Assembly, "999999").fictional is True
        assert session.get_one(Matter, "m-water").status == "planned"
        kinds = select(Subject.id, Subject.kind).order_by(Subject.id)
        assert [tuple(row) for row in session.execute(kinds)] == [("m-water", "matter"), ("r-zhou", "review")]


def test_a_document_is_public_with_its_first_version(desk: Desk) -> None:
    desk.take(make_draft())
    with desk.database.reading() as session:
        document = session.get_one(Document, "scheme")
        assert document.body == "<h2>方案</h2>\n<p>第一条 <strong>依法</strong>监督。</p>"
        assert (document.audience, document.state, document.version) == ("public", "published", 1)
        assert (document.written_on, document.subjects) == (PartialDate(2026, 3, 16), ("r-zhou", "m-water"))
        (version,) = session.scalars(select(DocumentVersion))
        assert (version.act, version.number, version.made_at) == ("publish", 1, NOW)
        (entry,) = KIND_BY_NAME["document"].entries(session, NOW, None)
        assert (entry.id, entry.published_at) == ("scheme", PUBLISHED)


def test_html_is_cleaned_on_its_way_in(desk: Desk) -> None:
    draft = make_draft().cell("documents", body="documents/scheme.html")
    draft.files["documents/scheme.html"] = b'<h1 onclick="x()">A</h1>\r\n<script>alert(1)</script><p style="x">B</p>'
    desk.take(draft)
    with desk.database.reading() as session:
        assert session.get_one(Document, "scheme").body == "<h2>A</h2>\n<p>B</p>"


def test_a_document_may_have_no_text(desk: Desk) -> None:
    desk.take(make_draft().cell("documents", body=""))
    with desk.database.reading() as session:
        assert session.get_one(Document, "scheme").body == ""


def test_a_tombstone_is_taken_as_one(desk: Desk) -> None:
    draft = make_draft()
    del draft.tables["attachments"]
    gone = {"body": "", "withdrawn_on": "2026-04-02", "withdrawn_reason": "内容有误", "withdrawn_by": "办公室"}
    desk.take(draft.cell("documents", **gone))
    with desk.database.reading() as session:
        (entry,) = KIND_BY_NAME["document"].entries(session, NOW, None)
        assert entry.withdrawn is not None
        assert (entry.withdrawn.reason, entry.text) == ("内容有误", "")


def test_a_document_that_is_withdrawn_by_a_later_package_keeps_no_text(desk: Desk) -> None:
    draft = make_draft()
    del draft.tables["attachments"]
    desk.take(draft)
    desk.take(draft.cell("documents", body="", withdrawn_on="2026-04-02", withdrawn_reason="内容有误"), LATER)
    with desk.database.reading() as session:
        document = session.get_one(Document, "scheme")
        assert (document.state, document.body, document.updated_at) == ("withdrawn", "", LATER)
        versions = session.scalars(select(DocumentVersion).order_by(DocumentVersion.number)).all()
        assert [(version.act, version.fields["body"]) for version in versions] == [("publish", ""), ("withdraw", "")]


def test_attachments_lie_under_their_digest(desk: Desk) -> None:
    desk.take(make_draft())
    with desk.database.reading() as session:
        attachment = session.get_one(Attachment, "list")
    assert attachment.path == "attachments/list.txt"
    assert files.read(desk.files, attachment.sha256) == LIST_TEXT
    assert stat.S_IMODE(files.path_of(desk.files, attachment.sha256).stat().st_mode) == 0o600


def test_an_attachment_that_was_lost_comes_back_with_its_package(desk: Desk) -> None:
    draft = make_draft()
    desk.take(draft)
    path = files.path_of(desk.files, draft.tables["attachments"][0]["sha256"])
    path.write_bytes(b"damaged")
    desk.take(draft)
    assert path.read_bytes() == LIST_TEXT


def test_a_second_import_changes_nothing(desk: Desk) -> None:
    draft = make_draft()
    for rows in draft.tables.values():
        for row in rows:
            row.pop("published_at", None)
            row.pop("updated_at", None)
    first = desk.take(draft, NOW)
    before = desk.counts()
    export = desk.give(LATER)
    second = desk.take(draft, LATER)
    assert second.unchanged == first.added
    assert second.added == second.changed == {}
    assert desk.counts() == before
    assert (export / "cycles.csv").read_bytes() == (desk.give(LATER) / "cycles.csv").read_bytes()


def test_an_empty_publication_is_the_moment_of_the_import_and_stays(desk: Desk) -> None:
    draft = (
        make_draft().cell("cycles", published_at="", updated_at="").cell("documents", published_at="", updated_at="")
    )
    desk.take(draft, NOW.replace(microsecond=123456))
    desk.take(draft, LATER)
    with desk.database.reading() as session:
        cycle, document = session.get_one(Cycle, "c-2026"), session.get_one(Document, "scheme")
        assert cycle.published_at == cycle.updated_at == NOW
        assert document.published_at == document.updated_at == NOW


def test_an_empty_change_is_the_first_publication(desk: Desk) -> None:
    desk.take(make_draft().cell("cycles", updated_at=""))
    with desk.database.reading() as session:
        assert session.get_one(Cycle, "c-2026").updated_at == PUBLISHED


@pytest.mark.parametrize("updated_at", ["", AT])
def test_a_row_that_changed_says_when(desk: Desk, updated_at: str) -> None:
    desk.take(make_draft())
    changed = make_draft().cell("contacts", value="0000-12345", updated_at=updated_at)
    changed.cell("documents", index_no="2026-1", updated_at=updated_at)
    report = desk.take(changed, LATER)
    assert report.changed == {"contacts": 1, "documents": 1}
    assert desk.take(changed, LATER + timedelta(days=1)).changed == {}
    with desk.database.reading() as session:
        document = session.get_one(Document, "scheme")
        assert (document.published_at, document.updated_at, document.version) == (PUBLISHED, LATER, 2)
        (contact,) = KIND_BY_NAME["contact"].entries(session, LATER, None)
        assert (contact.published_at, contact.updated_at) == (PUBLISHED, LATER)


def test_a_change_may_say_itself_when_it_was_made(desk: Desk) -> None:
    desk.take(make_draft())
    desk.take(make_draft().cell("contacts", value="0000-12345", updated_at="2026-04-01T09:00:00+08:00"), LATER)
    with desk.database.reading() as session:
        (contact,) = KIND_BY_NAME["contact"].entries(session, LATER, None)
        assert contact.updated_at == datetime(2026, 4, 1, 1, 0, tzinfo=UTC)


def test_an_absent_column_is_an_empty_cell(desk: Desk) -> None:
    desk.take(make_draft())
    draft = make_draft()
    del draft.tables["reviews"][0]["mode"]
    assert desk.take(draft).changed == {"reviews": 1}
    with desk.database.reading() as session:
        assert session.get_one(Review, "r-zhou").mode is None


def test_what_a_package_leaves_out_stays(desk: Desk) -> None:
    desk.take(make_draft())
    before = desk.counts()
    desk.take(make_draft().only("officials"))
    assert desk.counts() == before


def test_rows_without_an_id_are_known_by_their_natural_key(desk: Desk) -> None:
    draft = make_draft()
    draft.add("appointments", appointed_on="", ended_on="2021")
    draft.add("stages", position="2", name="调查")
    assert desk.take(draft).added["appointments"] == 2
    draft.tables["appointments"][1]["ended_on"] = "2020"
    report = desk.take(draft)
    assert (report.changed, report.added) == ({"appointments": 1}, {})
    assert desk.counts()["appointments"] == 2


def test_a_new_instance_is_told_that_everything_changed(desk: Desk) -> None:
    desk.take(make_draft())
    assert changed_objects(desk) == {changes.EVERYTHING, ("document", "scheme")}


@pytest.mark.parametrize(
    ("table", "cells", "touched"),
    [
        ("contacts", {"value": "0000-12345"}, {("contact", "hotline"), ("group", "g-2")}),
        ("reviews", {"mode": "written"}, {("review", "r-zhou"), ("cycle", "c-2026"), ("official", "zhou")}),
        ("documents", {"index_no": "1"}, {("document", "scheme")}),
        ("attachments", {"name": "对象名单.txt"}, {("document", "scheme")}),
        (
            "findings",
            {"review": "", "matter": "m-water"},
            {("review", "r-zhou"), ("matter", "m-water"), ("item", "i-1")},
        ),
        ("assemblies", {"name": "示范县人民代表大会常务委员会"}, {changes.EVERYTHING}),
        ("terms", {"name": "第十七届"}, {changes.EVERYTHING}),
        ("institutions", {"name": "水务局"}, {changes.EVERYTHING}),
        ("officials", {"name": "周远明"}, {changes.EVERYTHING}),
        ("cycles", {"title": "二〇二六年度"}, {changes.EVERYTHING}),
    ],
)
def test_what_changed_is_told_once(
    desk: Desk, table: str, cells: dict[str, str], touched: set[tuple[str, str]]
) -> None:
    desk.take(make_draft())
    before, revision = last(desk), desk.counts()["revision"]
    desk.take(make_draft().cell(table, **cells))
    assert changed_objects(desk, since=before) == touched
    assert desk.counts()["revision"] == revision + 1


def test_what_the_database_alone_can_refuse_is_said_in_one_line(desk: Desk) -> None:
    draft = make_draft().add("ballots", id="b-2", round="2", reason="再次测评")
    desk.take(draft)
    first, second = draft.tables["ballots"]
    first["round"], second["round"] = "2", "1"
    (error,) = desk.refused(draft)
    assert error.file == "ballots.csv"
    assert "互换编号或序号请分两次导入" in error.message


def test_progress_is_told_for_files_and_tables(desk: Desk, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    folder = make_draft().write(tmp_path / "told")
    import_package(desk.database, desk.files, folder, NOW, lambda *step: told.append(step))
    assert told[:2] == [("documents/", 1, 1), ("attachments/", 1, 1)]
    assert ("reviews", 1, 1) in told


def test_the_number_of_statements_does_not_grow_with_the_rows(desk: Desk, other_desk: Desk) -> None:
    def matters(number: int) -> Draft:
        draft = make_draft()
        for one in range(number):
            draft.add("matters", id=f"m-{one}", parent="m-water")
            draft.add("rectification_items", id=f"i-new-{one}", finding="", state="open", recurrence_of="i-1")
            draft.add("stages", position=str(one + 2))
        return draft

    numbers = []
    for where, rows in ((desk, 3), (other_desk, 90)):
        with where.counted() as count:
            where.take(matters(rows))
            where.take(matters(rows))
            numbers.append(count())
    assert numbers[0] == numbers[1]


def test_more_rows_than_one_statement_asks_for(desk: Desk) -> None:
    draft = make_draft()
    for one in range(1200):
        draft.add("officials", id=f"o-{one}", name=f"第{one}人")
    assert desk.take(draft).added["officials"] == 1201
    assert desk.take(draft).unchanged["officials"] == 1201
