"""Every kind of group of one claim; one that cannot be had is None, and why stands in what was skipped."""

from __future__ import annotations

from dataclasses import dataclass, field

from chartproof.codesets.books import Books
from chartproof.group.apc import SYSTEM, apcs_of
from chartproof.group.hcc import DEFAULT, risk_of
from chartproof.group.msdrg import grouped as msdrg
from chartproof.model.apc import Apc
from chartproof.model.claim import Claim
from chartproof.model.coding import Coding
from chartproof.model.errors import ReleaseError
from chartproof.model.finding import Skip
from chartproof.model.group import Drg, Groups, Record
from chartproof.model.hcc import Enrolment, Risk
from chartproof.model.record import Setting

#: Where services are no outpatient services of a hospital, whatever form bills them.
_NO_OUTPATIENT = frozenset({Setting.ASC, Setting.NURSING, Setting.HOME_HEALTH, Setting.HOSPICE, Setting.HOME})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of groups. `finalised`: the coding stands; weights, scores and what would change a group too.

    `coding` and `record`: where the claim was coded from documents, and what those allow to be supposed.
    """

    finalised: bool = False
    coding: Coding | None = None
    record: Record | None = None
    model: str = DEFAULT
    enrolment: Enrolment = field(default_factory=Enrolment)


def groups_of(claim: Claim, books: Books, asked: Asked | None = None) -> Groups:
    """The groups of a claim by the books of its days."""
    asked = asked or Asked()
    drg, without_drg = _drg(claim, books, asked)
    hcc, without_hcc = _hcc(claim, books, asked)
    apcs, without_apc = _apc(claim, books, asked)
    notices = (_no_day(drg),) if drg and claim.day is None else ()
    return Groups(claim.id, drg, hcc, apcs, (*without_drg, *without_hcc, *without_apc), notices)


def _drg(claim: Claim, books: Books, asked: Asked) -> tuple[Drg | None, tuple[Skip, ...]]:
    if without := msdrg.skipped(claim):
        return None, (without,)
    try:
        if asked.finalised:
            return msdrg.finalised(claim, books, asked.record)
        return msdrg.drg_of(claim, books), ()
    except ReleaseError as error:
        return None, (Skip(msdrg.SYSTEM, str(error), "system"),)


def _hcc(claim: Claim, books: Books, asked: Asked) -> tuple[Risk | None, tuple[Skip, ...]]:
    try:
        made = risk_of(
            claim,
            books,
            model=asked.model,
            finalised=asked.finalised,
            coding=asked.coding,
            enrolment=asked.enrolment,
        )
    except ReleaseError as error:
        return None, (Skip("HCC", str(error), "system"),)
    return made, ()


def _apc(claim: Claim, books: Books, asked: Asked) -> tuple[tuple[Apc, ...] | None, tuple[Skip, ...]]:
    if asked.coding and asked.coding.encounter.setting in _NO_OUTPATIENT:
        return None, (Skip(SYSTEM, "the services are no outpatient services of a hospital", "system"),)
    found, skipped = apcs_of(claim, books, finalised=asked.finalised)
    return (found if found or not skipped else None), skipped


def _no_day(drg: Drg) -> str:
    return f"no day of discharge given: {drg.release} is used, the newest at hand"
