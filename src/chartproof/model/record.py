"""The record as it arrived: documents, the parts of them, the words in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from chartproof.model.past import PastClaim
from chartproof.model.period import Days


class Author(Enum):
    """Who wrote it decides what may be coded from it (ICD-10-CM guideline I.B.14)."""

    PROVIDER = "provider"
    CLINICIAN = "clinician"
    PATIENT = "patient"


@dataclass(frozen=True, slots=True)
class Place:
    """Where characters stood in the source: a page and a box, an XPath or a segment.

    `box` is (left, bottom, right, top) in PDF points; None where the source has no pages.
    """

    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words in a note, `text[start:end] == words`. Made by `Document.quote`, so the words are there."""

    document: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """One note. Its text is never changed; offsets are Unicode code points."""

    id: str
    text: str
    kind: str | None = None
    author: Author = Author.PROVIDER
    signed_off: bool | None = None
    written: datetime | None = None
    layout: tuple[Place, ...] = ()

    def quote(self, start: int, end: int) -> Evidence:
        """Point at words in this note."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{self.id} has no characters {start} to {end}")
        return Evidence(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured: value, unit, when, and the range it is judged by.

    `evidence` None: a field of the case says so, not words of the record; no code rests on it alone.
    `flag` is the laboratory's own mark, "low" or "high"; `baseline` says that the record gives the
    value as the patient's usual one.
    """

    name: str
    value: Decimal
    unit: str | None
    evidence: Evidence | None
    at: datetime | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    flag: str | None = None
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Drug:
    """What was given or is taken: dose, route, start and stop; `long_term` None when not said.

    `evidence` as of a measure.
    """

    name: str
    kind: str | None
    evidence: Evidence | None
    dose: str | None = None
    route: str | None = None
    long_term: bool | None = None
    started: datetime | None = None
    stopped: datetime | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge that a department entered for the encounter; `at` is its place in the case, `charges.0`.

    `code` None: a revenue line without a procedure. What the case does not say is None.
    """

    at: str
    code: str | None
    revenue: str | None = None
    units: Decimal | None = None
    amount: Decimal | None = None
    served: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a note under one heading; `kind` is one of the kinds of read/headings.yml."""

    kind: str
    heading: Evidence | None
    body: Evidence


class ClaimKind(Enum):
    """Which form the encounter is billed on; it decides which guideline section speaks."""

    PROFESSIONAL = "professional"
    FACILITY = "facility"


class Setting(Enum):
    """Where the patient was seen."""

    OFFICE = "office"
    OUTPATIENT = "outpatient"
    ED = "ed"
    OBSERVATION = "observation"
    ASC = "asc"
    INPATIENT = "inpatient"
    PSYCHIATRIC = "psychiatric"
    LONG_TERM_HOSPITAL = "long-term hospital"
    REHAB = "rehab"
    NURSING = "nursing"
    HOME_HEALTH = "home health"
    HOSPICE = "hospice"
    HOME = "home"
    TELEHEALTH = "telehealth"


class Payer(Enum):
    """Who pays; some codes and time limits are one payer's only."""

    MEDICARE = "medicare"
    MEDICAID = "medicaid"
    COMMERCIAL = "commercial"


#: Settings billed on the institutional form when nothing else is said (CONTRACT, One case).
FACILITY_SETTINGS = frozenset(
    {
        Setting.INPATIENT,
        Setting.PSYCHIATRIC,
        Setting.LONG_TERM_HOSPITAL,
        Setting.REHAB,
        Setting.NURSING,
        Setting.HOME_HEALTH,
        Setting.HOSPICE,
        Setting.ASC,
    }
)

#: Facility stays in which uncertain diagnoses are coded (guidelines II.H and III.C).
UNCERTAIN_CODED_SETTINGS = frozenset({Setting.INPATIENT, Setting.PSYCHIATRIC, Setting.LONG_TERM_HOSPITAL})


@dataclass(frozen=True, slots=True)
class Encounter:
    """One stay or visit: who, where, when, and what was written. Unknown is None.

    `measures` and `drugs` are what the case gives as fields, without words in the record. `established`:
    the patient was seen by the same group and specialty within three years.
    """

    id: str
    documents: tuple[Document, ...]
    setting: Setting = Setting.OFFICE
    claim_kind: ClaimKind = ClaimKind.PROFESSIONAL
    began: date | None = None
    ended: date | None = None
    born: date | None = None
    sex: str | None = None
    measures: tuple[Measure, ...] = ()
    drugs: tuple[Drug, ...] = ()
    payer: Payer | None = None
    established: bool | None = None
    history: tuple[PastClaim, ...] = ()  # the claims already sent for this patient
    charges: tuple[Charge, ...] = ()  # what the departments entered for this encounter
    discharge_status: str | None = None  # two digits, as the form has it

    @property
    def day(self) -> date | None:
        """The day that chooses diagnosis codes: discharge where there is one, else service."""
        return self.ended or self.began

    @property
    def days(self) -> Days | None:
        """The days clocks choose releases by; None where no day is given."""
        return Days(self.began, self.day, self.began) if self.day else None

    @property
    def age(self) -> int | None:
        """Age in whole years on the first day."""
        if self.born is None or self.began is None:
            return None
        birthday_to_come = (self.began.month, self.began.day) < (self.born.month, self.born.day)
        return self.began.year - self.born.year - birthday_to_come

    @property
    def codes_uncertain(self) -> bool:
        """Whether 'probable', 'suspected' and the like are coded as if they existed (II.H, III.C)."""
        return self.claim_kind is ClaimKind.FACILITY and self.setting in UNCERTAIN_CODED_SETTINGS

    @property
    def is_stay(self) -> bool:
        """Whether sections II and III of the guidelines speak: everywhere but outpatient care."""
        return self.setting in FACILITY_SETTINGS and self.setting is not Setting.ASC

    def document(self, ident: str) -> Document:
        """Find a document of this encounter by its id."""
        for document in self.documents:
            if document.id == ident:
                return document
        raise KeyError(ident)
