import io
from itertools import count

from admin.commands.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_is_drawn_again_and_again_on_one_line() -> None:
    stream = Terminal()
    progress = Progress(stream, count(step=0.2).__next__)
    for done in range(3):
        progress("documents", done, 2)
    *_, before, last = stream.getvalue().split("\r")
    assert "1/2" in before
    assert "2/2" in last
    assert "\n" not in stream.getvalue()


def test_the_bar_is_gone_before_the_result() -> None:
    stream = Terminal()
    progress = Progress(stream)
    progress("documents", 1, 2)
    progress.close()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_elsewhere_long_work_writes_a_plain_line_every_other_second() -> None:
    stream = io.StringIO()
    progress = Progress(stream, count(step=0.5).__next__)
    for done in range(9):
        progress("documents", done, 9)
    progress.close()
    assert stream.getvalue().splitlines() == ["documents 3/9", "documents 7/9"]


def test_elsewhere_short_work_writes_nothing() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    progress("documents", 0, 1)
    progress("documents", 1, 1)
    progress.close()
    assert stream.getvalue() == ""
