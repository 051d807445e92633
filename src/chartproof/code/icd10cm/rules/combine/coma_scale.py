"""What the coma scale was at the start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.coma import SEDATED, when_taken
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage, told
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.record import Measure
from chartproof.model.results import Give
from chartproof.rules.core import rule

PARTS = (("eyes", "R40.21"), ("verbal", "R40.22"), ("motor", "R40.23"))
#: Totals above these are 13-15 and 9-12.
MODERATE, SEVERE = 12, 8
FULL = 15


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.e.1", URL),
)
def coma_scale(coding: Coding, books: Books) -> Iterator[Give]:
    """Beside a traumatic brain injury the first coma scale is coded: its three parts, or the total where only that is told."""
    injuries = coding.having("S06")
    measured = [m for m in coding.reading.measures if m.name.startswith("coma scale") and m.evidence]
    if not injuries or not measured or any(told(a, coding, SEDATED) for a in coding.having("R40.20")):
        return
    awake = [
        m for m in measured if m.evidence and not SEDATED.search(passage(m.evidence, coding.encounter)[0])
    ]
    vague = coding.having("R40.20")
    parts = [next((m for m in awake if m.name == f"coma scale {part}"), None) for part, _ in PARTS]
    total = next((m for m in awake if m.name == "coma scale"), None)
    score = sum(int(m.value) for m in parts if m) if all(parts) else int(total.value) if total else 0
    # who is awake, or nearly so, has no more than the injury: the scale may be coded
    need = Needed.ALSO if score > (MODERATE if not all(parts) else FULL - 1) else Needed.OBLIGED
    found = zip(parts, PARTS, strict=True) if all(parts) else ((total, ("total", "R40.24")),)
    for measure, (_, stem) in found:
        if measure is None or measure.evidence is None:
            continue
        value = f"{stem}{_digit(measure)}{when_taken(measure.evidence, coding)}"
        if books.tabular.billable(value):
            yield Give(value, because=(measure.evidence, injuries[0]), instead_of=vague, needed=need)


def _digit(measure: Measure) -> int:
    """The sixth character: the score of a part itself, the band of a total."""
    score = int(measure.value)
    if measure.name != "coma scale":
        return score
    return 1 if score > MODERATE else 2 if score > SEVERE else 3
