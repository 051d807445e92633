"""A sequela before what remains."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, first, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Sequelae of infections, malnutrition, inflammation of the brain, obstetric conditions.
_LATE = ("B90", "B91", "B92", "B94", "E64", "E68", "G09", "O94")


def is_sequela(code: str) -> bool:
    """Whether a code only says of what something is a sequela."""
    return (len(code) == 8 and code[0] in "ST" and code[7] == "S") or code.startswith(_LATE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.10", URL),
)
def sequela_first(claim: Claim, books: Books) -> Iterator[Find]:
    """What remains stands first, then the code of what it is a sequela of."""
    on = listed(claim, books)
    if not on or not is_sequela(on[0].code):
        return
    one = on[0]
    rest = [x for x in on[1:] if not x.entry.is_cause and not is_sequela(x.code)]
    what = f"; {rest[0].code} may be what remains" if rest else "; no code tells what remains"
    says = f"{one.code} tells what the condition is a sequela of, and stands first{what}"
    fixes = (first(f"put {rest[0].code} first, if it is what remains", rest[0].at),) if rest else ()
    clears = "the residual condition, as the provider documents it; its code stands first"
    yield Find(one.at, says, Severity.RISK, (code_row(one.code, books),), fixes, clears)
