"""An entry of the content becomes a document of the index."""

from datetime import UTC, date, datetime

from content.dates import PartialDate
from content.kind import Entry
from search_index.documents import SearchDocument
from tests.search_index.conftest import Shelf

_AT = datetime(2026, 3, 19, 17, 30, tzinfo=UTC)  # half past one of the next day in China


def _entry(**values: object) -> Entry:
    defaults = {
        "kind": "document",
        "id": "a",
        "type": "notice",
        "title": "关于整改的通知",
        "path": "/documents/a",
        "published_at": _AT,
        "updated_at": _AT,
    }
    return Entry(**{**defaults, **values})  # type: ignore[arg-type]


def test_a_vague_date_gives_its_first_and_last_day() -> None:
    document = SearchDocument.from_entry(_entry(date=PartialDate.parse("2019-11")))
    assert (document.first_day, document.last_day) == (date(2019, 11, 1), date(2019, 11, 30))


def test_without_a_date_the_day_of_publication_in_china_counts() -> None:
    document = SearchDocument.from_entry(_entry())
    assert document.first_day == document.last_day == date(2026, 3, 20)


def test_nothing_is_searched_twice() -> None:
    document = SearchDocument.from_entry(
        _entry(
            text="县水务局限期整改并报告",
            summary="县水务局限期…",
            institution="县水务局",
            assembly_name="示范县人大常委会",
        )
    )
    assert document.texts() == ("关于整改的通知", "县水务局限期整改并报告", "示范县人大常委会")


def test_a_document_is_found_by_its_unit_its_assembly_and_its_date(shelf: Shelf) -> None:
    shelf.put(
        SearchDocument.from_entry(
            _entry(institution="县水务局", assembly_name="示范县人大常委会", date=PartialDate.parse("2026-03-19"))
        )
    )
    for query in ("水务局", "示范县", "2026年3月19日", "2026-03", "2026"):
        assert shelf.find(query) == ["a"]
