"""Sepsis and its organism."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.organisms import ahead, behind, blood_grew, grown, is_coded
from chartproof.code.icd10cm.together import in_one_line
from chartproof.code.icd10cm.under import told_below
from chartproof.code.icd10cm.wording import document_of, said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_SEPSIS = "sepsis|septicemia|urosepsis|septic shock"
_KINDS = {
    "A41.9": behind(_SEPSIS, "sepsis") + ahead(_SEPSIS, "sepsis") + grown(_SEPSIS, "sepsis"),
    "P36.9": behind("sepsis", "newborn_sepsis") + grown("sepsis", "newborn_sepsis"),
}
_BELOW = {"A41.9": blood_grew("sepsis"), "P36.9": blood_grew("newborn_sepsis")}
#: An infection of no site that the same words were read as.
VAGUE = ("A49.01", "A49.02", "A49.1", "A49.3", "A49.8")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.1.a.i, I.C.16.f", URL),
)
def sepsis_by_organism(coding: Coding, books: Books) -> Iterator[Give]:
    """Sepsis whose organism the provider names behind it, or as what the blood grew, is coded to that organism."""
    for plain in coding.having(*_KINDS):
        heads = [m for m in plain.mentions if m.standing is Standing.PROBLEM]
        told = [(value, said(coding, plain, words)) for value, words in _KINDS[plain.value]]
        told += [(value, _behind_its_head(coding, plain, words)) for value, words in _KINDS[plain.value]]
        told += [(v, told_below(coding, m, words)) for m in heads for v, words in _BELOW[plain.value]]
        for value, found in told:
            if coding.having(value):
                break  # it is told by a term of its own
            if found and is_coded(found, coding) and books.tabular.billable(value):
                vague = tuple(a for a in coding.having(*VAGUE) if in_one_line(a, plain))
                yield Give(value, (plain, found), (plain, *vague))
                break


#: So many characters behind its colon a head goes on.
_FAR = 60


def _behind_its_head(coding: Coding, plain: Assignment, words: Pattern) -> Evidence | None:
    """What a sepsis that heads a problem is due to, told behind its colon."""
    for mention in (m for m in plain.mentions if m.standing is Standing.PROBLEM):
        document, line = document_of(coding, mention.document), mention.line
        found = words.search(document.text, line.start, line.end + _FAR)
        if found and found.start() < line.end and "\n" not in found.group():
            return document.quote(*found.span())
    return None
