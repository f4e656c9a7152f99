"""Every listing of the public site, one line each."""

from portal.contacts.listings import CONTACTS
from portal.cycles.listings import CYCLES
from portal.decisions.listings import DECISIONS
from portal.documents.listings import ANNOUNCEMENTS, DOCUMENTS
from portal.hearings.listings import HEARINGS
from portal.listing import Listing
from portal.matters.listings import MATTERS
from portal.rectification.listings import RECTIFICATION
from portal.rulesets.listings import RULESETS
from portal.search.listing import SEARCH
from portal.subjects.listings import SUBJECTS

LISTINGS: tuple[Listing, ...] = (
    ANNOUNCEMENTS,
    DOCUMENTS,
    CYCLES,
    SUBJECTS,
    RECTIFICATION,
    HEARINGS,
    MATTERS,
    DECISIONS,
    RULESETS,
    CONTACTS,
)
FEEDS: tuple[Listing, ...] = (*LISTINGS, SEARCH)
"""What is also a feed with any filter; the search has a page of its own kind."""
