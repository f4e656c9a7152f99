"""The worker: follows the change rows and keeps the search index true to what is published."""

import time
from datetime import UTC, datetime
from typing import NoReturn

from admin.commands.errors import complain, lines_for
from content.changes import last_sequence
from content.database import Database
from content.settings import Settings
from search_index.writing import IndexBusy, drain

_LOOK_SECONDS = 0.2
_INSPECT_SECONDS = 30.0
"""How often the index is looked at without a change: a damaged or missing one is built anew."""
_LONGEST_PAUSE = 30.0


class Worker:
    """Brings changes into the index until it is told to stop."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Take the instance; nothing is done yet."""
        self._database = database
        self._settings = settings
        self._followed = -1
        self._inspected_at = 0.0
        self._pause = 0.0

    def run(self) -> NoReturn:
        """Work for ever; what fails is said and tried again, ever more slowly."""
        while True:
            try:
                self.follow()
                self._pause = 0.0
            except IndexBusy:
                pass  # a command is writing: it brings in what waits
            except Exception as error:  # noqa: BLE001 - whatever it is, following goes on
                self._pause = min(_LONGEST_PAUSE, 2 * self._pause or 1.0)
                complain([*lines_for(error, self._settings.home), f"huisheng: 后台进程 {self._pause:g} 秒后再试"])
            time.sleep(self._pause or _LOOK_SECONDS)

    def follow(self) -> None:
        """Bring in what waits, if anything does; the look itself is one small read."""
        with self._database.reading() as session:
            newest = last_sequence(session)
        now = time.monotonic()
        if newest == self._followed and now - self._inspected_at < _INSPECT_SECONDS:
            return
        while True:
            report = drain(self._database, self._settings.index_folder, datetime.now(UTC))
            if report.rebuilt:
                print(f"检索库已重建（{report.rebuilt}），共 {report.documents} 条。", flush=True)
            if not report.changes or report.rebuilt:
                break
        self._followed, self._inspected_at = newest, now
