"""A coding as the claim it becomes: what the record does not say stays None."""

from __future__ import annotations

from decimal import Decimal

from chartproof.model.claim import Claim, Diagnosis, Procedure, ServiceLine
from chartproof.model.coding import Assignment, Coding
from chartproof.model.record import ClaimKind, Encounter, Setting

#: Hospital stays, whose type of bill is 0111 from admission to discharge (NUBC by CMS, Pub. 100-04, chapter 25).
_HOSPITALS = frozenset({Setting.INPATIENT, Setting.PSYCHIATRIC, Setting.LONG_TERM_HOSPITAL, Setting.REHAB})
_STAY = "0111"


def claim_of(coding: Coding) -> Claim:
    """The claim of a case: its diagnoses and procedures in order, its services as lines."""
    encounter = coding.encounter
    is_stay = encounter.claim_kind is ClaimKind.FACILITY and encounter.setting in _HOSPITALS
    diagnoses = (*coding.diagnoses, *coding.beside)
    return Claim(
        id=encounter.id,
        kind=encounter.claim_kind,
        bill_type=_STAY if is_stay else None,
        payer=encounter.payer,
        first=encounter.began,
        through=encounter.day,
        admitted=encounter.began if encounter.is_stay else None,
        discharge_status=encounter.discharge_status,
        born=encounter.born,
        sex=encounter.sex,
        diagnoses=tuple(_diagnosis(f"dx.{n}", a) for n, a in enumerate(diagnoses, 1)),
        procedures=tuple(Procedure(f"px.{n}", a.value, a.served) for n, a in enumerate(coding.procedures, 1)),
        lines=tuple(_line(n, a, encounter) for n, a in enumerate(coding.services, 1)),
        history=encounter.history,
    )


def _diagnosis(at: str, given: Assignment) -> Diagnosis:
    return Diagnosis(at, given.value, given.role, given.poa)


def _line(number: int, given: Assignment, encounter: Encounter) -> ServiceLine:
    charge = given.charge
    return ServiceLine(
        at=f"line.{number}",
        number=number,
        system=given.code.system,
        code=given.value,
        served=given.served or encounter.began,
        revenue=charge.revenue if charge else None,
        modifiers=tuple(m.code for m in given.modifiers),
        units=Decimal(given.units),
        charge=charge.amount if charge else None,
        place=given.place,
        pointers=given.pointers,
    )
