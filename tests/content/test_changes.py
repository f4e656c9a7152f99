"""Change rows, consumers and the site revision."""

from content import changes
from content.database import Database
from tests.factories import NOW


def test_a_change_raises_the_revision_and_waits_until_it_is_acknowledged(database: Database) -> None:
    with database.transaction() as session:
        changes.record(session, [("document", "a"), ("document", "a"), ("cycle", "b")], NOW)
        changes.record(session, [], NOW)
    with database.reading() as session:
        assert changes.revision(session) == 1
        waiting = changes.pending(session, "search", 10)
        assert {(change.kind, change.object_id) for change in waiting} == {("document", "a"), ("cycle", "b")}
        assert [change.seq for change in changes.pending(session, "search", 1)] == [waiting[0].seq]
        assert changes.pending_count(session, "search") == 2
    with database.transaction() as session:
        changes.acknowledge(session, "search", waiting[-1].seq)
        changes.acknowledge(session, "search", waiting[0].seq)
    with database.reading() as session:
        assert changes.pending(session, "search", 10) == []
        assert changes.pending_count(session, "other") == 2
        assert changes.last_sequence(session) == waiting[-1].seq


def test_what_is_rolled_back_never_changed(database: Database) -> None:
    with database.transaction() as session:
        changes.record(session, [("document", "a")], NOW)
        session.rollback()
    with database.reading() as session:
        assert changes.revision(session) == 0
        assert changes.pending(session, "search", 10) == []
