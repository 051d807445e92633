"""Which side is whose: the sides that a record sets beside its body sites, and those of a line that are another thing's.

Source: ICD-10-CM guidelines I.B.13 (laterality).
"""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Trait
from chartproof.terms.cause import FROM
from chartproof.terms.words import Words
from chartproof.understand.eyes import EYE
from chartproof.understand.trait_words import SITES, Read

#: How many words from its body site a side may stand elsewhere in the record.
BESIDE = 2
#: Behind a site: it is the sound one; before a side: what the ill one is compared with.
_SOUND = Pattern(
    r"[\w ]{0,12}?\W{0,3}(?:(?:is|was|exam|examination|side|comparison|looks|appears) ){0,2}(?:entirely |completely )?"
    r"(?:normal|unremarkable|non-?tender|pain(?:less|-?free)|asymptomatic|fine|uninvolved|unaffected|uninjured|negative|benign|clear|wnl|nl)\b",
    re.IGNORECASE,
)
#: What is told of it when nothing is: "does not bother her", "shows well-preserved joint spaces".
_UNTROUBLED = Pattern(
    r"[\w ]{0,12}?\W{0,3}(?:(?:does|did|has|is) ?n[o']t (?:\w+ )?(?:bother|hurt|trouble|pain|ache|give|involved|affected)\w*|(?:gives|has|have|causes) (?:her |him |them )?no (?:pain|trouble|symptoms|complaints)|"
    r"(?:shows?|has|have) (?:only )?(?:well[- ])?(?:preserved|maintained|normal) (?!\w*[^.;]*\b(?:but|pain\w*|tender\w*|effusion|swell\w*|hurts?)\b)|is (?:pain-?free|comfortable)\b(?![^.;]*\b(?:but|pain(?:ful|s)?|tender\w*|effusion|swell\w*|hurts?)\b))",
    re.IGNORECASE,
)
#: Before both sides: pictures are taken of the sound one too.
_PICTURED = Pattern(
    r"\b(?:films?|x-?rays?|radiographs?|views?|images?|imaging|mris?|cts?|ultrasounds?)(?: \w+)? of (?:the )?$",
    re.IGNORECASE,
)
_COMPARED = Pattern(
    r"\b(?:equal|equals?|compar\w+|same|symmetric\w*|opposite|contralateral|uninjured|unaffected|normal|than|unlike|versus|vs\.?)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
#: How a sound side is called right before it: a normal left hip.
_CALLED_SOUND = Pattern(
    r"\b(?:normal|healthy|unremarkable|uninjured|unaffected|uninvolved|asymptomatic|contralateral|opposite) $",
    re.IGNORECASE,
)


def _of_sound_site(side: int, read: Read) -> bool:
    """Whether a side is that of a site right behind it which is called normal right before: and a normal left hip."""
    words = read.words
    if side + 1 >= len(words) or words.folded[side + 1] not in SITES:
        return False
    return _CALLED_SOUND.search(words.text, read.line.start, words.starts[side]) is not None


_BOTH = frozenset({"both", "bilateral"})


def _is_sound(read: Read, side: int, site: int) -> bool:
    """Whether a side is named as the one that nothing is the matter with."""
    text, words = read.words.text, read.words
    if words.folded[side] in _BOTH and _PICTURED.search(text, read.line.start, words.starts[side]):
        return True
    told = (_SOUND, _UNTROUBLED)
    behind = any(p.match(text, words.ends[site], read.line.end) is not None for p in told)
    return behind or _COMPARED.search(text, read.line.start, words.starts[side]) is not None


#: What is worn at a place, or was there in another year, tells no side of what is the matter now.
_WORN = Pattern(
    r"\b(?:port|mediport|port-a-cath|pacemaker|icd|aicd|defibrillator|picc|catheter|chest tube|broke (?:his|her)[^.;]*\b(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def sides(reads: list[Read]) -> dict[str, list[tuple[str, Read, int]]]:
    """Where the record sets a side beside a body site that something is the matter with: site -> (side, line, word number)."""
    found: dict[str, list[tuple[str, Read, int]]] = {}
    for read in reads:
        if _WORN.search(read.words.text, read.line.start, read.line.end):
            continue
        at_side = {i for i, axis, _ in read.traits if axis.name == "laterality"}
        for i, axis, value in read.traits:
            if axis.name != "laterality":
                continue
            for j in range(i, min(i + BESIDE + 2, len(read.words))):
                word = read.words.folded[j]
                if j > i + 1 and j in at_side:
                    break  # the next place has a side of its own: the right hand and the left knee
                if j > i and _FROM.search(read.words.text, read.words.ends[j - 1], read.words.starts[j]):
                    break  # what it came from has none of its side: a metastasis to the left femur from the kidney
                if (
                    word in SITES
                    and read.words.breaks[j] - read.words.breaks[i] < 2
                    and not _is_sound(read, i, j)
                ):
                    found.setdefault(word, []).append((value, read, i))
            before = read.words.folded[i - 1] if i else ""
            if before in SITES and _BEHIND_SITE.fullmatch(
                read.words.text, read.words.ends[i - 1], read.words.starts[i]
            ):
                found.setdefault(before, []).append((value, read, i))
    return found


#: Between a site and the side told behind it: "tenderness over the ribs on the left".
_BEHIND_SITE = Pattern(r" on (?:the|his|her) ", re.IGNORECASE)
#: Organs that no limb holds: a side told of one is not another's (folded).
_ORGANS = EYE | frozenset("ear breast lung kidney ovary testis heart".split())


def is_of_another_organ(read: Read, i: int, named: frozenset[str]) -> bool:
    """Whether a side stands before the site of something else: of "dry eye; cellulitis of the left leg" no left eye."""
    words = read.words
    at = next((k for k in range(i + 1, min(i + 3, len(words))) if words.folded[k] in SITES), None)
    if at is None or "," in words.text[words.ends[i] : words.starts[at]]:
        return False  # "otitis media, bilateral, tubes planned": the side is told of what stands before
    place = words.folded[at]
    if place in named or (place in EYE and not EYE.isdisjoint(named)):
        return False
    return not _ORGANS.isdisjoint(named)


#: What a person has two of, named as more than one.
_PAIRS = Pattern(
    r"(?:knee|hip|shoulder|elbow|wrist|hand|ankle|arm|forearm|leg|thigh|eye|ear|breast)s|feet|calves",
    re.IGNORECASE,
)


def is_pair(words: Words, i: int) -> bool:
    """Whether a word names both of a pair: pain in the knees, ankylosis of the hands."""
    return _PAIRS.fullmatch(words.text, words.starts[i], words.ends[i]) is not None


#: Where a bone is, as a line names its place behind a comma: bimalleolar fracture, L ankle.
_AT = {
    "leg": frozenset({"ankle", "shin", "calf"}),
    "tibia": frozenset({"ankle", "knee", "leg", "shin"}),
    "fibula": frozenset({"ankle", "leg"}),
    "malleolus": frozenset({"ankle", "leg"}),
    "femur": frozenset({"hip", "thigh", "knee", "leg"}),
    "radius": frozenset({"wrist", "forearm", "elbow", "arm"}),
    "ulna": frozenset({"wrist", "forearm", "elbow", "arm"}),
    "humerus": frozenset({"shoulder", "arm", "elbow"}),
    "metatarsal": frozenset({"foot"}),
    "metacarpal": frozenset({"hand"}),
    "phalanx": frozenset({"finger", "toe", "hand", "foot"}),
    "meniscus": frozenset({"knee"}),
    "clavicle": frozenset({"shoulder"}),
}
#: Parts of a limb that the record may tell by the limb or its bones, of which it names one side: the right leg, and its calf.
_PART_OF = {
    "calf": frozenset({"leg", "tibia", "fibula"}),
    "shin": frozenset({"leg", "tibia", "fibula"}),
}


def is_anothers(i: int, at: tuple[int, ...], here: Read, named: frozenset[str]) -> bool:
    """Whether a side in the line of a mention is that of something else: a sound site, a metastasis, an artery, another organ."""
    return (
        _of_sound_site(i, here)
        or is_of_metastasis(i, at, here)
        or _of_companion(i, at, here)
        or _of_artery(i, at, here)
        or _of_site_between(i, at, here)
        or is_of_another_organ(here, i, named)
    )


def around(named: frozenset[str]) -> frozenset[str]:
    """Where bones are, as a line names their place behind a comma."""
    return frozenset().union(*(_AT.get(site, frozenset()) for site in named))


def whole_of(named: frozenset[str]) -> frozenset[str]:
    """The limbs, or their bones, of which some sites are parts."""
    return frozenset().union(*(_PART_OF.get(site, frozenset()) for site in named))


def is_of_both(here: Read, known: Trait, i: int) -> bool:
    """'left and right', 'right worse than left': the other side stands directly beside the one found."""
    return known.value in {"left", "right"} and any(
        abs(i - j) == 1 or _joins(here, min(i, j), max(i, j))
        for j, axis, _ in here.traits
        if axis.name == "laterality" and i != j
    )


def is_other_of_two(read: Read, known: Trait, i: int) -> bool:
    """Whether a side stands beside the very word of the side that was found."""
    beside = [j for j, axis, _ in read.traits if read.words.starts[j] == known.evidence.start]
    return is_of_both(read, known, i) and any(_joins(read, min(i, j), max(i, j)) for j in beside)


#: What stands between the two sides of what is of both; an "and" must have no site of the second behind it: not "right, and left hip bursitis".
_WORSE = Pattern(
    r"\s*(?:(?:is )?(?:(?:much )?worse|more|(?:much )?greater) than|>{1,3})(?: the)?\s*", re.IGNORECASE
)
_AND = Pattern(r"\s*(?:and|&|\+)(?: (?:on|in))?(?: the)?\s*", re.IGNORECASE)
_NO_SITE = Pattern(r"\s*(?:$|[.,;:)(\u2013-]|sides?\b|with\b|eyes?\b)", re.IGNORECASE)


def _joins(here: Read, first: int, last: int) -> bool:
    """Whether two sides are of one and the same thing: right and left, left worse than right."""
    text, start, end = here.words.text, here.words.ends[first], here.words.starts[last]
    if _WORSE.fullmatch(text, start, end):
        return True
    return (
        _AND.fullmatch(text, start, end) is not None
        and _NO_SITE.match(text, here.words.ends[last]) is not None
    )


#: Where a tumor went (folded), and how many words before it its side may stand.
_METASTASIS = frozenset({"metastasis", "met"})
_OF_ITS_SIDE = 4


def is_of_metastasis(i: int, at: tuple[int, ...], here: Read) -> bool:
    """Whether a side is that of a metastasis, which a mention of the tumor it is from does not have: "right femur metastasis from renal cancer"."""
    words = here.words.folded
    for m in (m for m, word in enumerate(words) if word in _METASTASIS):
        of_its_side = i < m <= i + _OF_ITS_SIDE and not _WITH.search(
            here.words.text, here.words.ends[i], here.words.starts[m]
        )
        named = (
            m == at[0]
            and len(at) > 1
            and here.words.text[here.words.starts[m] :][:10].lower() != "metastatic"
        )
        if of_its_side and (named or m < at[0]):
            return True
        if at[-1] < i and (of_its_side or at[-1] < m < i):
            return True
        if m < i < at[0] and _FROM.search(here.words.text, here.words.ends[i], here.words.starts[at[0]]):
            return True
    return False


#: Behind a side that ends what it is told of: "breast cancer, left, with nodal mets".
_WITH = Pattern(r", ?(?:with|w/)\B|, ?with\b", re.IGNORECASE)
#: Behind the side of a metastasis, before the tumor it is from: "bone met L femur from kidney ca".
_FROM = Pattern(rf"\b(?:{FROM})\b", re.IGNORECASE)
#: What comes along with a condition has a side of its own: "tinnitus accompanied by bilateral hearing loss".
_ALONG = Pattern(r"\b(?:accompanied by|associated with|along with|together with)\b", re.IGNORECASE)
#: Arteries and parts of the brain whose side is the stroke's, not that of the limbs it weakened.
_TERRITORY = frozenset(
    "mca aca pca ica middle anterior posterior carotid cerebral basal thalamic pontine frontal parietal".split()
)


def _of_artery(i: int, at: tuple[int, ...], here: Read) -> bool:
    """Whether a side inside the words of a mention is an artery's, and the mention begins behind a side of its own."""
    if not at[0] < i < at[-1] or here.words.folded[i + 1] not in _TERRITORY:
        return False
    return any(axis.name == "laterality" and j == at[0] - 1 for j, axis, _ in here.traits)


def _of_site_between(i: int, at: tuple[int, ...], here: Read) -> bool:
    """Whether a side inside the words of a mention stands before a site that is no word of it: of "left knee and right hip osteoarthritis" no right knee."""
    if not at[0] < i < at[-1]:
        return False
    folded = here.words.folded
    place = next((j for j in (i + 1, i + 2) if j < at[-1] and folded[j] in SITES), None)
    return place is not None and place not in at and any(folded[j] in SITES for j in at if j < i)


def _of_companion(i: int, at: tuple[int, ...], here: Read) -> bool:
    """Whether a side behind a mention is that of what came along with it, and names no site the two may share."""
    words = here.words
    if i < at[-1] or not _ALONG.search(words.text, words.ends[at[-1]], words.starts[i]):
        return False
    return SITES.isdisjoint(words.folded[i + 1 : i + 3])
