"""A resident's part in a service, and what the teaching physician says of being there (42 CFR 415.172, 415.174)."""

from __future__ import annotations

from chartproof.code.claim.told import first
from chartproof.model.pattern import Pattern
from chartproof.model.record import Encounter, Evidence, Setting

RESIDENT = Pattern(
    r"\b(?:by|with|and|to) (?:the |our |my |a )?(?:[a-z]+ )?resident\b(?! (?:of|at|in|who lives|assistant|physician (?:son|daughter|husband|wife|brother|sister|friend|mother|father))\b)|\bresident(?:'s)? (?:note|physician(?! (?:son|daughter|husband|wife|brother|sister|friend|mother|father))|exam\w*|findings|assessment|history|documentation|"
    r"plan|doctor|surgeon|dr\.?|performed|saw|read|did|under|closed|assist(?:ed|ing)|sutured|placed|inserted|injected|repaired|reduced|delivered|drained|removed)\b|\bpgy[- ]?\d\b|\bagree with (?:the )?resident\b|\bteaching physician\b|\bresident\W{1,3}(?:dr\.?|[a-z]+,? (?:md|do)\b)|"
    r"\b(?:surgical|medicine|orthopedic|radiology|family medicine|pediatric|emergency|ob/gyn|anesthesia|chief|senior) (?:resident|fellow)\b|\bfellow\W{1,3}(?:dr\.?)"
)
#: In a home for residents only words for physicians tell of one.
_PHYSICIAN = Pattern(
    r"\bpgy[- ]?\d\b|\bresident physician\b|\bteaching physician\b|\b(?:medicine|chief|senior|family medicine) resident\b"
)
_PRESENT = Pattern(
    r"\bi (?:was |were )?(?:physically |personally )?present\b|\b(?:attending|teaching physician|dr\.? [a-z]+|staff) (?:was |were )?(?:physically |personally )?present\b|"
    r"\bpresent (?:for|during|at|through\w*) (?:the |all )?(?:\w+ )?(?:key|critical|entire|whole|procedure|viewing)|\bi (?:was|remained|stayed) (?:at (?:the )?bedside|in the room|in attendance|there)\b[^.;\n]{0,30}\b(?:whole|entire|throughout|during|duration|procedure)\b|\bkey (?:and critical |or critical |\(?critical\)? )?(?:portion|part|component)s?\b|"
    r"\bcritical (?:and key |or key )?(?:portion|part|component)s?\b|\bi (?:was )?scrubbed\b|\b(?:attending|teaching physician) (?:was )?scrubbed\b"
)
_SEEN = Pattern(
    r"\bi (?:have |also )?(?:personally |independently )?(?:saw|seen|examined|evaluated|interviewed|performed)\b|\bi (?:have )?(?:seen|examined|evaluated)\b|"
    r"\bseen and examined (?:by me|with (?:the )?resident)\b|\bsaw and (?:examined|evaluated)\b"
)
_IMAGES = Pattern(
    r"\bi (?:have )?(?:personally )?(?:reviewed|viewed|interpreted) (?:the )?(?:images?|films?|study|studies|tracings?|slides?)\b|\bpersonally reviewed the (?:images?|films?|study|tracing)\b"
)
_NOT_PRESENT = Pattern(
    r"\b(?:not|never|wasn't|was not) (?:physically |personally )?(?:present|scrubbed)\b|\bnot present\b"
)
EXCEPTION = Pattern(r"\bprimary care exception\b|\bunder the (?:teaching )?exception\b")


def resident_in(encounter: Encounter) -> Evidence | None:
    """The words that tell of a resident physician's part."""
    pattern = _PHYSICIAN if encounter.setting is Setting.NURSING else RESIDENT
    return first(encounter, pattern)


def presence_in(encounter: Encounter, work: str) -> Evidence | None:
    """The teaching physician's statement: of a visit seen and examined, of an act the key part, of a test the images."""
    if first(encounter, _NOT_PRESENT):
        return None
    ways = {"visit": (_SEEN, _PRESENT), "test": (_IMAGES, _PRESENT)}.get(work, (_PRESENT,))
    return next((e for pattern in ways if (e := first(encounter, pattern))), None)
