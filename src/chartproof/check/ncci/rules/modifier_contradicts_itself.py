"""A modifier that separates a pair, and says what its line or its claim contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.ncci.met import Met, met, removal
from chartproof.check.ncci.modifiers import misplaced, same_site, separating
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2019, 7, 1), None), reviewed=READ_TO, cite=policy("E"))
def modifier_contradicts_itself(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A modifier separates a pair only where it can be true: one site on both lines, or one that belongs to other codes, cannot."""
    for pair in met(claim, books):
        if isinstance(pair, NotRun):
            yield pair
        elif pair.is_separated:
            says = _contradicted(pair, claim)
            if says:
                at = separating(pair.denied, pair.paid)[0][0].at
                fixes = (
                    removal(pair.denied, f"where nothing sets it apart from {pair.paid.code}"),
                    Fix("the modifier that the record supports, in its place", safe=False),
                )
                yield Find(f"{at}.modifiers", says, Severity.RISK, (pair.row,), fixes, _CLEARS)


_CLEARS = "the record of the other site, session, practitioner or specimen that the modifier speaks of"


def _contradicted(pair: Met, claim: Claim) -> str | None:
    """Why nothing that separates the pair can be true; None where something may."""
    if sites := same_site(pair.paid, pair.denied):
        return (
            f"{pair.paid.code} and {pair.denied.code} are paid together at different sites, and both lines name "
            f"the same ({', '.join(sites)})"
        )
    said = [misplaced(modifier, line, claim) for line, modifier in separating(pair.paid, pair.denied)]
    told = [why for why in said if why]
    if len(told) < len(said):
        return None
    return f"what separates {pair.denied.code} from {pair.paid.code} cannot: {'; '.join(dict.fromkeys(told))}"
