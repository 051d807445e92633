"""Documents of an earlier encounter that lie among those of this one."""

from __future__ import annotations

import re

from chartproof.model.document_kind import DocumentKind, kind_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import UNCERTAIN_CODED_SETTINGS, Author, Document, Encounter, Setting

#: Days before the first day that still belong to it: a stay takes in the services that led to it.
STAY, VISIT = 3, 1
#: A history and physical may be written so many days before (42 CFR 482.22(c)(5)).
HISTORY = 30
#: The face-to-face encounter that certifies home health may be so many days before it (42 CFR 424.22(a)(1)(v)).
MET = 90
#: A plan of care tells what later visits of therapy carry out.
_ORDERS = Pattern(r"\bplan of care\b|\btherapy order\b|\border for therapy\b", re.IGNORECASE)
_MET = Pattern(r"\bface[- ]to[- ]face\b|\bf2f\b|\bcertif", re.IGNORECASE)


def is_of_earlier(document: Document, encounter: Encounter) -> bool:
    """Whether a document was written too long before the encounter began to be of it."""
    if document.written is None or encounter.began is None:
        return False
    days = (encounter.began - document.written.date()).days
    if encounter.setting is Setting.HOME_HEALTH and (
        _MET.search(document.kind or "") or document.author is Author.PROVIDER
    ):
        return days > MET
    if not encounter.is_stay and _ORDERS.search(document.kind or ""):
        return days > MET
    if kind_of(document) is DocumentKind.ADMISSION:
        return days > HISTORY
    return days > (STAY if encounter.setting in UNCERTAIN_CODED_SETTINGS else VISIT)
