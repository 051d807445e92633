"""More procedures of a stay than the form has room for."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_MOST = 25


@rule(holds=SINCE_5010, reviewed=None, cite=standard("procedures of a stay"))
def procedure_count(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The institutional form holds a principal procedure and 24 others."""
    if claim.is_facility and len(claim.procedures) > _MOST:
        says = f"the form has room for a principal procedure and 24 others, the claim has {len(claim.procedures)}"
        fix = Fix("leave out those that bear least on the stay", safe=False)
        yield Find(claim.procedures[_MOST].at, says, Severity.REJECT, (), (fix,))
