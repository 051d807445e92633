"""What the rules of visits cite: the CMS rules that adopted the present definitions, and how CMS publishes them."""

from __future__ import annotations

from datetime import date

from chartproof.model.coding import Cite
from chartproof.model.period import Period

#: From this day office visits go by decision making or time; the other families followed in 2023.
SINCE = Period(date(2021, 1, 1), None)
OFFICE_RULE = "CY 2021 Physician Fee Schedule final rule, 85 FR 84472"
OTHERS_RULE = "CY 2023 Physician Fee Schedule final rule, 87 FR 69404"
MANUAL = "Medicare Claims Processing Manual, chapter 12"
_URL = "https://www.cms.gov/files/document/mln006764-evaluation-management-services.pdf"


def table(place: str) -> Cite:
    """The decision-making table, a cell of it; the source could not be read, so rules are unreviewed."""
    return Cite(f"{OFFICE_RULE}; {OTHERS_RULE}", f"medical decision making table: {place}", _URL)


def manual(place: str) -> Cite:
    """A section of the manual's chapter on physicians."""
    return Cite(
        MANUAL, place, "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c12.pdf"
    )


def policy(place: str) -> Cite:
    """A section of the first chapter of the NCCI policy manual for Medicare services."""
    url = "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits"
    return Cite("NCCI Policy Manual for Medicare Services", f"chapter 1: {place}", url)


HOUSE = Cite("chartproof", "how auditors usually read it")
