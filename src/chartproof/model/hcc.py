"""Risk adjustment of one patient by one model: the categories that count, by which codes, and what each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from chartproof.model.coding import Row
from chartproof.model.record import Evidence


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an enrolment says of a patient beside age and sex; None where it does not say.

    `dual`: Medicaid status code of the enrolment file (00 to 10); `orec`: original reason for entitlement (0 to 3).
    """

    dual: str | None = None
    orec: str | None = None
    institutional: bool | None = None
    new_enrollee: bool | None = None
    low_income: bool | None = None
    graft_months: int | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """A diagnosis behind a category: its place on the claim, its words, and what the record does about it.

    `meat`: monitored, evaluated, assessed, treated (a convention of the industry, no rule of CMS); None where
    there is no record to read.
    """

    code: str
    at: str | None
    evidence: tuple[Evidence, ...] = ()
    meat: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Hcc:
    """A category that counts, the diagnoses behind it and the rows that say so; `dropped_by`: a higher one of its hierarchy."""

    hcc: str
    label: str | None
    support: tuple[Support, ...]
    rows: tuple[Row, ...]
    coefficient: Decimal | None = None
    dropped_by: str | None = None

    @property
    def is_supported(self) -> bool | None:
        """Whether the record does something about one of its diagnoses; None without a record."""
        told = [s.meat for s in self.support if s.meat is not None]
        return any(told) if told else None


@dataclass(frozen=True, slots=True)
class Gap:
    """A category of an earlier year that nothing tells of this year: a question, never a code."""

    hcc: str
    label: str | None
    codes: tuple[str, ...]
    asks: str


@dataclass(frozen=True, slots=True)
class Risk:
    """The categories of one claim or case by one model of one payment year.

    `unsupported` stand first of what to look at: categories to remove. `assumed`: what enrolment does not say, and is
    taken as. `raf` only where the coding is finalised; `proposed`: its coefficients are not final.
    """

    model: str
    payment_year: int
    release: str
    proposed: bool
    hccs: tuple[Hcc, ...]
    dropped: tuple[Hcc, ...] = ()
    gaps: tuple[Gap, ...] = ()
    assumed: tuple[str, ...] = ()
    raf: Decimal | None = None
    demographic: Decimal | None = None
    interactions: tuple[tuple[str, Decimal], ...] = ()

    @property
    def unsupported(self) -> tuple[Hcc, ...]:
        """The categories whose diagnoses the record does nothing about."""
        return tuple(h for h in self.hccs if h.is_supported is False)
