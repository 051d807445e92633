"""One place where a past claim would differ now, and what finds such places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chartproof.model.past import PastClaim, PastCode

#: Systems of the codes that stand on service lines.
SERVICES = ("CPT", "HCPCS")


@dataclass(frozen=True, slots=True)
class Touch:
    """A code of a past claim that would differ now, and why. Names no person: id, code and place.

    `kind`: `deleted`, `more characters`, `title`, `excludes1`, `code first`, `use additional`,
    `index`, `poa`, `pair`, `limit`, `indicator`, `fee`. Money of a fee: `old` and `new` for one
    unit, `difference` for `units` of them; None where the claim does not say what it takes.
    """

    claim: str
    code: str
    says: str
    kind: str
    at: str
    line: int | None = None
    old: str | None = None
    new: str | None = None
    units: str | None = None
    difference: str | None = None


Finder = Callable[[PastClaim], Iterable[Touch]]


def touch(claim: PastClaim, code: PastCode, kind: str, says: str) -> Touch:
    """A touch at the place of a code."""
    return Touch(claim.id, code.code, says, kind, code.at, code.line)
