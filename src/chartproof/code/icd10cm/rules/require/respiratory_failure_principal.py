"""Respiratory failure and another acute condition: which brought the patient in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.respiratory_failure_principal"
ASKS = "Please document which of these chiefly occasioned the admission, or whether both did equally."
CHOICES = ("the respiratory failure", "the other condition", "both equally", "other", "unable to determine")
#: Chapters whose own rules decide the order: pregnancy, newborns, poisoning, sepsis, HIV, COVID-19, vaping.
RULED = ("O", "P", "T", "A40", "A41", "R65", "B20", "U07")
ACUTE = (
    *(
        "I21",
        "I22",
        "I26",
        "I50.21",
        "I50.23",
        "I50.31",
        "I50.33",
        "I50.41",
        "I50.43",
        "I60",
        "I61",
        "I63",
        "J12",
    ),
    *(
        "J13",
        "J14",
        "J15",
        "J16",
        "J18",
        "J44.0",
        "J44.1",
        "J45.901",
        "J45.902",
        "J69.0",
        "J80",
        "J81.0",
        "J93",
    ),
)
_SAID = Pattern(
    r"\b(?:principal|equally|both|admitted (?:for|with)|reason for admission|developed|hospital day|after admission)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.10.b.3", URL),
)
def respiratory_failure_principal(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask which occasioned the admission where respiratory failure and another acute condition are both documented."""
    if not coding.encounter.codes_uncertain or coding.having(*RULED):
        return
    failures = [a for a in coding.having("J96.0", "J96.2") if a.needed is Needed.ADDRESSED]
    others = [a for a in coding.having(*ACUTE) if a.needed is Needed.ADDRESSED]
    if not failures or not others or any(says(a, _SAID) for a in (*failures, *others)):
        return
    shows = (failures[0].proof.words()[0], others[0].proof.words()[0])
    yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, shows))
