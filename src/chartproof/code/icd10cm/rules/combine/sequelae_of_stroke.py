"""What an old stroke left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.stroke import Stroke, left_by, lies_behind, sequela_code, stroke_beside, strokes
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: A past stroke that left nothing: history of infarction, and of other disease of the circulation.
HISTORY = {"I63": "Z86.73", "I60": "Z86.79", "I61": "Z86.79", "I62": "Z86.79"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.d.1, I.C.9.d.3", URL),
)
def sequelae_of_stroke(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A deficit left by a past stroke is a sequela of it (I69); a past stroke that left none is history."""
    told = tuple(strokes(coding))
    over = tuple(a for a in coding.having(*HISTORY) if _is_over(a, told, coding))
    left = False
    for deficit in coding.assignments if told else ():
        sequela = _sequela(deficit, told, coding)
        if sequela is not None and books.tabular.billable(sequela[1]):
            stroke, value, stays = sequela
            vague = coding.having(f"I69.{stroke.digit}0")
            gone = vague if stays else (deficit, *vague)
            heads = stroke.mention.standing is Standing.PROBLEM
            needed = Needed.ADDRESSED if heads else None
            yield Give(value, because=(deficit, *stroke.mention.evidence), instead_of=gone, needed=needed)
            left = True
    for stroke_code in over:
        if left:
            yield Reject(stroke_code, Why.HISTORY)
        else:
            value = HISTORY[stroke_code.value[:3]]
            yield Give(value, because=(stroke_code,), instead_of=(stroke_code,), instead_why=Why.HISTORY)


def _sequela(
    deficit: Assignment, told: tuple[Stroke, ...], coding: Coding
) -> tuple[Stroke, str, bool] | None:
    """The stroke that left a deficit, the code for it, and whether the deficit's own code stays."""
    if of_other_kind := stroke_beside(deficit, told):
        return of_other_kind, f"I69.{of_other_kind.digit}{deficit.value[5:]}", False
    for stroke in told:
        code = sequela_code(deficit, stroke.digit)
        if code is not None and left_by(deficit, stroke, coding):
            return stroke, *code
    return None


def _is_over(code: Assignment, told: tuple[Stroke, ...], coding: Coding) -> bool:
    """Whether every mention of a stroke that stands as current lies behind, or only names a cause."""
    known = {id(s.mention): s for s in told}
    mentions = [known[id(m)] for m in code.mentions if id(m) in known]
    deficits = [a for a in coding.assignments if sequela_code(a, "3")]
    return bool(mentions) and all(
        lies_behind(s, coding) or any(left_by(d, s, coding) for d in deficits) for s in mentions
    )
