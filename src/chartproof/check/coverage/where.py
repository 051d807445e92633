"""Whose contractor decides: the state in which it was done, by what the claim says of it.

The place of who rendered or billed it decides; where no address of theirs is on the claim, the patient's stands for
it, and findings say so. A ZIP code is told by the release ZIP-locality, where one is at hand: it knows the contractor
of Part B too. Medicare Claims Processing Manual, chapter 1, 10.1.1 (jurisdiction by the place of service).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chartproof.check.coverage.figures import contractor
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.claim import Claim
from chartproof.terms.listed import codes

#: Whose address says where it was done, the best first.
_ROLES = ("service facility", "service location", "facility", "rendering", "billing", None)


#: HCPCS codes of equipment, supplies, prostheses and orthoses.
_SUPPLIED = ("A4", "A5", "A6", "A7", "B4", "B5", "B9", "E0", "E1", "E2", "E8", "K0", "K1", "L")


@dataclass(frozen=True, slots=True)
class Where:
    """A state by its two letters, the numbers of its contractors, who decides there, and by whose address."""

    state: str
    numbers: frozenset[str]
    contractor: str
    by_patient: bool


def where(claim: Claim, books: Books, code: str = "") -> Where | None:
    """Where a line was done; None where nothing on the claim says so.

    Equipment and what a supplier delivers is decided where the patient lives (chapter 1, 10.1.5).
    """
    patient = _state(claim.zip, claim.state, books)
    if patient and code.startswith(_SUPPLIED):
        return _where(*patient, books.day.year, by_patient=False)
    by_role = {p.role: p for p in reversed(claim.providers)}
    for role in _ROLES:
        provider = by_role.get(role)
        if provider and (found := _state(provider.zip, provider.state, books)):
            return _where(*found, books.day.year, by_patient=False)
    return _where(*patient, books.day.year, by_patient=True) if patient else None


def _state(zip_code: str | None, state: str | None, books: Books) -> tuple[str, str] | None:
    """The state and the number of the contractor of Part B, where the ZIP code tells it."""
    if zip_code:
        try:
            row = next(iter(books.read("ZIP-locality", codes).rows(zip_code.strip()[:5])), None)
        except NoReleaseCoversError:
            row = None
        if row is not None:
            return row["state"], row["carrier"]
    return (state.strip().upper()[:2], "") if state else None


@lru_cache(maxsize=1024)
def _where(state: str, carrier: str, year: int, *, by_patient: bool) -> Where:
    row = contractor(state, date(year, 12, 31))
    numbers = {carrier, *((row["part_a"], *row["part_b"].split(), row["dme"]) if row else ())}
    named = f"{row['contractor']} ({row['jurisdiction']})" if row else "the contractor of the state"
    return Where(state, frozenset(numbers - {""}), named, by_patient)
