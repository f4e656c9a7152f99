"""How far long work has come: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

_BAR_WIDTH = 24
_REDRAW_SECONDS = 0.1
_LINE_SECONDS = 2.0


class Progress:
    """Shows the steps of long work on a stream, standard error by default."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the stream and what counts the seconds."""
        self._stream = stream or sys.stderr
        self._clock = clock
        self._bar = self._stream.isatty()
        self._step = ""
        self._shown_at = -_REDRAW_SECONDS if self._bar else clock()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Note that `done` of `total` pieces of a step are done.

        A terminal shows the newest state several times a second; elsewhere a line is written every other second, so
        that short work writes none.
        """
        now = self._clock()
        if self._bar:
            if step != self._step or done >= total or now - self._shown_at >= _REDRAW_SECONDS:
                self._shown_at = now
                self._draw(step, done, total)
        elif now - self._shown_at >= _LINE_SECONDS:
            self._shown_at = now
            self._write(f"{step} {done}/{total}\n")

    def close(self) -> None:
        """End the bar, so that what follows stands on its own line."""
        if self._step:
            self._write("\r\x1b[K")
        self._step = ""

    def _draw(self, step: str, done: int, total: int) -> None:
        self._step = step
        filled = _BAR_WIDTH * min(done, total) // total if total else _BAR_WIDTH
        self._write(f"\r\x1b[K{'█' * filled}{'░' * (_BAR_WIDTH - filled)} {step} {done}/{total}")

    def _write(self, text: str) -> None:
        with suppress(BrokenPipeError):
            self._stream.write(text)
            self._stream.flush()
