"""Bringing changes into the search index from a command, beside a worker that may be doing the same."""

import time
from datetime import UTC, datetime

from admin.commands.errors import CommandError
from admin.commands.progress import Progress
from content.database import Database
from content.settings import Settings
from search_index.writing import IndexBusy, Status, drain, rebuild, status

PATIENCE_SECONDS = 300.0
"""How long another process may hold the index without any change to be seen."""
_LOOK_SECONDS = 0.1
_STEP = "更新检索库"


def settle(database: Database, settings: Settings, progress: Progress) -> Status:
    """Return when the index is sound and no change waits, whoever saw to it; raise CommandError if nobody does."""
    folder = settings.index_folder
    patience = _Patience()
    most = 0
    while True:
        state = status(database, folder)
        most = max(most, state.pending)
        if not state.pending and not state.problem:
            progress.close()
            return state
        progress(_STEP, most - state.pending, most)
        try:
            if state.problem:
                rebuild(database, folder, datetime.now(UTC), lambda done, total: progress("重建检索库", done, total))
            else:
                drain(database, folder, datetime.now(UTC))
        except IndexBusy as busy:
            patience.wait(busy, state)


def rebuild_when_free(database: Database, settings: Settings, progress: Progress) -> None:
    """Build the index anew as soon as no other process writes it; raise CommandError if it never stops."""
    patience = _Patience()
    while True:
        try:
            rebuild(
                database,
                settings.index_folder,
                datetime.now(UTC),
                lambda done, total: progress("重建检索库", done, total),
            )
        except IndexBusy as busy:
            patience.wait(busy, status(database, settings.index_folder))
        else:
            progress.close()
            return


class _Patience:
    """Waits for another writer as long as the index keeps changing."""

    def __init__(self) -> None:
        self._seen: Status | None = None
        self._since = time.monotonic()

    def wait(self, busy: IndexBusy, state: Status) -> None:
        now = time.monotonic()
        if state != self._seen:
            self._seen, self._since = state, now
        if now - self._since > PATIENCE_SECONDS:
            raise CommandError(
                f"检索库被进程 {busy.holder} 占用，{PATIENCE_SECONDS:.0f} 秒没有进展。内容已经保存，检索稍后补上；"
                "请查看那个进程，再运行 huisheng index drain"
            ) from busy
        time.sleep(_LOOK_SECONDS)
