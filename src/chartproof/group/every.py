"""Every kind of group of one claim; one that cannot be had is None, and why stands in what was skipped."""

from __future__ import annotations

from chartproof.codesets.books import Books
from chartproof.group.msdrg import grouped as msdrg
from chartproof.model.claim import Claim
from chartproof.model.errors import ReleaseError
from chartproof.model.finding import Skip
from chartproof.model.group import Drg, Groups, Record

#: Kinds of group that are not built yet.
_NOT_BUILT = ("HCC", "APC")


def groups_of(claim: Claim, books: Books, *, finalised: bool = False, record: Record | None = None) -> Groups:
    """The groups of a claim by the books of its days.

    `finalised`: the coding stands; weights and what would change the group are told too. `record`: what
    the documents allow to be supposed, where there are any.
    """
    drg, skipped = _drg(claim, books, finalised=finalised, record=record)
    unbuilt = tuple(Skip(system, "this version does not group by it", "system") for system in _NOT_BUILT)
    notices = (_no_day(drg),) if drg and claim.day is None else ()
    return Groups(claim.id, drg, (*skipped, *unbuilt), notices)


def _no_day(drg: Drg) -> str:
    return f"no day of discharge given: {drg.release} is used, the newest at hand"


def _drg(
    claim: Claim, books: Books, *, finalised: bool, record: Record | None
) -> tuple[Drg | None, tuple[Skip, ...]]:
    if without := msdrg.skipped(claim):
        return None, (without,)
    try:
        if finalised:
            return msdrg.finalised(claim, books, record)
        return msdrg.drg_of(claim, books), ()
    except ReleaseError as error:
        return None, (Skip(msdrg.SYSTEM, str(error), "system"),)
