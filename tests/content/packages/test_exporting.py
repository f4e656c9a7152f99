"""What is public leaves whole, in the promised form; what is not leaves no trace."""

import csv
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from frictionless import Package as Frictionless
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from content import files
from content.documents import publishing
from content.documents.models import Document
from content.packages import ExportError, export_package, import_package
from content.packages.schema import TABLES
from tests import factories
from tests.content.packages.conftest import Desk, desk_of, tree
from tests.content.packages.draft import LIST_TEXT, make_draft
from tests.factories import NOW

LATER = NOW + timedelta(days=1)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, strict=True))


def test_every_table_is_written_in_the_promised_form(desk: Desk) -> None:
    desk.take(make_draft())
    folder = desk.give()
    names = {path.name for path in folder.iterdir()}
    assert names == {"datapackage.json", "documents", "attachments", *(f"{name}.csv" for name in TABLES)}
    written = (folder / "rectification_items.csv").read_bytes()
    assert written.startswith(b"id,review,matter,origin,finding,problem,")
    assert '"水质检测不足\n每年只检4次"'.encode() in written
    assert written.count(b"\r\n") == 2
    assert written.endswith(b"\r\n")
    (ballot,) = table(folder, "ballots")
    assert ballot["counts"] == '{"不满意":3,"基本满意":11,"满意":14}'
    assert (ballot["grade_declared"], ballot["matter"]) == ("false", "")
    (cycle,) = table(folder, "cycles")
    assert (cycle["published_at"], cycle["selection"]) == ("2026-03-20T09:00:00+08:00", "random;fixed")
    (document,) = table(folder, "documents")
    assert (document["body"], document["subjects"]) == ("documents/scheme.html", "r-zhou;m-water")
    body = (folder / "documents/scheme.html").read_text("utf-8")
    assert body == "<h2>方案</h2>\n<p>第一条 <strong>依法</strong>监督。</p>\n"
    (attachment,) = table(folder, "attachments")
    assert (attachment["path"], attachment["name"]) == ("attachments/list.txt", "名单.txt")
    assert (folder / "attachments/list.txt").read_bytes() == LIST_TEXT


def test_rows_stand_in_the_order_of_their_keys(desk: Desk) -> None:
    draft = make_draft()
    for name in ("o-10", "o-9", "0", "o_".replace("_", "-")):
        draft.add("officials", id=name)
    draft.add("stages", position="10", name="整改").add("stages", position="2", name="调查")
    draft.add("appointments", appointed_on="").add("appointments", post="副局长")
    desk.take(draft)
    folder = desk.give()
    assert [row["id"] for row in table(folder, "officials")] == ["0", "o-", "o-10", "o-9", "zhou"]
    assert [row["position"] for row in table(folder, "stages")] == ["1", "2", "10"]
    appointed = [(row["post"], row["appointed_on"]) for row in table(folder, "appointments")]
    assert appointed == [("副局长", "2022-01-07"), ("县水务局局长", ""), ("县水务局局长", "2022-01-07")]


