"""A condition that the plan treats, though it heads no problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain, is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Mark
from chartproof.rules.core import rule
from chartproof.terms.words import QUALIFIERS

#: Words of care: a drug or dose, an order, a referral, watching, a choice made because of it.
_CARE = Pattern(
    r"\b(?:continu\w+|start\w*|initiat\w+|resum\w+|restart\w*|increas\w+|decreas\w+|titrat\w+|adjust\w*|chang\w+|switch\w*|"
    r"hold|held|stop\w*|avoid\w*|refill\w*|prescri\w+|refer\w*|consult\w*|order\w*|check\w*|recheck|repeat|monitor\w*|"
    r"follow\w*|treat\w*|manag\w+|given|giving|inject\w*|controlled|uncontrolled|stable|on [a-z]{4,})\b|\d\s?(?:mg|mcg|units?|puffs?)\b",
    re.IGNORECASE,
)
#: Talk of what a condition may do, or of what is done lest it come.
_TALK = Pattern(
    r"\b(?:can (?:cause|lead)|could|may|might|risks?|prevent\w*|avoid(?:ing)? (?:further|future)|if\b|to help|in case|unless|"
    r"rule[ds]? out|signs of|symptoms of|explain\w*|educat\w*)\b",
    re.IGNORECASE,
)
#: A test that established it: what is explained to the patient then is no mere talk.
_SHOWN = Pattern(
    r"\b(?:x-?rays?|radiographs?|films?|imaging|mri|ct|scans?|ultrasound|biops(?:y|ies)|patholog\w+|cultures?|tests?|labs?|doppler|duplex|echo(?:cardiogram)?|emg|arthrogram|dexa|eeg|ekg|ecg)"
    r"(?: (?!(?:no|not|without|may|might|could|would|will|should|can|to|if)\b|ago\b|prior\b|last\b|(?:19|20)\d\d\b)[\w/-]+){0,4}? (?:have |has |had )?(?:also )?"
    r"(?:(?:reveal|show|confirm|demonstrat|establish|document)(?:s|ed|e|n|es|ing)?|(?:is |was |were |are )?(?:notable|significant|remarkable|positive) for) "
    r"(?:an? |the |his |her |that (?:he|she|they) (?:has|have|had) (?:an? )?)?",
    re.IGNORECASE,
)
#: How a sentence names what is the matter: "I believe this is a", "he has".
_NAMED = Pattern(
    r"(?:i (?:do )?(?:believe|feel|think) (?:that )?)?(?:this|that|it|he|she|they|the patient|patient|pt|(?:his|her|the|their) (?:[\w-]+ ){1,3}?)\s?"
    r"(?:is|are|has|have|represents?)(?: (?:a|an|due to|d/t|from|secondary to))? ",
    re.IGNORECASE,
)
#: What may stand between a test and what it showed: words of degree and shape, and sizes.
_DESCRIBED = QUALIFIERS | frozenset(
    "nondisplaced non-displaced displaced minimally comminuted complex full thickness full-thickness partial-thickness high-grade "
    "low-grade extensive diffuse focal nonobstructing obstructing x by mm cm to".split()
)
_SIZE = Pattern(r"\d+(?:[.x-]\d+)*(?:mm|cm)?")
#: Parts that name what is the matter.
NAMING = frozenset({"assessment", "assessment_plan", "impression", "discharge_dx"})
#: Codes that status, history, causes and circumstances have; other rules say how they are needed.
_OTHERS = ("V", "W", "X", "Y", "Z")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.I, IV.J", URL),
)
def treated_in_plan(coding: Coding, _: Books) -> Iterator[Mark]:
    """A condition that the assessment or plan treats, watches or has regard to is addressed, though it heads no problem."""
    for assignment in coding.assignments:
        if assignment.needed is not Needed.ALSO or assignment.value.startswith(_OTHERS):
            continue
        if not is_symptom(assignment.value) and any(
            _cared_for(m) or _opens(m) or _is_shown(m) for m in assignment.mentions
        ):
            yield Mark(assignment, needed=Needed.ADDRESSED)


def _cared_for(mention: Mention) -> bool:
    if not is_taken_up(mention) or not is_certain(mention):
        return False
    return bool(_CARE.search(mention.line.words)) and not _TALK.search(mention.line.words)


def _opens(mention: Mention) -> bool:
    """A sentence or item of the assessment begins with it: the provider names it as what is the matter."""
    if mention.section not in NAMING or not is_taken_up(mention) or not is_certain(mention):
        return False
    ahead = mention.line.words[: mention.evidence[0].start - mention.line.start]
    named = _NAMED.match(ahead)
    words = ahead[named.end() :] if named else ahead
    return QUALIFIERS.issuperset(words.lower().split()) and not _TALK.search(mention.line.words)


def _is_shown(mention: Mention) -> bool:
    """The plan says that a test showed it, right before it is named."""
    if not is_taken_up(mention) or not is_certain(mention):
        return False
    ahead = mention.line.words[: mention.evidence[0].start - mention.line.start]
    return any(_only_describes(ahead[found.end() :]) for found in _SHOWN.finditer(ahead))


def _only_describes(words: str) -> bool:
    return all(
        word in _DESCRIBED or _SIZE.fullmatch(word) for word in words.lower().replace(",", " ").split()
    )
