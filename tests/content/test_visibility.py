"""Nothing unpublished is visible by any kind: over generated states of an object and its parents."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from content.database import Base, Database
from content.documents.models import Document
from content.hearings.models import Ballot, Inquiry
from content.kinds import KINDS, PACKAGE_MODELS
from content.visibility import visible
from tests import factories
from tests.factories import NOW

MOMENTS = st.sampled_from([None, NOW - timedelta(days=1), NOW, NOW + timedelta(seconds=1)])


def public(moment: datetime | None) -> bool:
    return moment is not None and moment <= NOW


def shown(session: Session) -> set[tuple[str, str]]:
    return {(entry.kind, entry.id) for kind in KINDS for entry in kind.entries(session, NOW, None)}


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cycle_at=MOMENTS, review_at=MOMENTS, item_at=MOMENTS, hearing_at=MOMENTS, released_at=MOMENTS)
def test_a_row_is_visible_exactly_when_it_and_its_parents_are(
    database: Database,
    cycle_at: datetime | None,
    review_at: datetime | None,
    item_at: datetime | None,
    hearing_at: datetime | None,
    released_at: datetime | None,
) -> None:
    with database.transaction() as session:
        cycle = factories.cycle(session, published_at=cycle_at)
        review = factories.review(session, cycle_id=cycle.id, published_at=review_at)
        item = factories.item(session, review_id=review.id, published_at=item_at)
        hearing = factories.hearing(session, cycle_id=cycle.id, published_at=hearing_at, released_at=released_at)
        ballot = factories.ballot(session, hearing_id=hearing.id, review_id=review.id)
        inquiry = factories.inquiry(session, hearing_id=hearing.id, review_id=review.id)
        document = factories.document(session, cycle_id=cycle.id)
    with database.reading() as session:
        found = shown(session)
        votes = session.scalars(select(Ballot.id).where(visible(Ballot, NOW))).all()
        asked = session.scalars(select(Inquiry.id).where(visible(Inquiry, NOW))).all()
    assert (("cycle", cycle.id) in found) == public(cycle_at)
    assert (("review", review.id) in found) == (public(cycle_at) and public(review_at))
    assert (("item", item.id) in found) == (public(cycle_at) and public(review_at) and public(item_at))
    assert (("hearing", hearing.id) in found) == (public(cycle_at) and public(hearing_at))
    assert (("document", document.id) in found) == public(cycle_at)
    released = public(cycle_at) and public(review_at) and public(hearing_at) and public(released_at)
    assert (ballot.id in votes) == released
    assert (inquiry.id in asked) == released


def test_a_document_is_visible_by_its_audience_state_and_date(database: Database) -> None:
    with database.transaction() as session:
        draft = factories.document(session, state="draft")
        office = factories.document(session)
        session.execute(update(Document).where(Document.id == office.id).values(audience="participants"))
        scheduled = factories.document(session)
        later = NOW + timedelta(hours=1)
        session.execute(update(Document).where(Document.id == scheduled.id).values(published_at=later))
        shown_document = factories.document(session)
    with database.reading() as session:
        visible_ids = set(session.scalars(select(Document.id).where(visible(Document, NOW))))
        soon = set(session.scalars(select(Document.id).where(visible(Document, later))))
    assert visible_ids == {shown_document.id}
    assert soon == {shown_document.id, scheduled.id}
    assert draft.id not in soon


@pytest.mark.parametrize("model", PACKAGE_MODELS, ids=lambda model: model.__tablename__)
def test_a_table_names_every_parent_it_hangs_on(model: type[Base]) -> None:
    hangs_on = {"cycle_id", "review_id", "matter_id", "hearing_id"}
    assert hangs_on & set(model.__table__.c.keys()) <= set(model.parents)
