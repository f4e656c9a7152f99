"""What the index holds of one published object."""

from dataclasses import dataclass
from datetime import date

from content.dates import local_day
from content.kind import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One published object as the index takes it; the text is analysed but not kept."""

    kind: str
    id: str
    type: str
    title: str
    text: str
    first_day: date
    last_day: date
    summary: str = ""
    year: int | None = None
    assembly: str = ""
    assembly_name: str = ""
    institution: str = ""
    cycle: str = ""
    subjects: tuple[str, ...] = ()
    date_text: str = ""

    @classmethod
    def from_entry(cls, entry: Entry) -> "SearchDocument":
        """Take from an entry what is searched, filtered and sorted by.

        The days are those that the entry's date can mean (a year gives its first and its last day), or the day in
        China of its first publication.
        """
        published = local_day(entry.published_at)
        return cls(
            kind=entry.kind,
            id=entry.id,
            type=entry.type,
            title=entry.title,
            text=entry.text,
            first_day=entry.date.first if entry.date else published,
            last_day=entry.date.last if entry.date else published,
            summary=entry.summary,
            year=entry.year,
            assembly=entry.assembly or "",
            assembly_name=entry.assembly_name or "",
            institution=entry.institution or "",
            cycle=entry.cycle or "",
            subjects=entry.subjects,
            date_text=str(entry.date) if entry.date else "",
        )

    @property
    def key(self) -> str:
        """The one key of the object in the index."""
        return f"{self.kind}/{self.id}"

    def texts(self) -> tuple[str, ...]:
        """Give what is searched, title first, nothing twice."""
        parts = (self.title, self.text, self.summary, self.institution, self.assembly_name, self.date_text)
        texts: list[str] = []
        for part in parts:
            if part and not any(part.removesuffix("…") in other for other in texts):
                texts.append(part)
        return tuple(texts)
