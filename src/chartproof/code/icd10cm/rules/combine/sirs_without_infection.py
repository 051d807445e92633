"""SIRS, and what it is laid to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, joined_by_cause, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Give, Reject
from chartproof.rules.core import rule

RULE = "icd10cm.combine.sirs_without_infection"
INFECTED = "Please clarify the diagnosis behind the systemic inflammatory response in this infection."
CHOICES = (
    "infection without sepsis",
    "sepsis",
    "response to another condition",
    "other",
    "unable to determine",
)
FAILING = "Please document what the acute organ dysfunction is due to."
INFECTIONS = (
    *("A", "B", "J09", "J10", "J11", "J12", "J13", "J14", "J15", "J16", "J17", "J18"),
    *("J20", "J22", "N10", "N30.0", "N39.0", "L03", "L02", "K65", "M00", "M86", "G00", "I33"),
    *("U07.1"),
)
#: Acute organ dysfunctions that the Tabular List names at R65.
ORGANS = ("D65", "G72.81", "G93.40", "G93.41", "J96.0", "J96.2", "K72.0", "N17")
UNLAID = "Please document what the systemic inflammatory response is due to."
#: What it is of is still looked for: "SIRS present but no source, follow cultures".
_SOUGHT = Pattern(
    r"\bno (?:clear |obvious |apparent )?source\b|\bsource (?:unclear|unknown|not found|pending)\b|\bunclear source\b",
    re.IGNORECASE,
)
_LAID = Pattern(r"\b(?:due to|from|2/2|secondary to|pancreatitis|burns?|trauma)\b", re.IGNORECASE)
_WITH_FAILURE = Pattern(
    r"\b(?:sirs|inflammatory response)\b[^.;]*\bwith (?:acute )?(?:multi-?)?organ (?:dysfunction|failure)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.g", URL),
)
def sirs_without_infection(coding: Coding, _: Books) -> Iterator[Give | Reject | Ask]:
    """SIRS is coded with a disease that is no infection; with acute organ failure laid to it, as such; with an infection the provider is asked."""
    for sirs in coding.having("R65.10"):
        infections = [i for i in coding.having(*INFECTIONS) if in_one_line(sirs, i)]
        shows = sirs.proof.words()
        if infections and not any(in_one_line(sirs, o) for o in coding.having("K85", "S", "T", "C")):
            yield Reject(sirs, Why.EXCLUDED, (infections[0],))
            yield Ask(Query(RULE, Doubt.RELATION, INFECTED, CHOICES, (*shows, *infections[0].proof.words())))
            continue
        if says(sirs, _SOUGHT) and not says(sirs, _LAID):
            yield Reject(sirs, Why.UNSUPPORTED)
            yield Ask(Query(RULE, Doubt.RELATION, UNLAID, CHOICES, shows))
            continue
        failing = coding.having(*ORGANS)
        laid = [o for o in failing if joined_by_cause(o, sirs)]
        if laid or says(sirs, _WITH_FAILURE):
            yield Give("R65.11", because=(sirs, *laid), instead_of=(sirs,))
        elif failing:
            choices = ("due to SIRS", "due to the underlying condition", "other", "unable to determine")
            yield Ask(Query(RULE, Doubt.RELATION, FAILING, choices, (*shows, *failing[0].proof.words())))
