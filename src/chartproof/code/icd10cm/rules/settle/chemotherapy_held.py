"""Chemotherapy that the patient came for and did not get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import WHY

_WHAT = (
    r"(?:chemo(?:therapy)?|immunotherapy|treatment|infusion|cycle(?: ?#?\d+)?|C\d{1,2}|today'?s (?:dose|cycle|treatment)|"
    r"\w+(?:platin|taxel|rubicin|citabine|zumab|limab|lumab)|taxol|taxotere|folf\w+|r?-?chop|keytruda|opdivo)"
)
_NOW = r"(?:today|this (?:week|cycle|visit)|for now)"
#: "Hold chemo this week", "chemotherapy held today", "will defer cycle 4", "not treated today".
HELD = Pattern(
    rf"\b(?:hold|holding|defer|deferring|delay|delaying|postpone|postponing|skip|cancel) (?:the |her |his |their )?{_WHAT}\b"
    rf"|\b{_WHAT} (?:was |is |will be |being )?(?:held|on hold|deferred|delayed|postponed|cancell?ed|not given)\b[^.;\n]{{0,40}}\b{_NOW}"
    rf"|\b{_WHAT} (?:was |is |being )?(?:held|deferred|postponed|cancell?ed|not given)\b(?=[^.;\n]{{0,12}}(?:{WHY}|because|for|given|secondary|\.|$))"
    rf"|\b(?:not treated|no (?:chemo\w*|treatment|tx)|will not (?:treat|give chemo\w*)) {_NOW}\b",
    re.IGNORECASE | re.MULTILINE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.e.2", URL),
)
def chemotherapy_held(coding: Coding, _: Books) -> Iterator[Reject]:
    """An encounter for chemotherapy is one at which it was given; where it was held the neoplasm is what was managed."""
    held = None
    for one in coding.having("Z51.11", "Z51.12"):
        held = held or next((h for h in said(coding, HELD) if not _is_given_otherwise(h, coding)), None)
        if held is not None and not coding.encounter.is_stay:
            yield Reject(one, Why.UNSUPPORTED, (held,))


#: Of one drug it is said, and the cycle goes on: "proceed w/ C7 today, oxaliplatin held, 5FU given".
_GOES_ON = Pattern(
    r"\bproceed(?:ed|ing)? (?:w/|with) (?:c(?:ycle)? ?#?\d+|treatment|chemo\w*)\b|\b(?!not )[\w/-]+ given(?: today)?\b(?! (?:the|that|his|her|low|this))",
    re.IGNORECASE,
)
_AROUND = 60


def _is_given_otherwise(held: Evidence, coding: Coding) -> bool:
    """Whether the sentence says that the cycle is given, only one drug of it is not."""
    text = coding.encounter.document(held.document).text
    start = max(text.rfind(". ", 0, held.start), text.rfind("\n", 0, held.start), held.start - _AROUND)
    return any(
        _GOES_ON.search(text, a, b) for a, b in ((max(start, 0), held.start), (held.end, held.end + 30))
    )
