"""The only maker of trusted HTML lets nothing active through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.markup import clean_html, excerpt, html_from_markdown, paragraphs, plain_text

ACTIVE = re.compile(
    r"<(script|style|iframe|object|embed|svg|math|form|input|link|meta|base|img)\b|\son\w+\s*=|javascript:",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>正文<script>alert(1)</script></p>", "<p>正文</p>"),
        ("<p>正文</p><style>p{color:red}</style>", "<p>正文</p>"),
        ('<p onclick="x()" style="color:red">字</p>', "<p>字</p>"),
        ('<a href="javascript:x()">看</a>', "<a>看</a>"),
        ("<svg><svg></svg><p>图</p></svg><p>后</p>", "<p>后</p>"),
        ("<svg><title></svg><p>后</p>", "<p>后</p>"),
        ("<h1>题</h1>", "<h2>题</h2>"),
        ('<ol start="3" compact><li>格</li></ol>', '<ol start="3"><li>格</li></ol>'),
        ("<p>a\x00b\x1fc</p>", "<p>abc</p>"),
        ("<img src=x onerror=alert(1)>图", "图"),
    ],
)
def test_what_is_active_goes_and_what_is_said_stays(html: str, left: str) -> None:
    assert clean_html(html) == left


_FRAGMENTS = '< > " / script </script> <script> <svg on onload= javascript: <!-- --> <p> 字 &lt; <a href='
_PIECES = st.sampled_from([*_FRAGMENTS.split(" "), " "])


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_no_heap_of_fragments_becomes_active(html: str) -> None:
    cleaned = clean_html(html)
    tags = "".join(re.findall(r"<[^>]*>", cleaned))
    assert not ACTIVE.search(tags)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_html(text)
    assert clean_html(once) == once


def test_markdown_tables_and_raw_html() -> None:
    html = html_from_markdown("# 题\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n<script>x</script>")
    assert "<table>" in html
    assert "<h2>题</h2>" in html
    assert "script" not in html


def test_plain_text_keeps_lines_and_says_what_entities_mean() -> None:
    assert plain_text("<p>一 &amp; 二</p><ul><li>三</li><li>四&lt;五</li></ul>") == "一 & 二\n三\n四<五"


@given(st.text())
def test_citizens_words_are_never_markup(text: str) -> None:
    assert re.sub(r"</?p>", "", str(paragraphs(text))).count("<") == 0


@given(st.text(), st.integers(2, 50))
def test_an_excerpt_is_as_short_as_asked(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length
