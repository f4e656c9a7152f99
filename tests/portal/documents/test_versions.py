"""What changed between two versions of a document."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.documents.models import Document, DocumentVersion
from portal.documents.versions import editions
from tests.factories import PUBLISHED

LINES = st.lists(st.sampled_from(["一、对象。", "二、时间。", "三、要求。", "四、其他。"]), max_size=6)


def _version(number: int, act: str, lines: list[str], **fields: object) -> DocumentVersion:
    body = "".join(f"<p>{line}</p>" for line in lines)
    made_at = PUBLISHED + timedelta(days=number)
    return DocumentVersion(number=number, act=act, made_at=made_at, fields={"body": body, **fields})


@given(before=LINES, after=LINES)
def test_the_lines_that_went_and_came_turn_one_version_into_the_next(before: list[str], after: list[str]) -> None:
    first, second = _version(1, "publish", before), _version(2, "revise", after)
    _, edition = editions(Document(published_at=PUBLISHED), [first, second])
    gone = [change.text for change in edition.lines if change.sign == "-"]
    come = [change.text for change in edition.lines if change.sign == "+"]
    assert sorted([*after, *gone]) == sorted([*before, *come])
    assert (before == after) == (not edition.lines)


def test_the_first_version_is_dated_by_its_publication_however_early_it_was_prepared() -> None:
    scheduled = PUBLISHED + timedelta(days=30)
    (edition,) = editions(Document(published_at=scheduled), [_version(3, "publish", ["一、对象。"])])
    assert (edition.number, edition.made_at) == (1, scheduled)


def test_columns_are_named_in_chinese_with_both_readings() -> None:
    before = _version(1, "publish", [], subjects=["zhou"], source=None)
    after = _version(2, "revise", [], subjects=["zhou", "chen"], source="办公室")
    _, edition = editions(Document(published_at=PUBLISHED), [before, after])
    assert [(change.title, change.before, change.after) for change in edition.fields] == [
        ("关联对象", "zhou", "zhou、chen"),
        ("来源", "", "办公室"),
    ]
