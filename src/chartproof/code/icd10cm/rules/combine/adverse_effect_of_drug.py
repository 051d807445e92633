"""What a drug did that was rightly given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.blamed import blamed, blamed_for_clot
from chartproof.code.icd10cm.blamed_apart import blamed_apart
from chartproof.code.icd10cm.drug_codes import Intent, drug_code, intent_in, particular
from chartproof.code.icd10cm.figures import row_for, rows
from chartproof.code.icd10cm.gout import placed, told_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.poisoned import is_wrongly_taken
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject, Time
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

GOUT = "M10.20"
#: Of the injuries' chapter only what an allergy does: angioedema, anaphylaxis by a drug.
ALLERGIC = ("T78.2", "T78.3", "T88.6")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.a, I.C.19.e.2, I.C.19.e.3, I.C.19.e.4", URL),
)
def adverse_effect_of_drug(coding: Coding, books: Books) -> Iterator[Give]:
    """A drug rightly given that did harm is told by its adverse effect code, once, behind what it did."""
    for harm in coding.assignments:
        if harm.value[0] in "STVWXYZ" and not harm.value.startswith(ALLERGIC):
            continue
        for mention in (m for m in harm.mentions if _is_coded(m, coding)):
            for name, evidence in blamed(coding, mention):
                value = drug_code(particular(name, coding.reading.drugs), Intent.ADVERSE_EFFECT, books)
                if value is None or is_wrongly_taken(mention.line.words):
                    continue
                yield from _given(harm, evidence, value, coding, books)
            for name, evidence, sentence in blamed_apart(coding, mention):
                value = drug_code(particular(name, coding.reading.drugs), Intent.ADVERSE_EFFECT, books)
                if value is not None and not is_wrongly_taken(sentence):
                    yield from _given(harm, evidence, value, coding, books)
        for name, evidence in blamed_for_clot(coding, harm.value):
            if value := drug_code(particular(name, coding.reading.drugs), Intent.ADVERSE_EFFECT, books):
                yield Give(value, (harm, evidence), needed=Needed.OBLIGED)


def _is_coded(mention: Mention, coding: Coding) -> bool:
    """Whether it is certain; on a stay what is likely is coded as if it were (II.H, III.C), and what resolved in it too."""
    said = mention.assertion
    if said.subject is not Subject.PATIENT:
        return False
    likely = said.presence is Presence.POSSIBLE and said.time is Time.NOW
    over = said.presence is Presence.PRESENT and all("resolved" in cue.words.lower() for cue in said.cues)
    return (
        is_certain(mention)
        or (likely and coding.encounter.codes_uncertain)
        or (over and bool(said.cues) and coding.encounter.is_stay)
    )


def _given(harm: Assignment, evidence: Evidence, value: str, coding: Coding, books: Books) -> Iterator[Give]:
    """The code of the drug behind the harm, and the harm by its name as a drug's work."""
    if not (
        _CLASS.fullmatch(evidence.words) and _is_poisoned(value, coding)
    ):  # of which the class only tells
        yield Give(value, (harm, evidence), needed=Needed.OBLIGED)
    if (becomes := _by_drug(harm.value, value)) and not _is_told_closer(harm, coding):
        placed_at = _placed(becomes, harm, coding, books)
        if (
            books.tabular.billable(placed_at) is not None
        ):  # one whose axis the record leaves open stays as it is
            yield Give(placed_at, (harm, evidence), (harm,))


#: The name of a class of drugs.
_CLASS = Pattern(r"opioids?|opiates?|narcotics?|sedatives?|stimulants?|antidepressants?", re.IGNORECASE)


def _is_poisoned(value: str, coding: Coding) -> bool:
    """Whether a poisoning by a drug of the same category is coded."""
    return any(intent_in(a.value) in "1234" for a in coding.having(value[:3]) if a.value[-1] == "A")


def _is_told_closer(harm: Assignment, coding: Coding) -> bool:
    """Whether its problem names it by another code of its category, the dry cough of a chronic cough, or its line by what it is: the colitis of an organism."""
    problems = {m.problem for m in harm.mentions} - {None}
    lines = {m.line for m in harm.mentions}
    general = row_for("general_terms", harm.value)
    kinds = tuple(general[1].split()) if general else ("-",)
    return any(
        (other.value[:3] == harm.value[:3] and m.problem in problems)
        or (other.value.startswith(kinds) and m.line in lines and is_certain(m))
        for other in coding.assignments
        for m in other.mentions
        if other is not harm
    )


def _placed(value: str, harm: Assignment, coding: Coding, books: Books) -> str:
    """Gout of a drug is coded to its joint where the record names one."""
    at, _ = placed(coding, told_of(harm.mentions, coding)) if value == GOUT else ("", None)
    found = books.tabular.billable(f"{value[:-1]}{at}") if at else None
    return found.code if found else value


def _by_drug(harm: str, drug: str) -> str | None:
    """What a condition is called by as the work of a drug: rash, neuropathy, constipation; by the drug where it matters."""
    for of, by, to, _ in rows("drug_induced"):
        if drug.startswith(by) and (harm == of or (of.endswith("-") and harm.startswith(of[:-1]))):
            return to[:-1] + harm[len(to) - 1 :] if to.endswith("-") else to
    return None
