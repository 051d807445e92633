"""A diagnosis code that there is no such code of on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Tabular
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite, Row
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule

GUIDELINES = "ICD-10-CM Official Guidelines"
URL = "https://www.cms.gov/medicare/coding-billing/icd-10-codes"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def diagnosis_valid(claim: Claim, books: Books) -> Iterator[Find]:
    """Every diagnosis code is one of the release of its day, with all the characters it must have."""
    tabular = books.tabular
    for dx in claim.diagnoses:
        if tabular.billable(dx.code) is not None:
            continue
        rows = (Row(tabular.release.name, "codes", dx.code),)
        node = tabular.node(dx.code)
        if node is None:
            says, clears = f"{dx.code} is no code of {tabular.release.name}", None
        else:
            says = f"{dx.code} is a heading: a code has more characters"
            clears = "what the record says of the axes that the heading is divided by"
        yield Find(dx.at, says, Severity.RETURN, rows, _fixes(dx.at, dx.code, tabular), clears)


def _fixes(at: str, code: str, tabular: Tabular) -> tuple[Fix, ...]:
    """Where one code alone stands below a heading, it is what is meant."""
    below = (tabular.node(code),) if tabular.node(code) else ()
    while below and (children := tabular.children(below[0].key if below[0] else "")):
        below = children if len(children) == 1 else ()
    codes = tabular.codes_of(below[0].key) if below and below[0] else ()
    if len(codes) != 1:
        return ()
    change = Change(Op.SET, f"{at}.code", codes[0].code)
    return (Fix(f"write {codes[0].code}, the only code below {code}", safe=True, changes=(change,)),)
