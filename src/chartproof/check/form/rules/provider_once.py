"""A party that a claim names twice where the form has one place for it."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import parties
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_ONCE = ({"billing", "billing provider"}, parties.ATTENDING, parties.OPERATING)


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the providers of a claim"))
def provider_once(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim has one billing, one attending and one operating provider."""
    if len(claim.providers) < 2:
        return
    for roles in _ONCE:
        named = list(parties.of_role(claim, frozenset(roles)))
        for again in named[1:]:
            says = f"the claim names a second {again.role} provider; it has a place for one"
            same = (again.npi, again.taxonomy) == (named[0].npi, named[0].taxonomy)
            changes = (Change(Op.REMOVE, again.at),) if same else ()
            fix = Fix("leave one of the two", safe=False, changes=changes)
            yield Find(again.at, says, Severity.REJECT, (), (fix,))
