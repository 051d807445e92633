"""An insulin pump that fails, and the dose that comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.pump import pump_failures
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Because, Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a.5.a, I.C.4.a.5.b", URL),
)
def insulin_pump_failure(coding: Coding, _: Books) -> Iterator[Give]:
    """A failure of an insulin pump is coded by its kind, with the underdosing or the overdose of insulin."""
    for failure in pump_failures(coding):
        resting: tuple[Because, ...] = (failure.line, *failure.told)
        misread = coding.having("Y65.8")  # "mechanical failure" is of the pump, no misadventure
        yield Give(failure.code, because=resting, instead_of=misread, needed=failure.needed)
        if failure.dose is not None:
            wrong = tuple(d for d in coding.having("T38.3X") if d.value != failure.dose)
            yield Give(failure.dose, because=resting, instead_of=wrong, needed=failure.needed)
