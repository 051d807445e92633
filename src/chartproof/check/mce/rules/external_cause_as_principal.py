"""An external cause of morbidity is never the principal diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(2, "external causes of morbidity code as principal diagnosis"),
)
def external_cause_as_principal(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """An external cause of morbidity is never the principal diagnosis."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    first = stay.principal
    if first is None or "ecodepdx" not in stay.of(first):
        return
    says = f"{first.code} says how it happened and cannot be the principal diagnosis"
    fix = Fix("put first what was treated; the external cause stays behind it", safe=False)
    clears = "the injury or condition that occasioned the stay, by the provider's own words"
    yield Find(first.at, says, Severity.RETURN, stay.row(first), (fix,), clears)
