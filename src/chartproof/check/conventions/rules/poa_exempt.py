"""An exempt code with an indicator, another without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite, Row
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.exempt import SYSTEM, may_be_exempt, row_of

#: Psychiatric, rehabilitation, long-term care, critical access, children's and cancer hospitals (NUCC taxonomy), which
#: Medicare does not pay by case.
_NOT_BY_CASE = ("283Q", "283X", "282E", "282NC0060X", "282NC2000X", "284", "281P", "281PC2000X")
_TOLD = frozenset({"Y", "N", "U", "W"})
_CLEARS = "whether the condition was present at admission, as the record tells it"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I", URL),
)
def poa_exempt(claim: Claim, books: Books) -> Iterator[Find]:
    """A code on the list of those exempt from present-on-admission reporting has no indicator; every other code of a stay has one."""
    if not claim.is_inpatient or not claim.listed or _is_swing_bed(claim):
        return
    told = [dx for dx in claim.listed if dx.poa in _TOLD]
    if not told and any((p.taxonomy or "").startswith(_NOT_BY_CASE) for p in claim.providers):
        return
    if not told:
        says = "no diagnosis of the stay says whether it was present on admission; hospitals that Medicare pays by case must"
        clears = "that the hospital is none of these (critical access, psychiatric, rehabilitation, …), or the indicators"
        yield Find(claim.listed[0].at, says, Severity.RETURN, (), (), clears)
        return
    if not books.has(SYSTEM):
        yield from _surely_missing(claim, books)
    release = books.release_of(SYSTEM)
    for dx in claim.listed:
        row = row_of(dx.code, books)
        if row is None and dx.poa not in _TOLD and books.tabular.billable(dx.code):
            says = f"{dx.code} has no present-on-admission indicator and is not on the list of exempt codes"
            yield Find(
                f"{dx.at}.poa", says, Severity.RETURN, (Row(release.name, "codes", dx.code),), (), _CLEARS
            )
        elif row is not None and dx.poa in _TOLD:
            says = f"{dx.code} is exempt from the present-on-admission indicator and has one"
            fix = Fix(
                "leave the indicator out", safe=True, changes=(Change(Op.SET, f"{dx.at}.poa", "exempt"),)
            )
            yield Find(f"{dx.at}.poa", says, Severity.RISK, (row,), (fix,))


def _surely_missing(claim: Claim, books: Books) -> Iterator[Find]:
    """Where the list is not at hand: codes of parts of the book in which it has none."""
    for dx in claim.listed:
        if dx.poa not in _TOLD and not may_be_exempt(dx.code) and books.tabular.billable(dx.code):
            says = f"{dx.code} has no present-on-admission indicator, and no code like it is exempt"
            yield Find(f"{dx.at}.poa", says, Severity.RETURN, (), (), _CLEARS)


def _is_swing_bed(claim: Claim) -> bool:
    """Whether it is nursing care in a hospital's bed, which no indicator is asked of."""
    return claim.bill_type is not None and claim.bill_type.startswith("018")
