"""The manuals that say how coverage is decided, and how the patient is told beforehand."""

from __future__ import annotations

from datetime import date

from chartproof.model.coding import Cite
from chartproof.model.period import Period

#: Determinations of the day of ICD-10 on.
SINCE_ICD10 = Period(date(2015, 10, 1), None)
#: GX, and GA for required notices alone, since this day.
SINCE_GX = Period(date(2010, 4, 5), None)

_CLAIMS = "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c{:02d}.pdf"
_INTEGRITY = "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/pim83c13.pdf"


def claims_manual(chapter: int, section: str) -> Cite:
    """Cite a section of the Medicare Claims Processing Manual."""
    source = "Medicare Claims Processing Manual (CMS Pub. 100-04)"
    return Cite(source, f"chapter {chapter}, {section}", _CLAIMS.format(chapter))


def integrity_manual(section: str) -> Cite:
    """Cite a section of chapter 13 (local coverage determinations) of the Medicare Program Integrity Manual."""
    return Cite("Medicare Program Integrity Manual (CMS Pub. 100-08)", f"chapter 13, {section}", _INTEGRITY)
