"""The builders of test data build what the public sees."""

from content.database import Database
from content.kinds import KINDS
from tests import factories


def test_every_kind_has_a_builder_that_makes_a_public_entry(database: Database) -> None:
    with database.transaction() as session:
        review = factories.review(session)
        factories.appointment(session, official_id=review.official_id, institution_id=review.institution_id)
        factories.correction(session)
        factories.group(session)
        factories.contact(session)
        factories.matter(session)
        factories.decision(session)
        factories.hearing(session)
        factories.figure(session)
        factories.item(session, review_id=review.id)
    with database.reading() as session:
        missing = [kind.name for kind in KINDS if not kind.entries(session, factories.NOW, None)]
    assert missing == []
