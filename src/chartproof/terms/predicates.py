"""What only links a finding with what it is said of: "the abdomen was markedly distended", "a mass was felt in the groin".

Such words are no wall between the two, and none of a term's: the noun and what is said of it are one finding,
as they are in "markedly distended abdomen" and "a mass in the groin". A denial in between is never linked over.
"""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: Words that a link begins with, lower case.
LINKS = frozenset(
    "is are was were has have had remains remained becomes became appears appeared seems seemed looks looked".split()
)
_BE = (
    r"(?:(?:has|have|had) (?:been|become|remained|appeared)|is|are|was|were|remain(?:s|ed)|becomes|became|appear(?:s|ed)|"
    r"seem(?:s|ed)|look(?:s|ed))(?: to be)?"
)
_ADVERB = (
    r"(?:(?:[a-z]+ly|very|quite|somewhat|rather|also|again|still|now|then|more|being|a (?:little|bit)) )*"
)
_SEEN = r"(?:found|noted|noticed|seen|observed|judged|reported|described|detected|palpated|felt|identified|visualized|appreciated|discovered)"
#: What is said of a part, a function or a value.
_SAID = (
    r"elevated|increased|raised|high(?:er)?|decreased|reduced|diminished|low(?:er(?:ed)?)?|swollen|enlarged|dilated|distended|"
    r"tender|painful|sore|aching|pale|cold|dry|cyanotic|icteric|jaundiced|edematous|oedematous|erythematous|red|reddened|inflamed|"
    r"hyperemic|hyperaemic|injected|rigid|stiff|weak(?:ened)?|absent|positive|prolonged|abnormal|altered|impaired|blurr(?:ed|y)|"
    r"slurred|hoarse|ataxic|unsteady|unstable|inverted|irregular|rapid|fast|slow(?:ed)?|thickened|engorged|congested|bulging|"
    r"asymmetric(?:al)?|unequal|impacted|blocked|obstructed|plugged|clogged|packed|numb|itchy|black|bloody|tarry|loose|watery|liquid|hard|soft|warm|hot|moist|firm|tense|bloated|bruised|"
    r"infected|necrotic|gangrenous|perforated|ruptured|atrophic|atrophied|calcified|stenotic|stenosed|occluded|thrombosed|"
    r"herniated|displaced|fractured|broken|torn|dislocated|collapsed|consolidated|cloudy|brisk|exaggerated|constricted|fixed|"
    r"palpable|indurated|ulcerated|scaly|peeling|shortened|deformed|drooping|droopy|poor|difficult|yellow(?:ish)?|reddish|scarce|tired|twitching|tremulous|depressed|anxious|labile"
)
_LINK = Pattern(
    rf"{_BE} {_ADVERB}(?:{_SEEN} (?:to be )?{_ADVERB})?(?=(?:{_SAID})\b)"
    rf"|{_BE} {_ADVERB}(?:{_SEEN}|present|evident|visible|palpable|located|localized)(?= (?:in|on|at|over|around|within|along|throughout)\b)"
    rf"|(?:was|were) {_ADVERB}(?:excised|resected|removed|drained|biopsied|enucleated)(?= (?:in|on|from|over) (?:the|his|her) )",
    re.IGNORECASE,
)


def linked_to(text: str, at: int, end: int) -> int:
    """Where the words that only link, from `at`, end; `at` itself where there are none."""
    found = _LINK.match(text, at, end)
    if not found or (
        text[found.end() : found.end() + 4].lower() == "high" and _PRESSURE.search(text, max(0, at - 9), at)
    ):
        return at
    return found.end()


#: A pressure that was high is a reading; "high blood pressure" names the disease.
_PRESSURE = Pattern(r"(?:pressure|pressures|bp) $", re.IGNORECASE)


#: Nouns of a change in front of what changed: an increase in transaminases, a rise of creatinine.
CHANGES = {
    **dict.fromkeys(("increase", "increases", "rise", "rises", "increment"), "elevated"),
    **dict.fromkeys(("decrease", "decreases", "decline"), "decreased"),
}
_IN = Pattern(r" (?:in|of) (?:the |her |his |serum |plasma |blood )*(?=[a-z])", re.IGNORECASE)


#: What is high here is the test, not its result.
_TEST = Pattern(
    r"[- ](?:sensitivity|sensitive|resolution|definition|dose|flow|speed|power|quality)\b", re.IGNORECASE
)


def changes(word: str, text: str, stop: int, end: int) -> str | None:
    """The word for a change of what follows, or for a test that is high in something; None for any other use."""
    if word == "high":
        return "highly" if _TEST.match(text, stop, end) else None
    return CHANGES[word] if _IN.match(text, stop, end) else None
