"""A stay as the code editor reads it, and why a claim has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from chartproof.check.editing import age_on_admission, is_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, Diagnosis, Procedure
from chartproof.model.coding import Cite, Row
from chartproof.model.results import Find, NotRun
from chartproof.terms.editor import SYSTEM, Attributes, Editor

_URL = (
    "https://www.cms.gov/medicare/payment/prospective-payment-systems/acute-inpatient-pps/"
    "ms-drg-classifications-and-software"
)
#: The first day of ICD-10 in the United States.
ICD10 = date(2015, 10, 1)
_NONE: Attributes = frozenset()


def cite(number: int, title: str) -> Cite:
    """An edit of the manual by its number."""
    return Cite("CMS, Definitions of Medicare Code Edits", f"MCE {number}, {title}", _URL)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay: the claim, its day, and what the editor knows of its codes."""

    claim: Claim
    day: date
    editor: Editor

    @property
    def principal(self) -> Diagnosis | None:
        """The principal diagnosis."""
        return self.claim.principal

    @property
    def secondary(self) -> tuple[Diagnosis, ...]:
        """The other diagnoses, without those that the form has a place of its own for."""
        return self.claim.listed[1:]

    @property
    def age(self) -> int | None:
        """Age in years on admission."""
        return age_on_admission(self.claim)

    def of(self, dx: Diagnosis) -> Attributes:
        """The attributes of a diagnosis; none where there is no such code (an edit of its own)."""
        return self.editor.diagnosis(dx.code, self.day) or _NONE

    def of_procedure(self, px: Procedure) -> Attributes:
        """The attributes of a procedure, as of a diagnosis."""
        return self.editor.procedure(px.code, self.day) or _NONE

    def diagnoses_with(self, *attributes: str) -> tuple[Diagnosis, ...]:
        """The diagnoses that have one of the attributes, the principal first."""
        return tuple(dx for dx in self.claim.listed if self.of(dx).intersection(attributes))

    def row(self, code: Diagnosis | Procedure) -> tuple[Row, ...]:
        """The row an edit of a code was read from."""
        table = "diagnoses" if isinstance(code, Diagnosis) else "procedures"
        return (Row(self.editor.release.name, table, code.code),)


def of_stay(
    claim: Claim, books: Books, edit: Callable[[Stay], Iterator[Find | NotRun]]
) -> Iterator[Find | NotRun]:
    """Run an edit over a claim where it is that of a stay."""
    stays = is_stay(claim)
    if stays is False:
        return
    day = claim.day
    if not stays:
        yield NotRun("the claim does not say whether it is that of a hospital stay (bill_type)")
    elif day is None:
        yield NotRun("the claim has no day of discharge (through)")
    else:
        yield from edit(_LATEST.stay(claim, day, books))


class _Latest:
    """The stay that was read last: every edit of the room asks for the same one in a row."""

    def __init__(self) -> None:
        self._held: tuple[Claim, Books, Stay] | None = None

    def stay(self, claim: Claim, day: date, books: Books) -> Stay:
        held = self._held
        if held is not None and held[0] is claim and held[1] is books:
            return held[2]
        made = Stay(claim, day, books.read(SYSTEM, Editor))
        self._held = (claim, books, made)
        return made


_LATEST = _Latest()
