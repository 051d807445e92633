"""More diagnoses than the form has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, Diagnosis
from chartproof.model.coding import Role
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_PROFESSIONAL = {"diagnoses": 12}
_FACILITY = {"diagnoses": 25, "admitting diagnoses": 1, "reasons for the visit": 3, "external causes": 12}
_NAMED = {
    Role.ADMITTING: "admitting diagnoses",
    Role.REASON_FOR_VISIT: "reasons for the visit",
    Role.EXTERNAL_CAUSE: "external causes",
}


@rule(holds=SINCE_5010, reviewed=None, cite=standard("diagnoses of a claim"))
def diagnosis_count(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The professional form holds 12 diagnoses; the institutional a principal and 24 others, 1 admitting, 3 reasons for the visit, 12 external causes."""
    counts = Counter(_place_of(claim, dx) for dx in claim.diagnoses)
    for place, most in (_FACILITY if claim.is_facility else _PROFESSIONAL).items():
        if counts[place] <= most:
            continue
        over = next(
            d
            for n, d in enumerate((d for d in claim.diagnoses if _place_of(claim, d) == place), 1)
            if n > most
        )
        says = f"the form has room for {most} {place}, the claim has {counts[place]}"
        fix = Fix(
            f"leave out the {place} that bear least on what was done, or bill the lines on two claims",
            safe=False,
        )
        yield Find(over.at, says, Severity.REJECT, (), (fix,))


def _place_of(claim: Claim, dx: Diagnosis) -> str:
    named = _NAMED.get(dx.role) if claim.is_facility and dx.role else None
    return named or "diagnoses"
