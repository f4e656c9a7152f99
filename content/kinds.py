"""Every kind of published content, one line each."""

from content.assemblies.models import Assembly, Term
from content.consequences.models import Consequence
from content.contacts.entries import KIND as CONTACT
from content.cycles.entries import KIND as CYCLE
from content.database import Base
from content.decisions.entries import KIND as DECISION
from content.documents.entries import CORRECTION
from content.documents.entries import KIND as DOCUMENT
from content.figures.entries import KIND as FIGURE
from content.groups.entries import KIND as GROUP
from content.hearings.entries import KIND as HEARING
from content.institutions.models import Institution
from content.investigations.models import Activity, Finding
from content.kind import Kind
from content.matters.entries import KIND as MATTER
from content.officials.entries import KIND as OFFICIAL
from content.rectification.entries import KIND as ITEM
from content.rulesets.entries import KIND as RULESET
from content.subjects.entries import KIND as REVIEW

KINDS: tuple[Kind, ...] = (
    RULESET,
    CYCLE,
    GROUP,
    CONTACT,
    OFFICIAL,
    REVIEW,
    MATTER,
    DOCUMENT,
    CORRECTION,
    DECISION,
    HEARING,
    ITEM,
    FIGURE,
)
KIND_BY_NAME = {kind.name: kind for kind in KINDS}

SHARED_MODELS: tuple[type[Base], ...] = (Assembly, Term, Institution, Activity, Finding, Consequence)
"""Tables that have no page of their own: shown on the pages of others."""

PACKAGE_MODELS: tuple[type[Base], ...] = (*SHARED_MODELS, *(model for kind in KINDS for model in kind.models))
"""Every table of the data package."""
