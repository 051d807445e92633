"""What the rules of services cite. The texts of AMA and of the current CMS manuals are not at hand: rules are unreviewed."""

from __future__ import annotations

from datetime import date

from chartproof.model.coding import Cite
from chartproof.model.period import Period

#: The codes of the lexicon are those of these days; families that began or changed later say so themselves.
SINCE = Period(date(2020, 1, 1), None)
_MANUALS = "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/"


def manual(chapter: int, place: str) -> Cite:
    """A section of the Medicare Claims Processing Manual."""
    return Cite(
        f"Medicare Claims Processing Manual, chapter {chapter}", place, f"{_MANUALS}clm104c{chapter:02d}.pdf"
    )


def policy(chapter: str, place: str) -> Cite:
    """A chapter of the NCCI policy manual for Medicare services."""
    url = "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits"
    return Cite("NCCI Policy Manual for Medicare Services", f"chapter {chapter}: {place}", url)


def cpt(place: str) -> Cite:
    """What AMA's code set says of a family, in our own words."""
    return Cite("CPT", place, "https://www.ama-assn.org/practice-management/cpt")


HOUSE = Cite("chartproof", "how coders usually read it")
