"""A HCPCS Level II code that there is none of on its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chartproof.check.form.sources import SINCE_5010, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Row
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.listed import codes

#: Letters codes of HCPCS Level II begin with; D is the dental code set.
_LETTERS = frozenset("ABCEGHJKLMPQRSTUV")


@rule(holds=SINCE_5010, reviewed=None, cite=claims_manual(23, "20.2"))
def service_code_valid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A HCPCS Level II code stands in the list of its day and has not ended."""
    for line in claim.lines:
        if line.code is None or line.code[0] not in _LETTERS or line.is_grouped:
            continue
        day = claim.served_on(line)
        listed = books.read("HCPCS", codes, day)
        rows = listed.rows(line.code)
        if any(_holds(row, str(day or books.day)) for row in rows):
            continue
        why = "does not hold on this day" if rows else f"is no code of {listed.release.name}"
        fix = Fix("write the code that took its place, or the one that was meant", safe=False)
        yield Find(
            f"{line.at}.code",
            f"{line.code} {why}",
            Severity.RETURN,
            (Row(listed.release.name, "codes", line.code),),
            (fix,),
        )


def _holds(row: Mapping[str, str], day: str) -> bool:
    return row.get("added", "") <= day and (not row.get("terminated") or day <= row["terminated"])
