"""The listings of subjects, matters, hearings, decisions and the ledger: their filters and what they hide."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from content.database import Base, Database
from tests import factories

LATER = datetime(2027, 1, 1, tzinfo=UTC)
MAKERS: dict[str, Callable[..., Base]] = {
    "subjects": factories.review,
    "matters": factories.matter,
    "hearings": factories.hearing,
    "decisions": factories.decision,
    "rectification": factories.item,
}
FILTERS = {
    "subjects": ("year", "status", "institution", "mode", "cycle", "assembly"),
    "matters": ("year", "status", "method", "key", "cycle", "assembly"),
    "hearings": ("year", "cycle", "assembly"),
    "decisions": ("year", "body", "gate", "cycle", "assembly"),
    "rectification": ("state", "year", "institution", "origin", "cycle", "assembly"),
}

lists = pytest.mark.parametrize("name", MAKERS)


@lists
def test_an_empty_list_says_so(client: FlaskClient, name: str) -> None:
    response = client.get(f"/{name}/")
    assert response.status_code == 200
    assert "还没有公布内容" in response.text


@lists
def test_a_list_shows_what_is_published_and_nothing_else(client: FlaskClient, database: Database, name: str) -> None:
    make = MAKERS[name]
    with database.transaction() as session:
        shown = make(session).id  # type: ignore[attr-defined]  # every one of them has an id
        hidden = make(session, published_at=None).id  # type: ignore[attr-defined]
        scheduled = make(session, published_at=LATER).id  # type: ignore[attr-defined]
    page = client.get(f"/{name}/").text
    feed = client.get(f"/{name}.atom").text
    for text in (page, feed):
        assert shown in text
        assert hidden not in text
        assert scheduled not in text
    if name != "decisions":
        answers = [client.get(f"/{name}/{one}").status_code for one in (shown, hidden, scheduled, "nobody")]
        assert answers == [200, 404, 404, 404]


@pytest.mark.parametrize(("name", "parameter"), [(name, one) for name, known in FILTERS.items() for one in known])
def test_a_value_that_is_not_understood_is_named(client: FlaskClient, name: str, parameter: str) -> None:
    response = client.get(f"/{name}/?{parameter}=没有这个")
    assert response.status_code == 400
    assert "没有这个" in response.text


@pytest.mark.parametrize(
    ("name", "query", "other"),
    [
        ("subjects", "year=2025", "year=2026"),
        ("subjects", "status=heard", "status=selected"),
        ("subjects", "mode=written", "mode=onsite"),
        ("subjects", "institution=unit-x", "year=2026"),
        ("subjects", "cycle=cycle-x", "year=2026"),
        ("subjects", "assembly=888888", "assembly=999999"),
        ("matters", "year=2025", "year=2026"),
        ("matters", "status=completed", "status=started"),
        ("matters", "method=质询", "method=专题调研"),
        ("matters", "key=true", "key=false"),
        ("matters", "cycle=cycle-x", "year=2026"),
        ("matters", "assembly=888888", "assembly=999999"),
        ("hearings", "year=2025", "year=2026"),
        ("hearings", "cycle=cycle-x", "year=2026"),
        ("hearings", "assembly=888888", "assembly=999999"),
        ("decisions", "year=2025", "year=2026"),
        ("decisions", "body=party_committee", "body=chair_council"),
        ("decisions", "gate=revote", "gate=subjects"),
        ("decisions", "cycle=cycle-x", "year=2026"),
        ("decisions", "assembly=888888", "assembly=999999"),
        ("rectification", "year=2025", "year=2026"),
        ("rectification", "state=overdue", "state=in_progress"),
        ("rectification", "state=claimed_done", "state=in_progress"),
        ("rectification", "origin=look_back", "origin=appraisal_opinion"),
        ("rectification", "institution=unit-x", "year=2026"),
        ("rectification", "cycle=cycle-x", "year=2026"),
        ("rectification", "assembly=888888", "assembly=999999"),
    ],
)
def test_a_filter_finds_its_own(client: FlaskClient, database: Database, name: str, query: str, other: str) -> None:
    parameter, _, value = query.partition("=")
    with database.transaction() as session:
        wanted = _row(session, name, parameter, value)
        factories.institution(session, id="unit-y")
        rest = _row(session, name, "", "")
    for suffix in ("/", ".rss"):
        found, others = client.get(f"/{name}{suffix}?{query}"), client.get(f"/{name}{suffix}?{other}")
        assert (found.status_code, others.status_code) == (200, 200)
        assert wanted in found.text
        assert rest not in found.text
        assert rest in others.text


def _row(session: Session, name: str, parameter: str, value: str) -> str:
    """Make a row that answers to a filter; give its id."""
    identity = f"{factories.next_id('row')}-end"
    cycle, values = _of_cycle(session, parameter, value), _own(session, parameter, value)
    if name == "rectification":
        of_review = {key: values.pop(key) for key in ("institution_id",) if key in values}
        values["review_id"] = factories.review(session, cycle_id=cycle, **of_review).id
        if values.get("state") == "overdue":
            values = {**values, "state": "in_progress", "due_on": factories.day("2026-01-05")}
        factories.item(session, id=identity, **values)
    else:
        MAKERS[name](session, id=identity, cycle_id=cycle, **values)
    return identity


def _of_cycle(session: Session, parameter: str, value: str) -> str:
    """Make the year of the row; a row that is looked for by another filter than its year is of 2025."""
    values: dict[str, Any] = {"year": 2025} if parameter in {"year", "cycle", "institution"} else {}
    if parameter == "cycle":
        values["id"] = value
    if parameter == "assembly":
        factories.assembly(session, value, name="示范乡人大")
        values |= {"assembly_id": value, "ruleset_id": None}
    return factories.cycle(session, **values).id


def _own(session: Session, parameter: str, value: str) -> dict[str, Any]:
    """Give the columns of the row that the filter looks at."""
    if parameter in {"", "year", "cycle", "assembly"}:
        return {}
    if parameter == "institution":
        return {"institution_id": factories.institution(session, id=value).id}
    return {parameter: value == "true" if parameter == "key" else value}