def test_the_description_says_what_is_there_and_no_time(desk: Desk) -> None:
    desk.take(make_draft())
    folder = desk.give()
    text = (folder / "datapackage.json").read_text("utf-8")
    description = json.loads(text)
    assert text == json.dumps(description, ensure_ascii=False, indent=2) + "\n"
    assert [resource["name"] for resource in description["resources"]] == list(TABLES)
    assert description["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in description["resources"]:
        assert resource["bytes"] == (folder / resource["path"]).stat().st_size
    assert not re.search(r"created|20\d\d-\d\d", text)


def test_frictionless_finds_nothing_wrong(desk: Desk) -> None:
    draft = make_draft()
    draft.add("matters", id="m-town", parent="m-water").add("appointments", appointed_on="")
    desk.take(draft)
    report = Frictionless(desk.give() / "datapackage.json").validate()
    assert report.valid, report.to_summary()


def test_two_exports_are_the_same_bytes(desk: Desk) -> None:
    desk.take(make_draft())
    assert tree(desk.give(NOW)) == tree(desk.give(LATER))


def test_an_empty_instance_gives_a_package_that_can_be_taken(desk: Desk, other_desk: Desk) -> None:
    folder = desk.give()
    assert other_desk.take(folder).added == {}
    assert tree(other_desk.give()) == tree(folder)


def test_a_withdrawn_document_leaves_its_tombstone_and_nothing_else(desk: Desk, other_desk: Desk) -> None:
    desk.take(make_draft())
    with desk.database.transaction() as session:
        publishing.withdraw(session, session.get_one(Document, "scheme"), "内容有误", "办公室", NOW)
    folder = desk.give()
    (document,) = table(folder, "documents")
    assert (document["body"], document["withdrawn_reason"]) == ("", "内容有误")
    assert table(folder, "attachments") == []
    assert not (folder / "documents").exists()
    assert not (folder / "attachments").exists()
    other_desk.take(folder)
    assert tree(other_desk.give()) == tree(folder)


def test_results_wait_for_their_release(desk: Desk) -> None:
    desk.take(make_draft().cell("hearings", released_at=LATER.isoformat()))
    assert (table(desk.give(NOW), "ballots"), table(desk.give(NOW), "inquiries")) == ([], [])
    assert len(table(desk.give(LATER), "ballots")) == 1


@pytest.mark.parametrize("content", [b"damaged", None])
def test_an_attachment_that_is_lost_or_damaged_stops_the_export(desk: Desk, content: bytes | None) -> None:
    draft = make_draft()
    desk.take(draft)
    path = files.path_of(desk.files, draft.tables["attachments"][0]["sha256"])
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    before = set(desk.folder.iterdir())
    with pytest.raises(ExportError, match=r"附件 list（名单\.txt）的文件丢失或损坏；请从备份恢复"):
        desk.give()
    assert set(desk.folder.iterdir()) == before


def test_a_folder_that_holds_something_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "论文.docx").write_bytes(b"x")
    with desk.database.reading() as session, pytest.raises(ExportError, match="已存在且不是空文件夹"):
        export_package(session, desk.files, folder, NOW)
    assert tree(folder) == {"论文.docx": b"x"}


def test_a_file_in_the_place_of_the_folder_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"x")
    with desk.database.reading() as session, pytest.raises(ExportError, match="已存在且不是空文件夹"):
        export_package(session, desk.files, tmp_path / "taken", NOW)


def test_an_empty_folder_is_filled_and_folders_above_are_made(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "a" / "b"):
        with desk.database.reading() as session:
            export_package(session, desk.files, folder, NOW)
        assert (folder / "datapackage.json").is_file()
        assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_progress_is_told_for_each_table(desk: Desk, tmp_path: Path) -> None:
    desk.take(make_draft())
    told: list[tuple[str, int, int]] = []
    with desk.database.reading() as session:
        report = export_package(session, desk.files, tmp_path / "out", NOW, lambda *step: told.append(step))
    assert told == [(name, 1, 1) for name in TABLES]
    assert report.rows == dict.fromkeys(TABLES, 1)
    assert report.files == 2


PUBLIC_KINDS = ("ruleset", "group", "review", "matter", "finding", "item", "document", "cycle", "hearing")


@hypothesis_settings(max_examples=15)
@given(hidden=st.sets(st.sampled_from(PUBLIC_KINDS)), moment=st.sampled_from([None, NOW + timedelta(seconds=1)]))
def test_what_is_not_public_leaves_no_trace(hidden: set[str], moment: datetime | None) -> None:
    """Everything that may refer refers to one thing of each kind; some kinds of these are hidden."""
    with TemporaryDirectory() as folder, desk_of("sqlite://", Path(folder)) as desk:
        with desk.database.transaction() as session:
            named, gone = _things(session, dict.fromkeys(hidden, moment))
            _referrers(session, named)
        written = b"\n".join(path.encode() + content for path, content in tree(desk.give()).items())
    for kind, marker in named.items():
        assert (marker.encode() in written) == (kind not in gone), kind


