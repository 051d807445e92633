"""Where the forms are told of, and since when: the citations of this room.

The implementation guides of X12 are licensed and are not cited by their words: the regulation that adopts them
is. The manuals of CMS are named by chapter and section; where their text was not at hand, rules say reviewed=None.
"""

from __future__ import annotations

from datetime import date

from chartproof.model.coding import Cite
from chartproof.model.period import Period

#: Version 005010 of the 837 is the only one in use since this day (45 CFR 162.1102, the compliance date).
SINCE_5010 = Period(date(2012, 1, 1), None)
#: The CMS-1500 of 02/12, with twelve diagnoses, is the only one taken since this day.
SINCE_ICD10 = Period(date(2015, 10, 1), None)
#: The UB-04 took the place of the UB-92 on this day.
SINCE_UB04 = Period(date(2007, 5, 23), None)

_MANUAL = "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c{:02d}.pdf"


def standard(what: str) -> Cite:
    """Cite the regulation that adopts the 837 of a kind."""
    return Cite("45 CFR 162.1102 (health care claims, ASC X12N 837 version 005010)", what)


def claims_manual(chapter: int, section: str) -> Cite:
    """Cite a section of the Medicare Claims Processing Manual."""
    source = "Medicare Claims Processing Manual (CMS Pub. 100-04)"
    return Cite(source, f"chapter {chapter}, {section}", _MANUAL.format(chapter))
