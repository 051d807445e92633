"""Complaints that head a problem whose sentences say what they are: "Knee pain. This is osteoarthritis.".

The sentence names the diagnosis and points back to the head; what names the complaint and its diagnosis both is asked
by `complaint_explained`, what is called a symptom of something by `said_to_be_symptom`. What is named here must be
addressed already: `disease_of_its_complaint` sees to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from chartproof.code.icd10cm.asked_by_notes import is_asked_for
from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.integral import integral_to
from chartproof.code.icd10cm.laid import told_of_another
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.named import Explained, explains
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.words import folded

#: What explains no complaint as a disease does: symptoms, causes and drugs, circumstances.
_NO_DISEASE = (*"RVWXYZ", "T36", "T37", "T38", "T39", "T4", "T50")
#: What is coded besides its cause unless it always belongs to it: hypoxemia, an altered mind, blood in the urine, convulsions.
_GRAVE = ("R09.02", "R31", "R40", "R41", "R55", "R56", "R57", "R65")
#: Losses that a disease of the part brings: of sight.
_LOSSES = ("H53.13", "H54.6", "H54.7")
#: A lack or an excess told by its figure, and the diseases that the Tabular List keeps apart from it or that bring it about.
_LEVELS = {
    "E53.8": ("D51", "D52"),
    "E61.1": ("D50",),
    "E83.52": ("E21.0", "E21.1", "E21.2", "E21.3"),
    "E83.51": ("E20", "E89.2", "E55"),
    "E83.42": ("N25.89",),
    "E87.1": ("E22.2", "E27"),
    "E87.6": ("E26", "N25.89"),
    "R79.89": ("E0", "E2", "E89"),
    "D72.819": ("D70",),
    "D69.6": ("D69.3", "D69.4", "D69.5", "M31.1"),
}


#: Behind the complaint: that nothing is known to be its cause.
_UNKNOWN = Pattern(
    r"\b(?:causes?|etiolog(?:y|ies)|source|reason|origin) (?:for (?:this|it) )?(?:(?:is|are|was|remains?|still) )*(?:(?:as yet|yet|still|so far) )?"
    r"(?:not (?:yet )?(?:clear|known|found|established|certain|determined|identified)|unclear|unknown|undetermined|uncertain|unexplained)\b"
    r"|\b(?:of|with) (?:an? )?(?:unclear|unknown|undetermined|uncertain) (?:cause|etiology|source|origin)\b|\bno (?:clear |obvious |definite )?(?:cause|explanation|etiology) (?:has been |was |is )?(?:yet )?(?:found|identified|so far|yet)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.4, I.B.5, IV.D", URL),
)
def complaint_named(coding: Coding, books: Books) -> Iterator[Reject]:
    """A complaint that heads a problem is not coded besides the diagnosis that the problem's own sentences say it is."""
    for complaint in coding.assignments:
        taken = [m for m in complaint.mentions if is_taken_up(m)]
        if not taken or not _may_be_explained(complaint):
            continue
        if is_asked_for(complaint, coding, books.tabular):
            continue
        named = next((a for a in coding.assignments if _names(a, taken, complaint, coding)), None)
        if named is not None:
            yield Reject(complaint, Why.INTEGRAL, (named,))


def _may_be_explained(complaint: Assignment) -> bool:
    """A symptom, a loss of sight, a level, or a disorder of which nothing but its general name is said."""
    left = is_symptom(complaint.value) or complaint.value.startswith((*_LOSSES, *_LEVELS))
    return left or "unspecified" in (complaint.title or "")


def _words(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(word for m in mentions for e in m.evidence for word in folded(e.words))


def _names(diagnosis: Assignment, taken: list[Mention], complaint: Assignment, coding: Coding) -> bool:
    """Whether a diagnosis is named under the head of every problem that the complaint heads."""
    if (
        diagnosis.needed is not Needed.ADDRESSED
        or diagnosis.value.startswith(_NO_DISEASE)
        or diagnosis is complaint
    ):
        return False
    words = _words(complaint.mentions)
    thought = coding.encounter.codes_uncertain
    naming = [m for m in diagnosis.mentions if _explains(m, words, (complaint, diagnosis), doubtful=thought)]
    of_level = diagnosis.value.startswith(_LEVELS.get(complaint.value, ()))
    if not (is_symptom(complaint.value) or complaint.value.startswith(_LOSSES) or of_level):
        naming = [m for m in naming if words <= _words((m,))]
    heads = [m for m in taken if m.standing is Standing.PROBLEM]
    under = all(any(_is_under(m, head) for m in naming) for head in heads)
    if any(_is_unexplained(head, coding) for head in heads):
        return False
    return bool(heads) and under and not told_of_another(complaint, diagnosis, coding)


def _is_unexplained(head: Mention, coding: Coding) -> bool:
    """Whether the sentence that a complaint heads says behind it that its cause is not known."""
    text, end = coding.encounter.document(head.document).text, head.evidence[-1].end
    stop = text.find(".", end)
    return _UNKNOWN.search(text, end, stop if stop >= 0 else len(text)) is not None


def _explains(
    mention: Mention, words: frozenset[str], both: tuple[Assignment, Assignment], *, doubtful: bool
) -> bool:
    """Whether a sentence says that the complaint is this; that the patient has it is enough where it belongs to it."""
    complaint, diagnosis = both
    how = explains(mention, words, doubtful=doubtful)
    belongs = integral_to(complaint.value, diagnosis.value)
    if how is Explained.IT_IS:
        return belongs or not complaint.value.startswith(_GRAVE)
    belongs = belongs or diagnosis.value.startswith(_LEVELS.get(complaint.value, ()))
    return how is Explained.HAS and (belongs or complaint.value[0] == diagnosis.value[0])


def _is_under(mention: Mention, head: Mention) -> bool:
    same = mention.problem == head.problem is not None and mention.document == head.document
    return same and mention.evidence[0].start > head.evidence[0].start
