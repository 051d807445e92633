"""What was given within a clinical trial: what is investigated (Q0), or routine care of it (Q1)."""

from __future__ import annotations

from chartproof.code.claim.told import Told, first, sentence
from chartproof.model.pattern import Pattern
from chartproof.model.record import Encounter, Evidence, Payer

_NUMBER = Pattern(r"\bnct[ #:-]{0,3}\d{8}\b|\bclinical ?trials?\.gov\b[^.\n]{0,30}\d{8}")
_TRIAL = Pattern(
    r"\b(?:clinical trial|research (?:study|protocol)|study protocol|trial protocol|study (?:visit|drug|day|device)|trial (?:visit|participant)|on (?:the )?(?:study|trial|protocol)|nct ?\d{8}|investigational)\b"
)
#: Of one service, once the record is of a trial.
_OF_IT = Pattern(
    r"\b(?:per|by|under|as required by|required by) (?:the |study |trial )?(?:protocol|study|trial)\b|\b(?:study|trial)[- ](?:required|related|mandated)\b"
)
_INVESTIGATIONAL = Pattern(r"\b(?:investigational|study (?:drug|device|agent)|under investigation)\b")
_NOT_IN_IT = Pattern(
    r"\b(?:declin\w*|refus\w*|not (?:eligible|enrolled|interested|in a)|ineligible|screen(?:ing)? fail\w*|consider\w*|discuss\w*|withdr\w+|completed|previous\w*|refer\w*|candidate|may be|prior)\b"
)
_NO_NUMBER = "the record gives no trial number"


def in_trial(encounter: Encounter, span: Evidence | None = None) -> Told | None:
    """Q0 or Q1 of what a span tells of, of the whole record where None; Medicare's alone."""
    if encounter.payer is not Payer.MEDICARE:
        return None
    words = first(encounter, _TRIAL)
    if words is None or _NOT_IN_IT.search(sentence(encounter, words).words.lower()):
        return None
    told = (span or sentence(encounter, words)).words.lower()
    if span is not None and not (_TRIAL.search(told) or _OF_IT.search(told)):
        return None
    number = first(encounter, _NUMBER)
    modifier = "Q0" if span is not None and _INVESTIGATIONAL.search(told) else "Q1"
    return Told(modifier, (words, number) if number else (words,), "" if number else _NO_NUMBER)
