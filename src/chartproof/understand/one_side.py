"""The one side of which a record tells something, for a condition that its assessment names without a side.

Source: ICD-10-CM guidelines I.B.13 (laterality), I.B.14 (documentation of the encounter as a whole). "Pain shoots down
the right leg", and then "Sciatica": the side is that of the place where the complaint is told or found. A side that is
named as the sound one, that was treated or hurt in the past, or that is another person's, tells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.model.record import Document
from chartproof.terms.words import fold
from chartproof.understand.assertion import PAST_SECTIONS
from chartproof.understand.trait_words import SITES, Read

#: Parts of a record that tell of the present complaint.
_ELSEWHERE = PAST_SECTIONS | {
    "pmh",
    "family_history",
    "social_history",
    "medications",
    "allergies",
    "ros",
    "title",
}
_LOOKED_AT = frozenset({"exam", "imaging", "results"})
#: Places (folded) at which a condition is told whose own words name none, by the beginning of its concept.
_PLACES = {
    "M75": "shoulder arm cuff deltoid biceps neer hawkins",
    "M77.0": "elbow forearm arm epicondyle cozen",
    "M77.1": "elbow forearm arm epicondyle cozen",
    "M70.2": "elbow olecranon",
    "M70.6": "hip thigh trochanter buttock",
    "M16": "hip groin",
    "M17": "knee patella",
    "M22": "knee patella kneecap",
    "M23": "knee patella meniscus",
    "M20.1": "foot toe hallux bunion mtp",
    "M20.2": "foot toe hallux mtp",
    "M21.3": "foot ankle leg",
    "M76.6": "heel achilles ankle calf",
    "M76.8": "ankle foot",
    "M65.3": "finger thumb hand",
    "M72.0": "hand finger palm",
    "G56": "wrist hand finger thumb palm arm forearm elbow phalen tinel durkan",
    "G57.0": "leg thigh buttock calf foot hip",
    "G57.1": "thigh hip leg",
    "G57.2": "thigh leg knee",
    "G57.3": "leg foot ankle knee shin toe",
    "G57.4": "foot ankle toe heel leg",
    "G57.5": "foot ankle toe heel tinel",
    "G57.6": "foot toe mulder",
    "M54.3": "leg thigh buttock calf foot hip hamstring extremity slr",
    "M54.4": "leg thigh buttock calf foot hip hamstring extremity slr",
    "I80": "leg calf thigh arm forearm",
    "I82": "leg calf thigh arm",
    "I83": "leg calf thigh ankle shin",
    "I87": "leg calf ankle shin",
    "H6": "ear canal tm drum hearing pinna auricle",
    "H7": "ear canal tm drum hearing mastoid",
    "H8": "ear canal tm drum hearing",
    "H9": "ear canal tm drum hearing",
    "H": "eye eyelid lid cornea conjunctiva lens pupil retina vision",
    "C50": "breast axilla nipple",
    "D05": "breast nipple",
    "N6": "breast nipple axilla",
    "C64": "kidney flank",
    "N13": "kidney flank ureter",
    "N2": "kidney flank ureter",
    "S4": "shoulder arm cuff biceps clavicle humerus elbow",
    "S52.5": "wrist forearm arm radius ulna hand",
    "S52.6": "wrist forearm arm radius ulna hand",
    "S5": "elbow forearm arm wrist radius ulna",
    "S6": "wrist hand finger thumb",
    "S7": "hip thigh groin leg femur",
    "S82": "leg ankle shin tibia fibula knee",
    "S83": "knee meniscus acl mcl lcl pcl",
    "S86": "leg calf shin achilles ankle",
    "S9": "ankle foot toe heel",
    "K40": "groin",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A side of which something is told: at what places (folded words), and where."""

    value: str
    places: frozenset[str]
    read: Read
    at: int


def places_of(concept: str) -> frozenset[str]:
    """The places at which a condition is told, folded; the longest beginning of its concept counts."""
    begins = (concept[:n] for n in range(len(concept), 0, -1))
    return next((_folded(_PLACES[b]) for b in begins if b in _PLACES), frozenset())


