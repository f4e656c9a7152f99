"""The small words of the story."""

from hypothesis import given
from hypothesis import strategies as st

from portal.subjects.telling import opening


def test_a_text_is_opened_with_whole_sentences() -> None:
    assert opening("第一句。第二句。\n第三句很长很长。", 10) == "第一句。第二句。"
    assert opening("短。", 10) == "短。"
    assert opening("没有句号的一段很长的话没有句号", 6) == "没有句号的…"


@given(text=st.text(alphabet="话。\n", max_size=60), length=st.integers(1, 40))
def test_an_opening_is_never_longer_than_asked_for(text: str, length: int) -> None:
    assert len(opening(text, length)) <= length
