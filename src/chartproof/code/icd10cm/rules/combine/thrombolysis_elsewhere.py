"""A clot-dissolving drug that another hospital gave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.underdosed import sentence_of
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

VALUE = "Z92.82"
#: What such a drug is given for.
TREATED = ("I21", "I22", "I26", "I63", "I74")
_MOVED = Pattern(
    r"\btransfer(?:red)?\b|\bflown\b|\bairlift\w*|\b(?:outside|other|referring|transferring) (?:hospital|facility|ed)\b|\bosh\b",
    re.IGNORECASE,
)
_ELSEWHERE = Pattern(
    r"\bthere\b|\b(?:at|from|by) (?!(?:our|this|the) )(?:[\w.']+ ){1,4}(?:hospital|medical center|er|ed|clinic)\b|\b(?:outside|referring|transferring|sending|local|community|first|other|another) (?:\w+ ){0,2}(?:hospital|facility|ed)\b|"
    r"\bosh\b|\b(?:prior to|before) (?:the )?(?:transfer|arrival|flight)\b|\b(?<!the )(?<!our )(?:hospital|medical center|clinic|ed|facility)\b[^.;]{0,20}\bwhere\b|\bthe (?:hospital|medical center|clinic|facility)\b[^.;]{0,20}\bwhere\b|\b(?:from|at|by) (?-i:[A-Z])[\w.']+(?: (?-i:[A-Z])[\w.']+){0,4},? where\b|\bthen (?:flown|transferred|airlifted|sent)\b|\bcritical access\b|\bat [A-Z][a-z]+\b[^.;]{0,60}\bgiven\b|\bthen (?:helicopter|air|ground|ambulance)? ?transfer\b",
    re.IGNORECASE,
)
_NOT = Pattern(
    r"\bno (?:tpa|lytics?|thrombolysis|alteplase)\b|\bnot (?:a candidate|given|eligible)|\b(?:outside|out of) the window\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def thrombolysis_elsewhere(coding: Coding, _: Books) -> Iterator[Give]:
    """Where a patient comes by transfer and another facility gave a thrombolytic before, the receiving one reports it as a status."""
    treated = coding.having(*TREATED)
    if not treated or coding.having(VALUE):
        return
    for drug in coding.reading.drugs:
        if drug.kind != "thrombolytic" or drug.evidence is None:
            continue
        document = document_of(coding, drug.evidence.document)
        said = sentence_of(document, drug.evidence)
        if _ELSEWHERE.search(said.words) and not _NOT.search(said.words) and _MOVED.search(document.text):
            yield Give(VALUE, because=(said, treated[0]), needed=Needed.OBLIGED)
            return
