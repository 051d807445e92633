"""A condition that the plan treats, though it heads no problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.named import TALK, is_named, is_shown
from chartproof.code.icd10cm.symptoms import is_certain, is_disease
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Mark
from chartproof.rules.core import rule

#: Words of care: a drug or dose, an order, a referral, watching, a choice made because of it.
_CARE = Pattern(
    r"\b(?:continu\w+|start\w*|initiat\w+|resum\w+|restart\w*|increas\w+|decreas\w+|titrat\w+|adjust\w*|chang\w+|switch\w*|"
    r"hold|held|stop\w*|avoid\w*|refill\w*|prescri\w+|refer\w*|consult\w*|order\w*|check\w*|recheck|repeat|monitor\w*|"
    r"follow\w*|treat\w*|manag\w+|given|giving|inject\w*|controlled|uncontrolled|stable|"
    r"on (?!(?:ultrasound|exam(?:ination)?|imaging|films?|x-?rays?|scans?|mammogra\w+|colonoscopy|endoscopy|biopsy|palpation|auscultation|inspection|testing|screening|standing|the|left|right|both|each|that|this|either|admission|arrival|presentation)\b)[a-z]{4,})\b|\d\s?(?:mg|mcg|units?|puffs?)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.I, IV.J", URL),
)
def treated_in_plan(coding: Coding, _: Books) -> Iterator[Mark]:
    """A condition that the assessment or plan treats, watches or has regard to is addressed, though it heads no problem."""
    for assignment in coding.assignments:
        if assignment.needed is not Needed.ALSO or not is_disease(assignment.value):
            continue  # other rules say how status, history, causes and circumstances are needed
        if any(
            _cared_for(m) or is_named(m, doubtful=coding.encounter.codes_uncertain) or is_shown(m)
            for m in assignment.mentions
        ):
            yield Mark(assignment, needed=Needed.ADDRESSED)


def _cared_for(mention: Mention) -> bool:
    if not is_taken_up(mention) or not is_certain(mention):
        return False
    words = mention.line.words
    return bool(_CARE.search(words) or _summed_up(mention)) and not TALK.search(words)


#: The assessment's own sum of who the patient is and what he has; who comes for something else is told with what he had before.
_SUM = Pattern(
    r"(?:in (?:summary|short|sum)|to (?:summarize|sum up)|overall)[,:]? (?:this is |s?he is |we have |mrs?\.? \w+ is |ms\.? \w+ is )?an? \d{1,3}[- ]year[- ]old "
    r"(?:[\w-]+ ){1,4}?with (?:(?!history|hx|prior|previous|past)[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_COMES = Pattern(
    r"\bwho (?:presents?|presented|comes?|came|returns?|is here|was seen|has come)\b", re.IGNORECASE
)


def _summed_up(mention: Mention) -> bool:
    """Whether a sentence that sums up the case names it first, as what the patient has."""
    ahead = mention.line.words[: mention.evidence[0].start - mention.line.start]
    return _SUM.match(ahead) is not None and not _COMES.search(mention.line.words)
