"""Rehabilitation after a limb was taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Limbs that are absent, and the aftercare of the operation.
_ABSENT, _AFTERCARE = ("Z89.4", "Z89.5", "Z89.6", "Z89.1", "Z89.2"), "Z47.81"
#: What is done for the limb that is left.
_CARED = Pattern(
    r"\b(?:residual limb|stump|shrinker|pre-?prosth\w+|prosthe(?:tic|sis) (?:prep\w*|training|fitting|education|evaluation)|staples|sutures)\b",
    re.IGNORECASE,
)
#: An amputation by an injury is coded as the injury in its healing phase.
_INJURY = ("S48", "S58", "S68", "S78", "S88", "S98")


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.K, I.C.21.c.7", URL),
)
def aftercare_of_amputation(coding: Coding, _: Books) -> Iterator[Give]:
    """A stay of rehabilitation that cares for what is left of a limb taken off for a disease is orthopedic aftercare following amputation."""
    absent = coding.having(*_ABSENT)
    if coding.encounter.setting is not Setting.REHAB or not absent:
        return
    if coding.having(_AFTERCARE, *_INJURY):
        return
    for document in coding.encounter.documents:
        if found := _CARED.search(document.text):
            because = (absent[0], document.quote(*found.span()))
            yield Give(_AFTERCARE, because, needed=Needed.ADDRESSED)
            return
