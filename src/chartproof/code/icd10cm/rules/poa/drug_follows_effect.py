"""The drug and what it did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Codes of drugs by their intent: adverse effect, underdosing.
_DRUG = Pattern(r"T(?:3[6-9]|4\d|50)\..{2}([56])")
EFFECT, UNDERDOSED = "5", "6"
#: What an anticoagulant brought about shows in a bleeding: it was there where that was.
BROUGHT = ("D68.32",)
#: Estrogens and contraceptives, and what they bring.
ESTROGENS, CLOTS = ("T38.4", "T38.5"), ("I26", "I82")
BLEEDERS = (*BROUGHT, "T45.515")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.k", URL),
)
def drug_follows_effect(coding: Coding, _: Books) -> Iterator[Poa]:
    """An underdosing was present on admission, being at home; an adverse effect was where what it did was."""
    drugs = [(a, found[1]) for a in coding.assignments if (found := _DRUG.match(a.value))]
    drugs += [(a, EFFECT) for a in coding.having(*BROUGHT)]
    if not drugs or not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for drug, intent in drugs:
        if intent == UNDERDOSED:
            yield Poa(drug, "Y", Rung.NOTED, (drug,))
            continue
        said = {value: a for a in _effects(drug, coding) if (value := stay.presence(a))}
        if not said and drug.value.startswith(BLEEDERS):
            said = {value: a for a in _bleeding(coding) if (value := stay.presence(a))}
        if len(said) == 1:
            for value, effect in said.items():
                yield Poa(drug, value, Rung.NOTED + 1, (effect,))


def _bleeding(coding: Coding) -> list[Assignment]:
    """What bleeds, by its title."""
    return [a for a in coding.assignments if a.value not in BROUGHT and _BLEEDS.search(a.title or "")]


_BLEEDS = Pattern(
    r"(?<!without )\b(?:bleeding|hemorrhage|epistaxis|hematuria|melena|hematemesis)\b", re.IGNORECASE
)


def _effects(drug: Assignment, coding: Coding) -> list[Assignment]:
    """What the drug's code was read from as its work, else what is named in the same lines, else what is of the same category."""
    words = drug.proof.words()
    others = [
        a
        for a in coding.assignments
        if a is not drug and not _DRUG.match(a.value) and a.value[0] not in "VWXYZ"
    ]
    harmed = [a for a in others if any(m.evidence[0] in words for m in a.mentions)]
    inline = harmed or [
        a
        for a in others
        if any(_in(m.evidence[0], word) or _in(word, m.line) for m in a.mentions for word in words)
    ]
    kinds = {m.concept[:3] for m in coding.reading.mentions if m.evidence[0] in words}
    clots = CLOTS if drug.value.startswith(ESTROGENS) else ("-",)
    return (
        inline
        or [a for a in others if a.value[:3] in kinds]
        or [a for a in others if a.value.startswith(clots)]
    )


def _in(words: Evidence, line: Evidence) -> bool:
    return words.document == line.document and line.start <= words.start and words.end <= line.end
