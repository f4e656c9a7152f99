"""Every value of every enumeration has a word, and every state a mark."""

from collections.abc import Sequence

import pytest

from content.assemblies.models import LEVELS
from content.consequences.models import CONSEQUENCE_KINDS
from content.contacts.models import CONTACT_KINDS
from content.decisions.models import BODIES, GATES
from content.documents.models import DOCUMENT_TYPES, RELATIONS
from content.hearings.models import CAPACITIES
from content.institutions.models import BRANCHES
from content.investigations.models import ACTIVITY_METHODS, CAUSES, SEVERITIES
from content.matters.models import MATTER_STATUSES, METHODS
from content.rectification.models import DISPOSITIONS, ITEM_STATES, ORIGINS, SIDES, UPDATE_KINDS
from content.subjects.models import MODES, REVIEW_STATUSES, SELECTIONS
from web.words import MARKS, WORDS, mark, word

ENUMERATIONS: dict[str, Sequence[str]] = {
    "activity.method": ACTIVITY_METHODS,
    "assembly.level": LEVELS,
    "consequence.kind": CONSEQUENCE_KINDS,
    "contact.kind": CONTACT_KINDS,
    "decision.body": BODIES,
    "dispatch.relation": RELATIONS,
    "document.type": DOCUMENT_TYPES,
    "finding.cause": CAUSES,
    "finding.severity": SEVERITIES,
    "gate": GATES,
    "institution.branch": BRANCHES,
    "item.disposition": DISPOSITIONS,
    "item.origin": ORIGINS,
    "item.state": (*ITEM_STATES, "overdue"),
    "matter.method": METHODS,
    "matter.status": MATTER_STATUSES,
    "participant.capacity": CAPACITIES,
    "review.mode": MODES,
    "review.status": REVIEW_STATUSES,
    "selection": SELECTIONS,
    "update.kind": UPDATE_KINDS,
    "update.side": SIDES,
}


@pytest.mark.parametrize("group", ENUMERATIONS)
def test_every_value_has_a_word(group: str) -> None:
    assert {value: word(group, value) for value in ENUMERATIONS[group]}.keys() == WORDS[group].keys()


@pytest.mark.parametrize("group", MARKS)
def test_every_state_has_a_mark(group: str) -> None:
    assert {value: mark(group, value) for value in ENUMERATIONS[group]}.keys() == MARKS[group].keys()


def test_every_document_type_is_a_type_of_entry() -> None:
    assert {word("type", value) for value in DOCUMENT_TYPES} == {
        word("document.type", value) for value in DOCUMENT_TYPES
    }
