"""What was taken away as history or as a relative's, and the status code it becomes."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.icd10cm.figures import row_for
from chartproof.model.coding import Coding, Needed, Rejected, Why
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence


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
    """Addressed where what is over heads a problem of the assessment, else also."""
    return Needed.ALSO if _heads(coding).isdisjoint(gone.proof.words()) else Needed.ADDRESSED


def _heads(coding: Coding) -> set[Evidence]:
    """The words that head the problems of the assessment."""
    return {e for m in coding.reading.mentions if m.standing is Standing.PROBLEM for e in m.evidence}
