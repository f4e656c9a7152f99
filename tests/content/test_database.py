"""Sessions: writers commit at the end or not at all, readers cannot save, the database keeps its rules."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from content.assemblies.models import Assembly
from content.database import Database, ReadOnlyError, TextList
from content.subjects.models import claim_id
from tests import factories


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail_half_way() -> None:
        with database.transaction() as session:
            factories.assembly(session)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    with database.reading() as session:
        assert session.scalars(select(Assembly)).all() == []


def test_a_reading_session_cannot_save(database: Database) -> None:
    with database.reading() as session, pytest.raises(ReadOnlyError):
        factories.assembly(session)


@pytest.mark.parametrize(
    "wrong",
    [
        {"present": 32},
        {"issued": 30},
        {"returned": 30},
        {"invalid": 2},
        {"abstained": 1},
        {"counts": {"满意": 15, "基本满意": 11, "不满意": 3}},
        {"round": 0},
        {"entitled": -1},
    ],
)
def test_a_ballot_that_does_not_add_up_cannot_be_stored(database: Database, wrong: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        factories.ballot(session, **wrong)


def test_a_row_is_about_a_review_or_a_matter_and_never_both(database: Database) -> None:
    with database.transaction() as session:
        review, matter = factories.review(session), factories.matter(session)
    with pytest.raises(IntegrityError), database.transaction() as session:
        factories.activity(session, review_id=review.id, matter_id=matter.id)


def test_a_review_and_a_matter_cannot_share_an_id(database: Database) -> None:
    with database.transaction() as session:
        factories.review(session, id="water-2026")
    with pytest.raises(IntegrityError), database.transaction() as session:
        factories.matter(session, id="water-2026")


def test_an_explained_item_is_blocked_and_looked_at_again(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        factories.item(session, state="explained", disposition="over_time", review_on=factories.day("2027-01-01"))
    with pytest.raises(IntegrityError), database.transaction() as session:
        factories.item(session, state="explained", disposition="blocked", review_on=None)


def test_the_subject_s_side_cannot_verify(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        factories.update(session, side="subject", kind="verification")


def test_a_row_needs_what_it_names(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        factories.group(session, cycle_id="no-such-year")


def test_an_id_once_claimed_may_be_claimed_again_by_its_kind(database: Database) -> None:
    with database.transaction() as session:
        claim_id(session, "water", "review")
        claim_id(session, "water", "review")


def test_a_list_refuses_what_would_break_it() -> None:
    with pytest.raises(ValueError, match="semicolon"):
        TextList().process_bind_param(("a;b",), None)  # type: ignore[arg-type]


def test_deleted_bytes_are_overwritten(database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(text("PRAGMA secure_delete")) == 1
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
