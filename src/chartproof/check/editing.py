"""What Medicare's code editor says of a stay already: one finding for one fault, and of a stay it is the editor's.

Rules of other rooms ask here, and step aside. Where the editor's release is not at hand they speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chartproof.check.lines import once
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, Diagnosis, Procedure
from chartproof.model.coding import Role
from chartproof.terms.editor import SYSTEM, Editor

#: The last day on which the editor asks for a sex (edits 5 and 15).
SEX_UNTIL = date(2024, 9, 30)
#: Patients are no older.
OLDEST = 124


@dataclass(frozen=True, slots=True)
class Edited:
    """A stay that the editor looks at on a day."""

    claim: Claim
    day: date
    editor: Editor

    def finds_diagnosis(self, dx: Diagnosis) -> bool:
        """Whether a diagnosis is none that the editor knows (edit 1)."""
        is_looked_at = dx.role is not Role.REASON_FOR_VISIT
        return is_looked_at and self.editor.diagnosis(dx.code, self.day) is None

    def finds_procedure(self, px: Procedure) -> bool:
        """Whether a procedure is none that the editor knows (edit 1)."""
        return self.editor.procedure(px.code, self.day) is None

    def finds_again(self, dx: Diagnosis) -> bool:
        """Whether a diagnosis repeats the principal one (edit 3)."""
        first = self.claim.principal
        return first is not None and first is not dx and first.code == dx.code

    def finds_sex_of(self, dx: Diagnosis) -> bool:
        """Whether the editor asks for the sex of a diagnosis on this day (edit 5)."""
        attributes = self.editor.diagnosis(dx.code, self.day) or frozenset()
        return self.day <= SEX_UNTIL and bool({"male", "female"} & attributes)

    def finds_principal(self) -> bool:
        """Whether the principal diagnosis is none that may be one (edits 2, 6, 9)."""
        first = self.claim.principal
        attributes = (self.editor.diagnosis(first.code, self.day) if first else None) or frozenset()
        refused = {"ecodepdx", "manifestation"} | ({"unacceptable"} if "reqsdx" not in attributes else set())
        return bool(refused & attributes)

    @property
    def finds_status(self) -> bool:
        """Whether the discharge status is missing or none of the day (edit 16)."""
        return not self.editor.has_status((self.claim.discharge_status or "").strip().zfill(2), self.day)

    @property
    def finds_age(self) -> bool:
        """Whether the age on admission is not known, or none (edit 14)."""
        age = age_on_admission(self.claim)
        return age is None or not 0 <= age <= OLDEST

    @property
    def finds_sex(self) -> bool:
        """Whether the sex is missing on a day on which the editor wants it (edit 15)."""
        return self.day <= SEX_UNTIL and self.claim.sex is None


def edited(claim: Claim, books: Books) -> Edited | None:
    """A claim as the editor looks at it; None where it does not: no stay, no day, no release at hand."""
    return once(claim, books, _edited) if is_stay(claim) else None


def _edited(claim: Claim, books: Books) -> Edited | None:
    day = claim.day
    if day is None or not books.has(SYSTEM):
        return None
    return Edited(claim, day, books.read(SYSTEM, Editor))


def is_stay(claim: Claim) -> bool | None:
    """Whether a claim is that of a hospital stay; None where it does not say."""
    if claim.kind is None and (claim.procedures or claim.admitted):
        return True
    stays = claim.is_inpatient
    return None if stays is False and claim.kind is None and not (claim.lines or claim.bill_type) else stays


def age_on_admission(claim: Claim) -> int | None:
    """Age in years on admission, as the editor reads it."""
    return claim.age_on(claim.admitted or claim.first or claim.day)
