"""The acts on a document: what they leave, and what they refuse."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from content import changes
from content.database import Database
from content.documents import publishing
from content.documents.entries import correction_entries, document_entries
from content.documents.models import Document, DocumentVersion
from content.documents.publishing import RefusedError
from tests import factories
from tests.factories import NOW, PUBLISHED

LATER = NOW + timedelta(hours=1)


def test_a_published_document_is_read_with_its_date_and_first_version(database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, title="公告")
    with database.reading() as session:
        (entry,) = document_entries(session, NOW, None)
        versions = session.scalars(select(DocumentVersion).where(DocumentVersion.document_id == document.id)).all()
        assert changes.revision(session) == 1
    assert (entry.title, entry.published_at, entry.updated_at) == ("公告", PUBLISHED, PUBLISHED)
    assert [(version.number, version.act) for version in versions] == [(1, "publish")]


def test_a_scheduled_document_is_absent_until_it_is_due(database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, state="draft")
        publishing.publish(session, document, "issuer", NOW, at=LATER)
    with database.reading() as session:
        assert document_entries(session, NOW, None) == []
        assert [entry.published_at for entry in document_entries(session, LATER, None)] == [LATER]


def test_a_title_changes_only_by_a_numbered_correction(database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, title="名单（六人）")
        with pytest.raises(RefusedError, match="更正"):
            publishing.revise(session, document, {"title": "名单（五人）"}, "editor", NOW)
        publishing.correct(session, document, "title", "名单（五人）", "一人免职", "editor", NOW)
    with database.reading() as session:
        (entry,) = document_entries(session, NOW, None)
        (correction,) = correction_entries(session, NOW, None)
    assert (entry.title, entry.published_at, entry.updated_at) == ("名单（五人）", PUBLISHED, NOW)
    assert "名单（六人）" in correction.summary
    assert "名单（五人）" in correction.summary
    assert correction.path == f"/documents/{document.id}#correction-1"


def test_a_withdrawn_document_leaves_its_tombstone_and_no_text_anywhere(database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, body="<p>有误的正文</p>")
        publishing.revise(session, document, {"body": "<p>仍有误的正文</p>"}, "editor", NOW)
        publishing.withdraw(session, document, "数据有误", "县人大常委会办公室", LATER)
    with database.reading() as session:
        (entry,) = document_entries(session, LATER, None)
        kept = session.scalars(select(DocumentVersion.fields)).all()
        assert correction_entries(session, LATER, None) == []
    assert entry.withdrawn is not None
    assert (entry.withdrawn.reason, entry.withdrawn.by) == ("数据有误", "县人大常委会办公室")
    assert entry.text.count("正文") == 0
    assert "有误的正文" not in str(kept)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda session, document: publishing.publish(session, document, "a", NOW), "已经发布过"),
        (lambda session, document: publishing.publish(session, document, "a", NOW, at=PUBLISHED), "已经过去"),
        (lambda session, document: publishing.correct(session, document, "title", "新", " ", "a", NOW), "原因"),
        (lambda session, document: publishing.correct(session, document, "title", "题", "r", "a", NOW), "相同"),
        (lambda session, document: publishing.correct(session, document, "state", "x", "r", "a", NOW), "不能更正"),
        (lambda session, document: publishing.withdraw(session, document, "", "a", NOW), "撤回的原因"),
        (lambda _session, document: publishing.raise_audience(document, "office"), "只能扩大"),
    ],
)
def test_what_is_refused_says_why(database: Database, act: object, message: str) -> None:
    with database.transaction() as session:
        document = factories.document(session, title="题")
        with pytest.raises(RefusedError, match=message):
            act(session, document)  # type: ignore[operator]


def test_a_draft_is_changed_freely_and_cannot_be_corrected_or_withdrawn(database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, state="draft", title="旧题")
        assert publishing.revise(session, document, {"title": "新题"}, "editor", NOW)
        assert not publishing.revise(session, document, {"title": "新题"}, "editor", NOW)
        with pytest.raises(RefusedError, match="直接修改"):
            publishing.correct(session, document, "title", "又题", "r", "editor", NOW)
        with pytest.raises(RefusedError, match="只有已发布"):
            publishing.withdraw(session, document, "r", "editor", NOW)
        assert changes.revision(session) == 0


ACTS = st.lists(st.sampled_from(["publish", "revise", "correct", "withdraw"]), max_size=6)


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_no_order_of_acts_breaks_the_document(database: Database, acts: list[str]) -> None:
    """Versions count up by one an act, the first publication never moves, a tombstone is final and empty."""
    with database.transaction() as session:
        document = factories.document(session, state="draft")
        done = 0
        for number, act in enumerate(acts, 1):
            now = NOW + timedelta(minutes=number)
            before = (document.state, document.published_at)
            try:
                _perform(session, document, act, number, now)
            except RefusedError:
                assert (document.state, document.published_at) == before
                continue
            done += 1
            assert before[0] != "withdrawn"
            assert document.version == done
            if before[1] is not None:
                assert document.published_at == before[1]
        if document.state == "withdrawn":
            assert document.body == ""
        count = len(session.scalars(select(DocumentVersion).where(DocumentVersion.document_id == document.id)).all())
        assert count == done


def _perform(session: object, document: Document, act: str, number: int, now: object) -> None:
    arguments = {
        "publish": ("issuer",),
        "revise": ({"body": f"<p>{number}</p>"}, "editor"),
        "correct": ("title", f"题{number}", "有误", "editor"),
        "withdraw": ("有误", "office"),
    }[act]
    getattr(publishing, act)(session, document, *arguments, now)


def test_a_package_s_document_is_taken_over_once(database: Database) -> None:
    values = {
        "type": "notice",
        "title": "通知",
        "body": "<p>正文</p>",
        "published_at": PUBLISHED,
        "assembly_id": "999999",
    }
    with database.transaction() as session:
        factories.assembly(session)
        document = Document(id="notice-1", version=0)
        assert publishing.take_over(session, document, values, "import", NOW)
        assert not publishing.take_over(session, document, values, "import", LATER)
        gone = {**values, "body": "", "withdrawn_on": factories.day("2026-11-20"), "withdrawn_reason": "重复"}
        assert publishing.take_over(session, document, gone, "import", LATER)
    with database.reading() as session:
        (entry,) = document_entries(session, LATER, None)
    assert entry.withdrawn is not None
    assert entry.published_at == PUBLISHED
