"""What is sent to the payer: one claim, its diagnoses, procedures and service lines.

What the claim does not say is None. Places are `dx.1`, `px.1`, `line.3`, `line.3.modifier.2`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from chartproof.model.coding import Role
from chartproof.model.past import PastClaim
from chartproof.model.period import Days
from chartproof.model.record import ClaimKind, Payer

#: Roles that a form has a place of its own for: they are no part of the list of diagnoses.
_BESIDE = frozenset({Role.ADMITTING, Role.REASON_FOR_VISIT})
_FIRST = frozenset({Role.PRINCIPAL, Role.FIRST_LISTED})
#: Types of bill by their second and third digit: stays billed to Part A of a hospital, and swing beds.
_INPATIENT = ("011", "018", "041")
#: Letters that point to diagnoses on the CMS-1500.
_LETTERS = "ABCDEFGHIJKL"
#: A pointer with more digits is no number of a diagnosis.
_DIGITS = 4


#: Revenue codes of payments by a group of the stay: nursing facilities, home health, rehabilitation.
_GROUPED = frozenset({"0022", "0023", "0024"})


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One diagnosis of a claim; the code as published, with its dot, whether or not there is such a code."""

    at: str
    code: str
    role: Role | None = None
    poa: str | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """One ICD-10-PCS procedure of a stay, and its day."""

    at: str
    code: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service line, numbered as on the form. `pointers` as typed: numbers, letters or codes."""

    at: str
    number: int
    system: str = "CPT"
    code: str | None = None
    served: date | None = None
    revenue: str | None = None
    modifiers: tuple[str, ...] = ()
    units: Decimal | None = None
    charge: Decimal | None = None
    place: str | None = None
    pointers: tuple[str, ...] = ()

    @property
    def is_grouped(self) -> bool:
        """Whether its code is that of a payment group (HIPPS), which is written like a HCPCS code and is none."""
        return self.revenue in _GROUPED or self.system.upper() == "HIPPS"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who rendered, billed, attended, operated or referred, or where it was done; `role` in small letters."""

    at: str
    role: str | None = None
    npi: str | None = None
    taxonomy: str | None = None
    state: str | None = None
    zip: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `first` and `through` are the statement's days; `history` the claims sent before it.

    `total` is the charge of the whole claim as it says it; `received` the day the payer has it, or is to have it.
    `bill_type` has four characters (0111). `conditions` are its condition codes, None where nothing is said of them.
    `lines_by_code` and `codes` index what rules ask for often.
    """

    id: str
    kind: ClaimKind | None = None
    bill_type: str | None = None
    payer: Payer | None = None
    payer_id: str | None = None
    first: date | None = None
    through: date | None = None
    admitted: date | None = None
    discharge_status: str | None = None
    conditions: tuple[str, ...] | None = None
    born: date | None = None
    sex: str | None = None
    state: str | None = None
    zip: str | None = None
    total: Decimal | None = None
    received: date | None = None
    providers: tuple[Provider, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    lines: tuple[ServiceLine, ...] = ()
    history: tuple[PastClaim, ...] = ()
    listed: tuple[Diagnosis, ...] = field(default=(), init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        ours = tuple(d for d in self.diagnoses if d.role not in _BESIDE)
        lead = next((d for d in ours if d.role in _FIRST), None)
        if lead is not None and ours[0] is not lead:
            ours = (lead, *(d for d in ours if d is not lead))
        object.__setattr__(self, "listed", ours)

    @property
    def principal(self) -> Diagnosis | None:
        """The principal or first-listed diagnosis: the one that says so, else the first of the list."""
        return self.listed[0] if self.listed else None

    @property
    def is_facility(self) -> bool:
        """Whether it is the institutional form."""
        return self.kind is ClaimKind.FACILITY

    @property
    def is_inpatient(self) -> bool | None:
        """Whether it bills a hospital stay; None where a facility's claim does not say."""
        if not self.is_facility:
            return False
        if self.bill_type is not None:
            return self.bill_type.startswith(_INPATIENT)
        return True if self.procedures or self.admitted else None

    @property
    def day(self) -> date | None:
        """The day that chooses diagnosis codes: discharge or last day, else the first."""
        return self.through or self.first or next((ln.served for ln in self.lines if ln.served), None)

    @property
    def days(self) -> Days:
        """The days clocks choose releases by."""
        first = self.first or next((ln.served for ln in self.lines if ln.served), None)
        return Days(first, self.day, self.first, self.received)

    def age_on(self, day: date | None) -> int | None:
        """Age in whole years on a day; None where either is not known."""
        if self.born is None or day is None:
            return None
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def served_on(self, line: ServiceLine) -> date | None:
        """The day of a line: its own, else the claim's where that has one day only."""
        return line.served or (self.first if self.through in {None, self.first} else None)

    def pointed(self, line: ServiceLine) -> tuple[Diagnosis | None, ...]:
        """The diagnoses a line points to, in order; None for a pointer that points nowhere."""
        return tuple(self._pointed(text) for text in line.pointers)

    def _pointed(self, text: str) -> Diagnosis | None:
        place = _place(text)
        if place is None:
            bare = text.strip().upper().replace(".", "")
            return next((d for d in self.diagnoses if d.code.replace(".", "") == bare), None)
        return self.diagnoses[place - 1] if 1 <= place <= len(self.diagnoses) else None


@lru_cache(maxsize=256)
def _place(text: str) -> int | None:
    """Which diagnosis a pointer that is a number or a letter points to, from 1; None for a code."""
    plain = text.strip().upper()
    if plain.isascii() and plain.isdecimal() and len(plain) <= _DIGITS:
        return int(plain)
    return _LETTERS.index(plain) + 1 if len(plain) == 1 and plain in _LETTERS else None