@lru_cache(maxsize=64)
def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def sides_told(reads: Iterable[Read], labels: Iterable[Read]) -> list[Told]:
    """Every side of which the present record tells that something is the matter."""
    found = [told for read in reads if read.line.section not in _ELSEWHERE for told in _of_line(read)]
    return [*found, *(told for read in labels for told in _of_line(read))]


def present(beside: dict[str, list[tuple[str, Read, int]]]) -> dict[str, list[tuple[str, Read, int]]]:
    """The sides set beside each site without those of what was treated or hurt in the past, or is another person's."""
    kept = {site: [k for k in known if not is_over(k[1], k[2])] for site, known in beside.items()}
    return {site: known for site, known in kept.items() if known}


def one_side(told: Iterable[Told], places: frozenset[str]) -> Told | None:
    """The side that is told at these places, where it is one."""
    here = [each for each in told if each.places & places]
    both = [each for each in here if each.value == "bilateral"]
    if both:  # "both hands, the right worse": the worse side stands in the same sentence
        return both[0] if all(each.read is both[0].read for each in here) else None
    return here[0] if len({each.value for each in here}) == 1 else None


def _of_line(read: Read) -> Iterator[Told]:
    words = read.words
    for i, axis, value in read.traits:
        if axis.name != "laterality" or is_over(read, i):
            continue
        said = words.text[slice(*_clause(read, i))]
        if _is_nothing(said) or (value == "bilateral" and not _is_felt(read, said)):
            continue
        behind = [w for w in words.folded[i + 1 : i + 4] if w in SITES]
        yield Told(value, frozenset(behind[:1] or words.folded), read, i)


def tells_nothing(document: Document, label: Read) -> bool:
    """Whether what stands behind the label of an examination tells nothing wrong there: "Left hip: full motion, painless"."""
    end = document.text.find("\n", label.line.end)
    return _is_nothing(document.text[label.line.end : end if end >= 0 else None])


def _is_felt(read: Read, said: str) -> bool:
    """Whether words on both sides tell a complaint of both, not that both were examined."""
    return read.line.section not in _LOOKED_AT and _TROUBLE.search(_DENIALS.sub(" ", said)) is not None


def _is_nothing(said: str) -> bool:
    return _NOTHING.search(said) is not None and _TROUBLE.search(_DENIALS.sub(" ", said)) is None


def is_over(read: Read, i: int) -> bool:
    """Whether the side at a word number is one that was treated or hurt in the past, or another person's."""
    text, start = read.words.text, read.words.starts[i]
    first, last = read.line.start, read.line.end
    if read.line.section == "family_history" or _ANOTHERS.search(text, first, start):
        return True
    low, high = _clause(read, i)
    if _STILL.search(text, low, last):
        return False
    return any(p.search(text, low, high) is not None for p in (_REPLACED, _ONCE))


def _clause(read: Read, i: int) -> tuple[int, int]:
    """Where the clause that names a side begins and ends."""
    text, start, end = read.words.text, read.words.starts[i], read.words.ends[i]
    first, last = read.line.start, read.line.end
    low = max((m.end() for m in _APART.finditer(text, first, start)), default=first)
    after = next((m for m in _APART.finditer(text, end, last) if m.group() != ":"), None)
    return low, after.start() if after else last


