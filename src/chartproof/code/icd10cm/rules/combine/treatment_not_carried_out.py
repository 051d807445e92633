"""An operation that was not carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.surgery import NOT_CARRIED_OUT
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import WHY
from chartproof.terms.sought import first

#: Why it was not: the patient's own decision, what lies outside the patient, or a condition.
_REFUSED = Pattern(
    r"\b(?:patient(?:'s|\u2019s)?|pt|he|she|they|family)\b[^.\n]{0,20}\b(?:refus\w+|declin\w+|decision|decided|changed|wish\w*|request\w*)",
    re.IGNORECASE,
)
_OUTSIDE = Pattern(r"\b(?:weather|staff\w*|equipment|power|scheduling|insurance|surgeon)\b", re.IGNORECASE)
_BECAUSE = Pattern(
    rf"\b(?:because|{WHY}|for|given|since|owing to|in view of)\b|^[^.\n]{{0,4}}(?:[,;:]|\s[-\u2013\u2014]\s)",
    re.IGNORECASE,
)
#: Elsewhere in the document: a condition that spoke against it.
_AGAINST = Pattern(
    r"\b(?:reason for (?:the )?cancel+ation|not safe to (?:go ahead|proceed)|unsafe to (?:go ahead|proceed)|not (?:fit|cleared|stable enough) for (?:surgery|anesthesia|the procedure))\b"
    rf"|\b(?:surgery|procedure|case|cancel+ed|postponed) (?:was )?(?:cancel+ed |postponed )?(?:{WHY}|for) (?:new|acute|active|uncontrolled|elevated)\b",
    re.IGNORECASE,
)
UNSPECIFIED = "Z53.9"
#: How far behind the words the reason stands.
_REACH = 120


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.F, IV.A.1", URL),
)
def treatment_not_carried_out(coding: Coding, _: Books) -> Iterator[Give]:
    """A planned operation that was not carried out is told by a code of Z53, by the reason it was not."""
    told = [_reason(coding, words) for words in said(coding, NOT_CARRIED_OUT)]
    told.sort(key=lambda one: one[0] == UNSPECIFIED)
    for value, shown in told[:1]:
        yield Give(value, because=(shown,), needed=Needed.OBLIGED)


def _reason(coding: Coding, words: Evidence) -> tuple[str, Evidence]:
    """The code of the reason, and the words with it."""
    document = coding.encounter.document(words.document)
    after = document.text[words.end : words.end + _REACH].split("\n\n")[0].split(". ")[0]
    shown = document.quote(words.start, words.end + len(after.rstrip(" .\n")))
    if _REFUSED.search(after):
        return "Z53.20", shown
    if _OUTSIDE.search(after):
        return "Z53.8", shown
    if _BECAUSE.search(after):
        return "Z53.09", shown
    against = first(_AGAINST, document.text)
    return (UNSPECIFIED, shown) if against is None else ("Z53.09", document.quote(*against.span()))
