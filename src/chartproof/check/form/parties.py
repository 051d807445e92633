"""Who stands on a claim, by the role that it says."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.model.claim import Claim, Provider

BILLING = frozenset({"billing", "billing provider", "pay-to"})
ATTENDING = frozenset({"attending"})
OPERATING = frozenset({"operating", "operating physician", "surgeon"})
ORDERING = frozenset({"referring", "ordering", "supervising"})
WHERE = frozenset({"service facility", "service location", "facility", "location"})


def of_role(claim: Claim, roles: frozenset[str]) -> Iterator[Provider]:
    """The providers of a claim that say one of the roles."""
    return (p for p in claim.providers if p.role in roles)


def is_named(claim: Claim, roles: frozenset[str]) -> bool:
    """Whether a provider of one of the roles has an identifier."""
    return any(p.npi for p in of_role(claim, roles))
