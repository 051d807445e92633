"""What the grouper is told of a stay, and what the claim leaves open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chartproof.model.claim import Claim

#: What the claim may say of present on admission that the grouper reads; all else it takes for unsaid.
_POA = frozenset("YNUW")
#: Discharge statuses of the grouper (CMS, MS-DRG Definitions Manual); others it takes for unsaid.
STATUSES = frozenset(
    (*range(1, 8), 20, 21, 30, 43, 50, 51, *range(61, 67), 69, 70, *range(81, 96)),
)
DIED = 20


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of the stay and its place on the claim; `poa` "" where that is not said."""

    at: str
    code: str
    poa: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay as the grouper reads it. What is not known is None."""

    principal: Coded
    secondary: tuple[Coded, ...] = ()
    procedures: tuple[Coded, ...] = ()
    sex: str | None = None
    age: int | None = None
    status: int | None = None

    def without(self, one: Coded) -> Stay:
        """The same stay without a code that is not its principal diagnosis."""
        secondary = tuple(c for c in self.secondary if c is not one)
        return replace(
            self, secondary=secondary, procedures=tuple(c for c in self.procedures if c is not one)
        )

    def led_by(self, one: Coded) -> Stay:
        """The same stay with a secondary diagnosis as its principal, and that one secondary."""
        rest = tuple(c for c in self.secondary if c is not one)
        return replace(self, principal=one, secondary=(self.principal, *rest))

    def adding(self, one: Coded) -> Stay:
        """The same stay with one more secondary diagnosis."""
        return replace(self, secondary=(*self.secondary, one))


def stay_of(claim: Claim) -> Stay | None:
    """The stay of a claim; None where it has no principal diagnosis."""
    first = claim.principal
    if first is None:
        return None
    listed = tuple(Coded(d.at, d.code, d.poa if d.poa in _POA else "") for d in claim.listed)
    status = claim.discharge_status or ""
    number = int(status) if status.isascii() and status.isdecimal() else None
    return Stay(
        principal=listed[0],
        secondary=listed[1:],
        procedures=tuple(Coded(p.at, p.code) for p in claim.procedures),
        sex=claim.sex,
        age=claim.age_on(claim.admitted or claim.first or claim.day),
        status=number if number in STATUSES else None,
    )


def unsaid(claim: Claim) -> tuple[str, ...]:
    """What the claim leaves open that a group may turn on, one sentence each."""
    stay = stay_of(claim)
    said = []
    if stay is not None and stay.status is None:
        said.append("the discharge status is not said: a death or a transfer may group elsewhere")
    if claim.sex is None:
        said.append("the sex is not said: some diagnoses group by it")
    if not any(d.poa for d in claim.listed):
        said.append("present on admission is not said: a hospital-acquired condition cannot be told")
    return tuple(said)
