"""A modifier that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Row
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.listed import modifiers

#: The modifiers of CPT that are numbers, and those of its performance measures.
_NUMBERED = frozenset(
    "22 23 24 25 26 27 29 32 33 47 50 51 52 53 54 55 56 57 58 59 62 63 66 73 74 76 77 78 79 80 81 82 90 91 92 93 95 96 97 99 1P 2P 3P 8P".split()
)
#: Letters of the places an ambulance comes from and goes to.
_JOURNEY = frozenset("DEGHIJNPRSX")


@rule(holds=SINCE_5010, reviewed=None, cite=claims_manual(23, "20.3"))
def modifier_valid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A modifier is one of HCPCS Level II of the day, one of CPT, or for an ambulance a pair of places."""
    release = None
    for line in claim.lines:
        for place, modifier in enumerate(line.modifiers, 1):
            if modifier in _NUMBERED or (_is_ambulance(line.code) and set(modifier) <= _JOURNEY):
                continue
            if release is None or line.served:
                listed = books.read("HCPCS", modifiers, claim.served_on(line))
                release = listed.release
            rows = listed.rows(modifier)
            day = str(claim.served_on(line) or books.day)
            if any(not row["terminated"] or day <= row["terminated"] for row in rows):
                continue
            why = "ended before this day" if rows else f"is none of {release.name}"
            fix = Fix("take it off, or write the one that was meant", safe=False)
            yield Find(
                f"{line.at}.modifier.{place}",
                f"modifier {modifier} {why}",
                Severity.RETURN,
                (Row(release.name, "modifiers", modifier),),
                (fix,),
            )


def _is_ambulance(code: str | None) -> bool:
    return code is not None and code.startswith(("A0", "Q3019", "Q3020"))
