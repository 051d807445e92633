"""History of a stroke that left something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.stroke import AFTER_IT, strokes
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.d.3, I.B.10", URL),
)
def history_beside_sequela(coding: Coding, _: Books) -> Iterator[Reject]:
    """The history of a stroke or an injury says that it left nothing; it is not given beside its sequelae, nor is the stroke itself once its treatment is over."""
    for injury in (a for a in coding.having("S", "T") if a.value[-1] == "S"):
        for history in coding.having("Z87.81", "Z87.82"):
            if not set(injury.proof.words()).isdisjoint(history.proof.words()):
                yield Reject(history, Why.LESS_SPECIFIC, (injury,))
    sequelae = coding.having("I69")
    if not sequelae:
        return
    if coding.encounter.setting in AFTER_IT:
        yield from (Reject(a, Why.HISTORY, (sequelae[0],)) for a in coding.having("I60", "I61", "I62", "I63"))
    told = {words for stroke in strokes(coding) for words in stroke.mention.evidence}
    for history in coding.having("Z86.73", "Z86.79"):
        if told.issuperset(history.proof.words()):
            yield Reject(history, Why.EXCLUDED, (sequelae[0],))
