"""A place or activity that only the patient's way of life names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import ACTIVITY, PLACE, causes
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.code.icd10cm.wording import ahead
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: An activity by which a complaint is worse: aching with walking, pain on running.
_BRINGS_ON = re.compile(
    r"\b(?:ach\w*|pains?|painful|hurts?|sore\w*|stiff\w*|symptoms?|worse\w*|tender\w*|limp\w*|cramp\w*|discomfort|short of breath|dyspnea|"
    r"aggravated|better|difficulty|trouble)\W+(?:(?:with|on|when|while|by|after|during) )(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
#: The section that tells how the patient lives.
HABITS = "social_history"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.b, I.C.20.c", URL),
)
def circumstance_of_habit(coding: Coding, _: Books) -> Iterator[Reject]:
    """Place and activity are those of the event: what is told as a habit, or as what makes a complaint worse, is neither."""
    for worse in coding.having(ACTIVITY):
        if worse.mentions and all(_BRINGS_ON.search(ahead(m)) for m in worse.mentions):
            yield Reject(worse, Why.UNSUPPORTED)
    for told in coding.having(PLACE, ACTIVITY):
        habit = bool(told.mentions) and all(m.section == HABITS for m in told.mentions)
        if habit and not any(in_one_line(told, cause) for cause in causes(coding)):
            yield Reject(told, Why.UNSUPPORTED)
