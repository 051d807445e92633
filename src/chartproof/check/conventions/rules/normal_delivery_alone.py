"""A normal delivery beside a complication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, listed, remove
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.n", URL),
)
def normal_delivery_alone(claim: Claim, books: Books) -> Iterator[Find]:
    """A normal delivery stands alone in chapter 15: with any complication, section or instrument it is none."""
    on = listed(claim, books)
    normal = next((x for x in on if x.code == "O80"), None)
    others = [x for x in on if x.code[0] == "O" and x.code != "O80"] if normal else []
    if normal is None:
        return
    for px in (p for p in claim.procedures if p.code.startswith(_TAKEN_OUT)):
        says = (
            f"O80 stands beside {px.code} ({px.at}), and a normal delivery needs no operation or instrument"
        )
        fix = remove("remove O80, and code why the child was taken out so", normal.at)
        yield Find(normal.at, says, Severity.RISK, (code_row("O80", books),), (fix,), _COURSE)
        return
    if not others:
        return
    says = f"O80 stands beside {others[0].code}, and may not be used with another code of chapter 15"
    fixes = (
        remove("remove O80, if the delivery was complicated", normal.at),
        remove(f"remove {others[0].code}, if it was resolved before the delivery", others[0].at),
    )
    yield Find(normal.at, says, Severity.RISK, (code_row("O80", books),), fixes, _COURSE)


#: Extraction of products of conception: by section, forceps, vacuum or version.
_TAKEN_OUT = "10D0"
_COURSE = "the course of pregnancy and delivery, as the record tells it"
