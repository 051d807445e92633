"""What was taken away as history or as a relative's, and the status code it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.figures import row_for
from chartproof.model.coding import Coding, Needed, Rejected, Why
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence
from chartproof.terms.cause import WHY


def past(coding: Coding, figure: str, why: Why) -> Iterator[tuple[Rejected, str]]:
    """Each code taken away for a reason, with the code a figure gives for it, each code once.

    A condition that the patient still has elsewhere on the record is no history.
    """
    now = {a.value[:3] for a in coding.assignments} if why is Why.HISTORY else set()
    given: set[str] = set()
    heads = _heads(coding)
    for rejected in sorted(coding.rejected, key=lambda r: heads.isdisjoint(r.proof.words())):
        if rejected.why is not why or rejected.code.value[:3] in now:
            continue
        row = row_for(figure, rejected.code.value)
        if row is not None and row[1] not in given:
            given.add(row[1])
            yield rejected, row[1]


def need_of(gone: Rejected, coding: Coding) -> Needed:
    """Addressed where what is over heads a problem of the assessment and is not only what an operation was for, else also."""
    own = set(gone.proof.words())
    apart = _heads(coding).isdisjoint(own) or (gone.code.value[0] != "C" and _operated_for(own, coding))
    return Needed.ALSO if apart else Needed.ADDRESSED


#: The operation that took it away, told before what it was done for: "s/p TAH 2015 for fibroids".
_OPERATED_FOR = Pattern(
    rf"\b(?:s/p|status post|underwent|had|prior|previous)\b[^.;]{{1,50}}\b(?:for|{WHY})\W*$",
    re.IGNORECASE,
)


def _operated_for(own: set[Evidence], coding: Coding) -> bool:
    """Whether all that names it tells what a past operation was for."""
    named = [m for m in coding.reading.mentions if own & set(m.evidence)]
    return bool(named) and all(
        _OPERATED_FOR.search(m.line.words, 0, m.evidence[0].start - m.line.start) for m in named
    )


def _heads(coding: Coding) -> set[Evidence]:
    """The words that head the problems of the assessment."""
    return {e for m in coding.reading.mentions if m.standing is Standing.PROBLEM for e in m.evidence}
