"""What an allergen once did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.allergies import stretches
from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Document, Evidence
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What heads a problem, or brought the patient, is of today whatever it is to.
TAKEN_UP = frozenset({Standing.PROBLEM, Standing.REASON})

#: "Penicillin allergy (anaphylaxis)" heads a problem by the allergy.
_ALLERGY = Pattern(r"\ballerg(?:y|ies|ic)\b", re.IGNORECASE)
#: Conditions that stay with a patient and that an allergen may bring about.
OF_ALLERGY = ("J30", "J45", "L20", "H10")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def allergy_reaction(coding: Coding, _: Books) -> Iterator[Reject]:
    """The reaction noted beside an allergen in the allergy list is not a condition of today; the allergy status may be."""
    told = (*stretches(coding), *_former(coding))
    for assignment in coding.assignments:
        if row_for("chronic_conditions", assignment.value) and not assignment.value.startswith(OF_ALLERGY):
            told_there: tuple[
                Evidence, ...
            ] = ()  # "allergy to penicillin, hypertension" is a list of its own
        else:
            told_there = told
        listed = all(m.section == "allergies" or _within(m, told_there) for m in assignment.mentions)
        if listed and assignment.mentions and not assignment.value.startswith("Z"):
            yield Reject(assignment, Why.HISTORY)


def _within(mention: Mention, told: tuple[Evidence, ...]) -> bool:
    at = mention.evidence[-1]
    behind = _ALLERGY.search(mention.line.words[: max(0, at.start - mention.line.start)]) is not None
    return (behind or mention.standing not in TAKEN_UP) and any(
        part.document == at.document and part.start <= at.start and at.end <= part.end for part in told
    )


#: A drug is passed over for what it once did: "in view of the hives with amoxicillin we will use cefdinir".
_FORMER = Pattern(
    r"\b(?:because of|given|in view of|in light of|due to|despite) (?:the |his |her |their |a |prior |past |previous |reported |childhood |history of )*"
    r"(?:hives|urticaria|rash|anaphylaxis|angioedema|swelling|itching|reaction) (?:with|to|from|on|after) ",
    re.IGNORECASE,
)
_INSTEAD = Pattern(
    r"[^.;\n]{0,60}\b(?:use|used|using|chose|chosen|choose|instead|avoid\w*|gave|give|given|prescrib\w+|start\w*|switch\w*|treat\w*|will)\b",
    re.IGNORECASE,
)


def _former(coding: Coding) -> Iterator[Evidence]:
    """The words by which another drug is chosen, with the drug that did harm before."""
    for document in coding.encounter.documents:
        for found in _FORMER.finditer(document.text):
            end = found.end()
            named = next(iter(drug_names(document.text[end : end + _NEAR])), None)
            if named is None or named[0] != 0 or not _INSTEAD.match(document.text, end + named[1]):
                continue
            if not _is_of_today(document, found.start(), document.text[end : end + named[1]]):
                yield document.quote(found.start(), end + named[1])


#: The reaction is one of today: it began, or the drug is taken now and stopped.
_TODAY = Pattern(
    r"\b(?:today|yesterday|tonight|this (?:morning|week)|last (?:night|week)|new|now|beg[au]n|start(?:ed|ing) (?:on )?(?:\w+day|\d+)|stop\w*|switch\w*|discontinu\w*|hold|develop\w*|currently)\b",
    re.IGNORECASE,
)
_BEFORE = Pattern(r"\b(?:prior|past|previous|childhood|history|years? ago|(?:19|20)\d\d)\b", re.IGNORECASE)
_TAKEN = r"\b(?:(?:is|now|currently|been)? ?on|taking|started|day \d+ of) (?:the |her |his )?%s\b"


def _is_of_today(document: Document, start: int, drug: str) -> bool:
    """Whether the sentence, or the drug still taken, says that the reaction is one of today."""
    end = min(
        (i for i in (document.text.find(". ", start), document.text.find("\n", start)) if i > 0), default=None
    )
    words = document.text[start:end]
    if _BEFORE.search(words):
        return False
    taken = re.search(_TAKEN % re.escape(drug), document.text[:start], re.IGNORECASE)
    return _TODAY.search(words) is not None or taken is not None


_NEAR = 40
