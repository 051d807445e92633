"""What stopped the artery of a cerebral infarction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.together import in_one_line, says
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

TABULAR = "ICD-10-CM Tabular List"
#: Words of the cause, and its digit among the precerebral and among the cerebral arteries.
_CAUSES = (
    (Pattern(r"\b(?:cardio-?|thrombo-?|athero-?)?embol(?:ic|ism|us|i)\b", re.IGNORECASE), "1", "4"),
    (Pattern(r"\bthromb(?:otic|osis|us)\b", re.IGNORECASE), "0", "3"),
)
#: How the sentences under it say that it was an embolism; what of them is not sure.
_CAME = Pattern(
    r"\b(?:clot|embol(?:us|i|ism)|thrombus)(?: (?:clearly|likely|probably|surely|almost certainly|most likely|that did it|must have))* "
    r"(?:(?:is|was|came|comes|coming|come|originat\w+|arose|travell?ed|broke|thrown|loose|off|up|out) )+(?:from|out of|in) "
    r"(?:\w+ ){0,3}?(?:heart|atri(?:um|al)|appendage|ventricle|valve|carotid|aort\w+|pfo)\b"
    r"|\b(?:it|this|stroke|infarct(?:ion)?|mechanism|etiology|cause|event|one)(?: (?:is|was|appears|looks|felt|thought|believed|judged|most|very|clearly|likely|probably|to be|an?|surely))+ "
    r"(?:cardio-?|thrombo-?|athero-?)?embol(?:ic|ism|us)\b",
    re.IGNORECASE,
)
_UNSURE = Pattern(
    r"\b(?:likely|probabl[ey]|thought|felt|believed|appears|looks|must have|almost|possibl[ey]|suspect\w*|presum\w*|may|might|could|if|whether)\b",
    re.IGNORECASE,
)
_NOT = Pattern(r"\b(?:not|no|never|without|rather than|ruled out|nor|n't)\b", re.IGNORECASE)
#: Embolism and thrombosis of an artery that the same words were read as.
VAGUE = ("I74.9", "I82.90", "I82.91")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(TABULAR, "I63.0, I63.1, I63.2, I63.3, I63.4, I63.5", URL),
)
def cerebral_infarction_by_cause(coding: Coding, books: Books) -> Iterator[Give]:
    """An infarction of a named artery that the record calls embolic or thrombotic is coded by that cause, and one whose own sentences say that a clot came from elsewhere as embolic."""
    for infarction in coding.having("I63.2", "I63.5"):
        for words, precerebral, cerebral in _CAUSES:
            if not says(infarction, words):
                continue
            digit = precerebral if infarction.value[4] == "2" else cerebral
            value = f"I63.{digit}{infarction.value[5:]}"
            if books.tabular.billable(value):
                vague = tuple(a for a in coding.having(*VAGUE) if in_one_line(a, infarction))
                yield Give(value, because=(infarction,), instead_of=(infarction, *vague))
            break
        else:
            told = _embolism_below(infarction, coding)
            value = f"I63.{'1' if infarction.value[4] == '2' else '4'}{infarction.value[5:]}"
            if told and books.tabular.billable(value):
                yield Give(value, because=(infarction, told), instead_of=(infarction,))


def _embolism_below(infarction: Assignment, coding: Coding) -> Evidence | None:
    """The sentence of its problem that says that a clot came from elsewhere; what is not sure counts where it is coded."""
    for line in (line for m in infarction.mentions for line in sentences(m, coding)):
        words = flat(line)
        found = _CAME.search(words)
        if found and not _NOT.search(words[: found.end()]):
            sure = not _UNSURE.search(words[: found.end()]) and "?" not in words
            if sure or coding.encounter.codes_uncertain:
                return line
    return None
