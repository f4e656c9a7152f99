"""One official over the years."""

from flask.testing import FlaskClient

from content.database import Database
from tests import factories
from tests.factories import GRADES, day
from tests.portal.page import Page


def test_years_stand_side_by_side_and_differing_rules_are_named(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.official(session, id="zhou")
        unit = factories.institution(session, name="县水务局").id
        factories.appointment(
            session,
            official_id="zhou",
            institution_id=unit,
            post="副局长",
            appointed_on=day("2019"),
            ended_on=day("2022-01"),
        )
        present = {"grades": GRADES, "pass_share": {"满意": {"share": "1/2", "of": "present"}}}
        rules = factories.ruleset(session, name="试行办法", definition=present).id
        for year, values in ((2025, {"ruleset_id": rules}), (2026, {})):
            cycle = factories.cycle(session, year=year, **values).id
            factories.review(
                session, id=f"r{year}", cycle_id=cycle, official_id="zhou", institution_id=unit, post="局长"
            )
            hearing = factories.hearing(session, cycle_id=cycle, held_on=day(f"{year}-07-29"))
            factories.ballot(session, hearing_id=hearing.id, review_id=f"r{year}", counts={"满意": 28})
    page = Page(client.get("/officials/zhou").text)
    first, second = page.of("tbody tr")[:2]
    assert "2026年度履职监督" in first
    assert "满意 7月29日" in first
    assert "试行办法" in second
    assert "口径不同" in page.text
    assert "2019年—2022年1月" in page.text
    assert {"/subjects/r2025", "/subjects/r2026"} <= set(page.links())


def test_the_same_rules_need_no_warning(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.official(session, id="zhou")
        for year in (2025, 2026):
            factories.review(session, cycle_id=factories.cycle(session, year=year).id, official_id="zhou")
    assert "口径不同" not in Page(client.get("/officials/zhou").text).text


def test_who_was_never_reviewed_in_public_has_no_page(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.appointment(session, official_id=factories.official(session, id="unreviewed").id)
        factories.review(session, official_id=factories.official(session, id="hidden").id, published_at=None)
    assert [client.get(f"/officials/{one}").status_code for one in ("unreviewed", "hidden", "nobody")] == [404] * 3
