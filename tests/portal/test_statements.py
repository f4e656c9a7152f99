"""A list page sends the same number of statements whatever its length."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from content.database import Database
from portal.listings import LISTINGS
from tests import factories
from tests.portal.statements import statements_of

FEW, MANY = 2, 40


def _documents(session: Session, cycle: str, number: int) -> None:
    for _ in range(number):
        document = factories.document(session, cycle_id=cycle)
        factories.correction(session, document_id=document.id)


def _cycles(session: Session, cycle: str, number: int) -> None:
    for place in range(number):
        year = factories.cycle(session, year=1980 + place).id
        factories.stage(session, cycle_id=year)
        _reviews(session, year, 1)
    del cycle


def _reviews(session: Session, cycle: str, number: int) -> None:
    hearing = factories.hearing(session, cycle_id=cycle)
    for _ in range(number):
        review = factories.review(session, cycle_id=cycle)
        factories.ballot(session, hearing_id=hearing.id, review_id=review.id)
        factories.item(session, review_id=review.id)


def _items(session: Session, cycle: str, number: int) -> None:
    review = factories.review(session, cycle_id=cycle)
    for _ in range(number):
        item = factories.item(session, review_id=review.id)
        factories.update(session, item_id=item.id)


def _hearings(session: Session, cycle: str, number: int) -> None:
    for _ in range(number):
        hearing = factories.hearing(session, cycle_id=cycle)
        review = factories.review(session, cycle_id=cycle)
        factories.ballot(session, hearing_id=hearing.id, review_id=review.id)
        factories.inquiry(session, hearing_id=hearing.id, review_id=review.id)


def _matters(session: Session, cycle: str, number: int) -> None:
    for _ in range(number):
        matter = factories.matter(session, cycle_id=cycle)
        factories.item(session, matter_id=matter.id)


def _decisions(session: Session, cycle: str, number: int) -> None:
    for _ in range(number):
        document = factories.document(session, cycle_id=cycle)
        factories.decision(session, cycle_id=cycle, document_id=document.id)


def _rulesets(session: Session, cycle: str, number: int) -> None:
    for _ in range(number):
        factories.ruleset(session)
    del cycle


def _contacts(session: Session, cycle: str, number: int) -> None:
    for _ in range(number):
        group = factories.group(session, cycle_id=cycle)
        factories.contact(session, cycle_id=cycle, group_id=group.id)


FILLED_BY: dict[str, Callable[[Session, str, int], None]] = {
    "announcements": _documents,
    "contacts": _contacts,
    "cycles": _cycles,
    "decisions": _decisions,
    "documents": _documents,
    "hearings": _hearings,
    "matters": _matters,
    "rectification": _items,
    "rulesets": _rulesets,
    "subjects": _reviews,
}


def test_every_listing_is_tried_here() -> None:
    assert set(FILLED_BY) == {listing.name for listing in LISTINGS}


@pytest.mark.parametrize("suffix", ["/", ".atom"])
@pytest.mark.parametrize("name", sorted(FILLED_BY))
def test_a_listing_asks_as_often_for_forty_rows_as_for_two(
    app: Flask, database: Database, name: str, suffix: str
) -> None:
    counts = []
    for number in (FEW, MANY - FEW):
        with database.transaction() as session:
            FILLED_BY[name](session, factories.cycle(session, id=f"year-{number}").id, number)
        counts.append(statements_of(app, f"/{name}{suffix}"))
    assert counts[0] == counts[1]


def test_home_and_the_page_of_a_year_do_not_ask_more_often_for_more_rows(app: Flask, database: Database) -> None:
    with database.transaction() as session:
        factories.cycle(session, id="year")
    fillers = (_documents, _reviews, _items, _matters, _decisions, _contacts)
    counts = []
    for number in (FEW, MANY - FEW):
        with database.transaction() as session:
            for fill in fillers:
                fill(session, "year", number)
        counts.append([statements_of(app, path) for path in ("/", "/cycles/year", "/compare")])
    few, many = counts
    assert many[1:] == few[1:]
    assert many[0] <= few[0], "the newest events may be of fewer kinds, never of more"
