"""A provider whose part in the claim no edit knows: it was not looked at as what it is."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import parties
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_KNOWN = (
    parties.BILLING
    | parties.ATTENDING
    | parties.OPERATING
    | parties.ORDERING
    | parties.WHERE
    | {"rendering", "rendering provider", "performing", "other operating", "assistant surgeon", "assistant"}
    | {"primary care", "primary care provider", "other", "purchased service", "drop off", "pick up"}
)


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the providers of a claim"))
def provider_role(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A provider stands on a claim in a role: who bills, renders, attends, operates, orders, or where it was done."""
    for provider in claim.providers:
        if provider.role is not None and provider.role not in _KNOWN:
            fix = Fix("say the role: billing, rendering, attending, operating, ordering, …", safe=False)
            says = "the provider stands on the claim in a role that there is none of"
            yield Find(provider.at, says, Severity.REJECT, (), (fix,))