def _things(session: Session, hidden: dict[str, Any]) -> tuple[dict[str, str], set[str]]:
    """Make one thing of each kind, its id its marker; give the ids and the kinds that are not public."""
    ids = {kind: factories.next_id(f"named-{kind}") for kind in PUBLIC_KINDS}

    def published(kind: str) -> dict[str, Any]:
        return {"published_at": hidden[kind]} if kind in hidden else {}

    cycle = factories.cycle(session, id=ids["cycle"], ruleset_id=None, **published("cycle")).id
    factories.ruleset(session, id=ids["ruleset"], **published("ruleset"))
    factories.group(session, id=ids["group"], cycle_id=cycle, **published("group"))
    review = factories.review(session, id=ids["review"], cycle_id=cycle, **published("review")).id
    factories.matter(session, id=ids["matter"], cycle_id=cycle, **published("matter"))
    factories.finding(session, id=ids["finding"], review_id=review, **published("finding"))
    factories.item(session, id=ids["item"], review_id=review, **published("item"))
    factories.hearing(session, id=ids["hearing"], cycle_id=cycle, **published("hearing"))
    if "document" in hidden and hidden["document"] is None:
        factories.document(session, id=ids["document"], state="draft")
    else:
        factories.document(session, id=ids["document"], **published("document"))
    gone = set(hidden)
    gone |= {"group", "review", "matter", "hearing"} if "cycle" in gone else set()
    gone |= {"finding", "item"} if "review" in gone else set()
    return ids, gone


def _referrers(session: Session, named: dict[str, str]) -> None:
    """Make public rows that refer to each of the things wherever they can."""
    source = {"source": named["document"]}
    sourced = {"value": "always", "source": {"document": named["document"], "article": "第三条"}}
    rules = factories.ruleset(session, definition={"revote": sourced}, **source)
    cycle = factories.cycle(session, ruleset_id=named["ruleset"], **source).id
    factories.cycle(session, ruleset_id=rules.id)
    group = factories.group(session, cycle_id=cycle).id
    factories.contact(session, cycle_id=cycle, group_id=named["group"])
    review = factories.review(session, cycle_id=cycle, group_id=named["group"], carried_over_from_id=named["review"]).id
    factories.matter(session, cycle_id=cycle, parent_id=named["matter"])
    factories.item(session, review_id=review, finding_id=named["finding"], recurrence_of_id=named["item"])
    factories.finding(session, review_id=review, item_id=named["item"])
    factories.finding(session, review_id=named["review"])
    factories.activity(session, matter_id=named["matter"])
    factories.consequence(session, review_id=named["review"])
    factories.inquiry(session, hearing_id=named["hearing"], review_id=review)
    factories.ballot(session, hearing_id=named["hearing"], review_id=review)
    factories.update(session, item_id=named["item"])
    factories.decision(session, cycle_id=cycle, document_id=named["document"])
    factories.decision(session, cycle_id=cycle, item_id=named["item"])
    factories.document(session, subjects=(named["review"], review, named["matter"]), **source)
    factories.dispatch(session, document_id=named["document"])
    factories.figure(session, cycle_id=cycle, **source)
    factories.correction(session, document_id=named["document"])
    factories.stage(session, cycle_id=named["cycle"])
    factories.contact(session, cycle_id=cycle, group_id=group)


def test_an_export_with_hidden_parts_can_be_taken_elsewhere(desk: Desk, other_desk: Desk) -> None:
    with desk.database.transaction() as session:
        named, _ = _things(session, {"document": None, "review": None, "ruleset": None})
        _referrers(session, named)
    folder = desk.give()
    import_package(other_desk.database, other_desk.files, folder, NOW)
    assert tree(other_desk.give()) == tree(folder)


def test_the_number_of_statements_does_not_grow_with_the_rows(desk: Desk, other_desk: Desk) -> None:
    numbers = []
    for where, rows in ((desk, 1), (other_desk, 60)):
        draft = make_draft()
        for one in range(rows):
            draft.add("documents", id=f"d-{one}").add("matters", id=f"m-{one}")
        where.take(draft)
        with where.counted() as count:
            where.give()
        numbers.append(count())
    assert numbers[0] == numbers[1]
