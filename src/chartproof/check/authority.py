"""What edits of services cite. Where a text is not at hand, the rule that cites it is unreviewed and speaks in our own words."""

from __future__ import annotations

from datetime import date

from chartproof.model.coding import Cite

_CMS = "https://www.cms.gov"
_MANUALS = f"{_CMS}/regulations-and-guidance/guidance/manuals/downloads/"
_NCCI = f"{_CMS}/medicare/coding-billing/national-correct-coding-initiative-ncci-edits"
#: The NCCI policy manual of 2026 was read: it holds to the end of the year.
READ_TO = date(2026, 12, 31)


def manual(chapter: int, place: str) -> Cite:
    """A section of the Medicare Claims Processing Manual (CMS IOM 100-04)."""
    url = f"{_MANUALS}clm104c{chapter:02d}.pdf"
    return Cite(f"Medicare Claims Processing Manual, chapter {chapter}", place, url)


def policy(place: str) -> Cite:
    """A section of chapter I of the NCCI policy manual for Medicare."""
    return Cite("NCCI Policy Manual for Medicare Services 2026", f"I.{place}", _NCCI)


def medicaid(place: str) -> Cite:
    """A section of the technical guidance of Medicaid's NCCI."""
    url = f"{_CMS}/medicare/coding-billing/ncci-medicaid"
    return Cite("Medicaid NCCI Technical Guidance Manual", place, url)


def field(place: str) -> Cite:
    """A field of the physician fee schedule, as the layout of its file explains it."""
    return manual(23, f"addendum, MPFSDB record layout: {place}")


def editor(number: str) -> Cite:
    """An edit of the Integrated Outpatient Code Editor, by its number."""
    url = f"{_CMS}/medicare/coding-billing/outpatient-code-editor-oce"
    return Cite("Integrated Outpatient Code Editor specifications", f"edit {number}", url)
