"""Symptoms that belong to a diagnosis that is coded, by what is known of the disease (figures/integral_symptoms.tsv).

What a record itself says of a symptom and its disease is asked by `complaint_named`, `complaint_explained` and
`said_to_be_symptom`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.asked_by_notes import OF_THE_PROSTATE, is_asked_for
from chartproof.code.icd10cm.chart import is_taken_up, one_condition
from chartproof.code.icd10cm.episodes import SEQUELA, stage
from chartproof.code.icd10cm.integral import integral_to, may_be_integral
from chartproof.code.icd10cm.kinds import kind_told
from chartproof.code.icd10cm.laid import told_of_another
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.pain import SITES
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.code.icd10cm.wording import behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.5", URL),
)
def integral_symptom(coding: Coding, books: Books) -> Iterator[Reject]:
    """Signs and symptoms routinely part of a diagnosis that is coded are not coded besides it, unless a note asks for them."""
    for symptom in coding.assignments:
        if not may_be_integral(symptom.value):
            continue
        if (ailing := _is_painful(symptom, coding)) is not None:
            yield Reject(symptom, Why.INTEGRAL, (ailing,))
            continue
        for diagnosis in coding.assignments:
            if diagnosis is symptom or _taken_up_alone(symptom, diagnosis) or _is_over(diagnosis):
                continue
            if not integral_to(symptom.value, diagnosis.value):
                continue
            if _is_of_prostate(symptom, diagnosis, coding) or is_asked_for(symptom, coding, books.tabular):
                break
            apart = told_of_another(symptom, diagnosis, coding) or _said_not_of(symptom, diagnosis, coding)
            apart = apart or kind_told(symptom, coding, books) is not None
            apart = apart or (_is_final(symptom) and bool(diagnosis.mentions) and not _is_listed(diagnosis))
            if not (apart or _stands_for_itself(symptom, diagnosis)):
                yield Reject(symptom, Why.INTEGRAL, (diagnosis,))
                break


def _is_final(assignment: Assignment) -> bool:
    """Whether the final diagnoses name it for sure: a symptom listed there, and no disease of it, is what was left; a deformity among injuries is seen, not left."""
    return not assignment.value.startswith("M21") and any(
        m.section == "discharge_dx" and is_certain(m) for m in assignment.mentions
    )


def _is_listed(assignment: Assignment) -> bool:
    """Whether the final diagnoses name it, sure or not."""
    return any(m.section == "discharge_dx" for m in assignment.mentions)


def _is_of_prostate(symptom: Assignment, diagnosis: Assignment, coding: Coding) -> bool:
    """Whether a urinary symptom is told with an enlarged prostate, whose code with symptoms asks for it, and not with the diagnosis."""
    if not symptom.value.startswith(OF_THE_PROSTATE) or in_one_line(symptom, diagnosis):
        return False
    return any(in_one_line(symptom, a) or in_one_problem(symptom, a) for a in coding.having("N40"))


#: How a line denies that a symptom comes of a disease: "her fatigue is not due to the hypothyroidism".
_OF = Pattern(
    r"\b(?:due|from|related|unrelated|explained|caused|because|secondary|attributable|part|symptom|sign|result)\b",
    re.IGNORECASE,
)

_NOT_OF_THIS = Pattern(
    r"[\w ,/'-]{0,30}?\b(?:(?:is|are|was|were|does|do) not|(?:is|are|was|were|does|do)n['\u2019]t) (?:\w+ ){0,2}?"
    rf"(?:explained by|{FROM}|related to|part of|come from|fit with) (?:this|that|it|these|either|any of)\b",
    re.IGNORECASE,
)


def _said_not_of(symptom: Assignment, diagnosis: Assignment, coding: Coding) -> bool:
    """Whether a line of the assessment says that the symptom is not of the diagnosis, or is not of "this" in its problem."""
    lines = {m.line for m in symptom.mentions if is_taken_up(m)}
    if in_one_problem(symptom, diagnosis) and any(_NOT_OF_THIS.match(behind(m)) for m in symptom.mentions):
        return True
    concepts = {m.concept for m in diagnosis.mentions}
    return any(
        denied.line in lines
        and denied.assertion.presence is Presence.ABSENT
        and any(_OF.search(cue.words) for cue in denied.assertion.cues)
        and any(one_condition(denied.concept, concept) for concept in concepts)
        for denied in coding.reading.mentions
    )


def _is_painful(symptom: Assignment, coding: Coding) -> Assignment | None:
    """What the assessment calls painful in the same line, where no more is told of a pain, "painful bunion"; what hurts by its nature, where pain alone is told."""
    words = {e.words.lower() for m in symptom.mentions for e in m.evidence}
    if symptom.value != "R52" or not words:
        return None
    others = [a for a in coding.assignments if a is not symptom and not may_be_integral(a.value)]
    if words == {"painful"} and all(map(is_taken_up, symptom.mentions)):
        return next((a for a in others if in_one_line(symptom, a)), None)
    if not words <= _PAIN or any(map(_heads, symptom.mentions)):
        return None
    hurts = (a for a in others if any(integral_to(site, a.value) for site in SITES))
    stays = coding.encounter.is_stay
    return next(
        (
            a
            for a in hurts
            if (stays and a.needed is Needed.ADDRESSED)
            or in_one_line(symptom, a)
            or in_one_problem(symptom, a)
        ),
        None,
    )


def _heads(mention: Mention) -> bool:
    """Whether pain is the name of a problem by itself: "Pain.", not "Pain eased by the third day", "pain control"."""
    named = " ".join(e.words for e in mention.evidence)
    return mention.standing is Standing.PROBLEM and mention.line.words.strip(" .:;-*") == named


#: Pain of no place told.
_PAIN = frozenset({"pain", "pains", "painful", "aching", "ache", "sore", "discomfort"})


def _is_over(diagnosis: Assignment) -> bool:
    """An injury that is over: what it left is the condition that is treated (I.B.10)."""
    return diagnosis.value[0] in "ST" and len(diagnosis.value) == 8 and stage(diagnosis.value[-1]) == SEQUELA


def _taken_up_alone(symptom: Assignment, diagnosis: Assignment) -> bool:
    """The provider assessed the symptom, and the diagnosis is only told elsewhere; the injury told behind its pain is not."""
    if diagnosis.value.startswith("S") and in_one_problem(symptom, diagnosis):
        return False
    beside = in_one_line(symptom, diagnosis) or in_one_problem(symptom, diagnosis)
    if diagnosis.needed is Needed.OBLIGED and beside:
        return False  # what a complication's note asks for is assessed with it
    return symptom.needed is Needed.ADDRESSED and diagnosis.needed is not Needed.ADDRESSED


#: Codes of many findings, and the words of the one that belongs to a disease of the liver, to an infection.
_OF_MANY = {
    "R79.89": Pattern(r"\b(?:liver|hepatic|lfts?|transamin\w*|enzymes?|alt|ast)\b", re.IGNORECASE),
    "R68.89": Pattern(r"\b(?:rigors?|shak\w+)\b", re.IGNORECASE),
}
#: Findings of one code of which a disease has only some.
_SOME_OF = (
    ("R79.89", "I21", Pattern(r"\btrop\w*", re.IGNORECASE)),
    ("R79.89", "I24", Pattern(r"\btrop\w*", re.IGNORECASE)),
    ("R09.89", "I65.2", Pattern(r"\bbruits?\b", re.IGNORECASE)),
    (
        "R09.89",
        "J",
        Pattern(r"\b(?:crackle|rale|crepit|rhonch|breath|respirat|vesicular|snor|auscult)", re.IGNORECASE),
    ),
    ("R53.1", "G8", Pattern(r"\b(?:weak|strength|pares)", re.IGNORECASE)),  # asthenia is of the whole body
    ("R53.1", "I69", Pattern(r"\b(?:weak|strength|pares)", re.IGNORECASE)),
)
#: Disorders that other diseases bring as well, and words of a cause of their own.
_OF_THEIR_OWN = ("E87.2", "E87.70")
#: Symptoms that have other causes as often, and those diseases: laid to another they stand for themselves.
_OF_OTHERS = (("R53.1", "I69"), ("G47.9", "M79.7"), ("H04.2", "H04.12"))
#: Disorders that are a disease's symptom, or one with a treatment of its own where it heads a problem of its own.
_TREATED_APART = ("G47.00",)
_CAUSED_ELSE = Pattern(
    rf"\W*(?:(?:is|are|was|which is) )?(?:{FROM})\b(?! (?:(?:the|his|her|their|this|that|old|prior|dry) )*(?:it\b|this\b|strokes?\b|cva\b|fibromyalgia|dry\w*|eyes?\b))",
    re.IGNORECASE,
)
_CAUSED = Pattern(rf"\W*(?:{FROM})\b", re.IGNORECASE)


def _stands_for_itself(symptom: Assignment, diagnosis: Assignment) -> bool:
    """Whether the finding is another than the disease's, or has a cause of its own in a line that the disease is not in."""
    theirs = {m.line for m in diagnosis.mentions}
    if symptom.value in _TREATED_APART and not in_one_problem(symptom, diagnosis):
        return any(m.standing is Standing.PROBLEM for m in symptom.mentions)
    words = _some_of(symptom.value, diagnosis.value) or _OF_MANY.get(symptom.value)
    if any(symptom.value.startswith(s) and diagnosis.value.startswith(d) for s, d in _OF_OTHERS) and any(
        m.line not in theirs and _CAUSED_ELSE.match(behind(m)) for m in symptom.mentions
    ):
        return True
    if words is not None:
        return not any(words.search(e.words) for m in symptom.mentions for e in m.evidence)
    if not symptom.value.startswith(_OF_THEIR_OWN):
        return False
    return any(m.line not in theirs and _CAUSED.match(behind(m)) for m in symptom.mentions)


def _some_of(symptom: str, diagnosis: str) -> Pattern | None:
    return next((p for one, begins, p in _SOME_OF if symptom == one and diagnosis.startswith(begins)), None)