#: What is said of one side stands apart from what is said of the other.
_APART = Pattern(
    r"[;:\n]|\.(?=\s|$)|,? (?:but|while|whereas|although|than)\b|,(?: and)? (?=(?:the |his |her |on the )?(?:left|right|rt|lt|contralateral|negative|positive|normal)\b)"
    r"|,? and (?=(?:the |his |her |a )?(?:(?:normal|negative|clear) |on the )?(?:left|right)\b)",
    re.IGNORECASE,
)
#: In the clause of a side: nothing is the matter with it.
_NOTHING = Pattern(
    r"\b(?:normal|unremarkable|painless|pain-?free|non-?tender|asymptomatic|fine|uninvolved|unaffected|uninjured|negative|benign|clear|intact|symmetric\w*|"
    r"unchanged|preserved|healed|good|no|not|without|none|never|denies|does ?n[o']t|full|sound|spared|quiet|wnl|opposite|contralateral|compared|versus|vs)\b|n['\u2019]t\b|\b20/(?:15|20|25)\b",
    re.IGNORECASE,
)
#: Behind a label: something is.
_TROUBLE = Pattern(
    r"(?<!non-)\b(?:pain(?!less|-?free)\w*|tender\w*|swell\w*|swollen|effusions?|erythema\w*|red|warm\w*|crepit\w*|limit\w*|positive|reproduc\w*|deform\w*|weak\w*|decreased|diminish\w*|reduced|"
    r"instab\w*|lax\w*|bulg\w*|ulcer\w*|edema\w*|wounds?|ecchymo\w*|bruis\w*|lacerat\w*|stiff\w*|atroph\w*|mass|lump|nodule|discharge|lock\w*|catch\w*|click\w*|narrow\w*|loss|lost|"
    r"sclerosis|opaci\w*|cataract\w*|occlu\w*|impact\w*|debris|perforat\w*|abnormal\w*|absent|numb\w*|drops?)\b",
    re.IGNORECASE,
)
_DENIALS = Pattern(r"\b(?:no|not|without|denies|negative for|free of)\b[^.;]*", re.IGNORECASE)
#: A joint that is no longer the patient's own, or a side that an operation rid of its trouble.
_REPLACED = Pattern(
    r"\b(?:replaced|replacement|arthroplasty|prosthe\w+|TKA|TKR|THA|THR|TSA|status post|s/p|posterior chamber (?:intraocular )?lens|pseudophak\w+|PCIOL|IOL|"
    r"(?:was|were|had been) (?:operated|repaired|released|removed|extracted|done|fixed|scoped))\b(?! (?:is |was )?(?:planned|scheduled|recommended|discussed))",
    re.IGNORECASE,
)
#: An injury or a disease of another time.
_ONCE = Pattern(
    r"\b(?:fractur\w*|broke|sprain\w*|tore|torn|tear|surgery|operat\w*|scope|arthroscop\w*|injur\w*|dislocat\w*|lumpectomy|mastectomy|stones?|had|clot|DVT|cellulitis)\b[^.;\n]*"
    r"\b(?:years? ago|in (?:(?:19|20)\d\d|childhood|college|high school|her (?:teens|twenties)|his (?:teens|twenties))|as a (?:child|kid|teen\w*|boy|girl)|decades? ago)\b"
    r"|\b(?:prior|previous|old|remote|history of(?: an?)?) (?:[\w-]+ ){0,2}(?:left|right)\b|\b(?:left|right) (?:[\w-]+ ){0,3}(?:years ago|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: What was hurt then troubles still, or what is told is yet to come.
_STILL = Pattern(
    r"\b(?:since|still|ever|persist\w*|continu\w*|again|now|recurr\w*|returned|worse\w*|ongoing|plan\w*|schedul\w*|will|recommend\w*|consider\w*|candidate|wants|discuss\w*|offer\w*|awaiting)\b",
    re.IGNORECASE,
)
#: Whose side is named, where that is another.
_ANOTHERS = Pattern(
    r"\b(?:husband|wife|spouse|partner|(?:grand)?(?:mother|father)|mom|dad|sister|brother|son|daughter|friend|neighbor|coworker|roommate|aunt|uncle|cousin)"
    r"(?:['\u2019]s|,? (?:who|whose|had|has|broke|tore|hurt|injured|underwent|needs|is recovering)(?! (?:noticed|seen|told|brought|said|bit|kick\w*)\b))(?: [\w-]+){0,5} $",
    re.IGNORECASE,
)
