"""A disease that was talked over because of what speaks for it, and that nobody says the patient has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_disease
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Talk of it, with no word that it is the patient's.
_TALKED_OF = Pattern(
    r"\b(?:discuss(?:ed|ing)?|talked (?:about|over|through)|spoke (?:about|of)|talking about|mentioned|raised|brought up|went over|touched on)"
    r"(?: with (?:him|her|them|the (?:patient|family|parents)))?"
    r"(?: (?:about|the (?:possibility|question|chance|likelihood|idea) of|screening for|testing for|an? evaluation for))*"
    r"(?: (?!(?:his|her|their|my|your|known|current|ongoing|recent|new|diagnos\w*|management|treatment|control|results?|and|how|that|the)\b)[\w'/-]+,?){0,3} $",
    re.IGNORECASE,
)
#: What speaks for it or against it, behind it; a measurement is how a diagnosis is told.
_SPEAKS_FOR_IT = Pattern(
    r"(?: (?:as well|again|today|too|briefly))*,? (?:given|because of|in (?:view|light) of|on account of|considering|based on|due to) "
    r"(?:his|her|their|the|a|an|some|strong|this|these)\b[^.;\d]*(?:[.;]|$)"
    r"|[ ,;:\u2013-]+[^.;]{0,60}\b(?:(?:is|are|was|were) (?:normal|negative|reassuring|unlikely|not (?:typical|suspected|likely))|would (?:do|get|order|check|need|consider)\b[^.;]* if)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.H, II.H", URL),
)
def only_talked_over(coding: Coding, _: Books) -> Iterator[Reject]:
    """A disease talked over with the patient because of what speaks for it is not established by the talk."""
    for assignment in coding.assignments:
        if is_disease(assignment.value) and assignment.mentions and all(map(_is_talk, assignment.mentions)):
            yield Reject(assignment, Why.UNCERTAIN)


def _is_talk(mention: Mention) -> bool:
    if mention.standing in {Standing.PROBLEM, Standing.REASON}:
        return False
    after = behind(mention, 160)
    return _SPEAKS_FOR_IT.match(after) is not None and _TALKED_OF.search(ahead(mention)) is not None
