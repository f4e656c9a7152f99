"""The tables that are derived from the models keep the outer contract."""

import pytest

from content.packages.schema import TABLES, Cell, table_schema

CONTRACT = {
    "assemblies": "code name level parent fictional",
    "terms": "id assembly name starts_on ends_on",
    "rulesets": "id assembly name doc_no version effective_from effective_to definition source",
    "cycles": "id assembly term year title ruleset selection summary",
    "stages": "cycle position name starts_on ends_on",
    "institutions": "id assembly name branch superior",
    "officials": "id name",
    "appointments": "official institution post appointed_on ended_on",
    "groups": "id cycle name leader members phone email address",
    "contacts": "id cycle group kind value place hours valid_from valid_to",
    "reviews": "id cycle official institution post mode group carried_over_from status status_reason",
    "matters": "id cycle title method lead key status started_on completed_on parent",
    "documents": "id assembly cycle type title doc_no index_no source author written_on published_at updated_at body"
    " subjects withdrawn_on withdrawn_reason withdrawn_by",
    "attachments": "id document name path media_type size sha256",
    "activities": "id review matter dated_on method place participants",
    "decisions": "id cycle body meeting decided_on gate review matter item outcome document",
    "dispatches": "id document recipient relation sent_on received_on",
    "hearings": "id cycle title held_on place agenda announced_at released_at",
    "hearing_participants": "hearing capacity count",
    "inquiries": "id hearing review matter asker question answer",
    "ballots": "id hearing review matter round reason entitled present issued returned invalid abstained counts grade"
    " grade_declared",
    "findings": "id review matter criterion severity text item",
    "rectification_items": "id review matter origin finding problem cause measure responsible disposition opened_on"
    " due_on state review_on",
    "rectification_updates": "id item dated_on side kind note",
    "consequences": "id review matter dated_on kind decided_by note",
    "corrections": "id document number dated_on field before after reason",
}
"""The columns that product.md §6 promises, in this order."""


@pytest.mark.parametrize("name", CONTRACT)
def test_every_promised_column_is_there_in_its_order(name: str) -> None:
    promised = CONTRACT[name].split()
    assert [column.name for column in TABLES[name].columns if column.name in promised] == promised


def test_a_table_comes_after_those_it_refers_to() -> None:
    names = list(TABLES)
    # findings and items name each other: one of the two comes first
    later = {("findings", "rectification_items")}
    for name, table in TABLES.items():
        for column in table.columns:
            if column.reference and (name, column.reference) not in later:
                assert names.index(column.reference) <= names.index(name)


def test_enumerations_lower_bounds_and_references_come_from_the_constraints() -> None:
    assert TABLES["contacts"].column("kind").values == ("hotline", "mailbox", "email", "opinion_box", "visit")
    assert TABLES["ballots"].column("round").minimum == 1
    assert (TABLES["cycles"].column("year").minimum, TABLES["cycles"].column("year").maximum) == (1954, 9999)
    assert TABLES["rectification_items"].column("recurrence_of").reference == "rectification_items"
    assert TABLES["documents"].column("body").cell is Cell.PATH
    assert TABLES["ballots"].about_review_or_matter
    assert not TABLES["decisions"].about_review_or_matter


def test_a_table_schema_says_all_that_a_reader_needs() -> None:
    schema = table_schema(TABLES["reviews"])
    fields = {described["name"]: described for described in schema["fields"]}
    assert fields["id"] == {
        "name": "id",
        "type": "string",
        "title": "编号",
        "constraints": {"required": True, "pattern": "[a-z0-9][a-z0-9-]{0,63}", "unique": True},
    }
    assert fields["mode"]["constraints"] == {"enum": ["onsite", "written"]}
    assert schema["primaryKey"] == ["id"]
    assert {"fields": ["carried_over_from"], "reference": {"resource": "", "fields": ["id"]}} in schema["foreignKeys"]
    assert {"fields": ["cycle"], "reference": {"resource": "cycles", "fields": ["id"]}} in schema["foreignKeys"]
    assert schema["missingValues"] == [""]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_chinese_title_and_an_ascii_name(name: str) -> None:
    for described in table_schema(TABLES[name])["fields"]:
        assert described["name"].isascii()
        assert not described["title"].isascii()
