"""What is wrong with a data package, each fault with its place."""

from typing import NamedTuple

SHOWN = 200
"""How many faults are kept in words; those after them are only counted."""


class PackageError(NamedTuple):
    """One fault: `line` is where the record begins in the file, 0 for the whole file; `column` may be empty."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(f"第 {self.line} 行")
        if self.column:
            place.append(self.column)
        return f"{' '.join(place)}：{self.message}"


class PackageErrors(Exception):
    """A package with faults: nothing of it was imported. `total` counts also what `errors` leaves out."""

    def __init__(self, errors: list[PackageError], total: int) -> None:
        """Keep the faults, at most `SHOWN`, and how many there are."""
        super().__init__(errors, total)
        self.errors = errors
        self.total = total

    def __str__(self) -> str:
        lines = [str(error) for error in self.errors]
        if self.total > len(self.errors):
            lines.append(f"……共 {self.total} 处，只列出前 {len(self.errors)} 处")
        return "\n".join(lines)


class Faults:
    """Collects faults, in the order of files and lines at the end."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._kept: list[PackageError] = []
        self._total = 0

    def add(self, file: str, message: str, line: int = 0, column: str = "") -> None:
        """Note a fault; messages are one line."""
        self._files.setdefault(file, len(self._files))
        self._total += 1
        if len(self._kept) < SHOWN:
            self._kept.append(PackageError(file, line, column, message))

    def refuse(self) -> None:
        """Raise PackageErrors if there is any."""
        if self._total:
            kept = sorted(self._kept, key=lambda error: (self._files[error.file], error.line))
            raise PackageErrors(kept, self._total)
