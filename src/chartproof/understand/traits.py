"""The documented axes of a mention: laterality, acuity, severity, stage, episode, healing….

Source: ICD-10-CM guidelines I.B.2 (highest level of detail), I.B.13 (laterality), I.C.19.a (episode).
The words and how far they reach stand in cues/traits.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import yaml

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Standing, Trait
from chartproof.model.record import Document
from chartproof.terms.former import is_former, is_taught, was_before
from chartproof.terms.ruled_out import RULED_OUT
from chartproof.terms.words import Words
from chartproof.understand.came import came_back
from chartproof.understand.eyes import EYE, eye_told
from chartproof.understand.sound import is_called_off

#: Axes of a state that a provider says a disease is not in, some words between.
_CALLED = frozenset({"exacerbation", "intractable", "status", "healing"})


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its name, how far its words reach, and which value each word documents."""

    name: str
    reach: str


@lru_cache(maxsize=1)
def _axes() -> dict[str, tuple[Axis, str]]:
    """Every trait word (folded) with its axis and value."""
    text = files("chartproof.understand").joinpath("cues/traits.yml").read_text("utf-8")
    loaded = yaml.load(text, yaml.BaseLoader)  # noqa: S506  string-only: 3a stays 3a, no stays no
    found: dict[str, tuple[Axis, str]] = {}
    for name, axis in loaded.items():
        for value, words in axis["values"].items():
            for word in words:
                found[word] = (Axis(name, axis["reach"]), value)
    return found


#: Axes of a state that a disease may yet come to.
_STATES = _CALLED | {"stage", "control", "aura"}

#: How many words from the mention a trait word in the same line may stand.
NEAR = 8
#: How many words from its body site a side may stand elsewhere in the record.
BESIDE = 2

#: Words of sites that have a left and a right (folded).
SITES = frozenset(
    "knee hip shoulder elbow wrist hand ankle foot toe finger thumb arm forearm leg thigh calf eye ear breast lung "
    "kidney testis ovary groin heel rib cheek hamstring quadriceps biceps achilles femur tibia fibula humerus radius "
    "ulna clavicle scapula patella metatarsal metacarpal carotid hemisphere buttock flank jaw temple eyelid cuff meniscus "
    "acl mcl lcl pcl chest ureter tube axilla palm heel forefoot midfoot hindfoot trochanter".split()
)


@dataclass(slots=True)
class Read:
    """One line, its words, and the trait words among them (word number, axis, value)."""

    line: Line
    words: Words
    traits: list[tuple[int, Axis, str]]
    pointed: bool = False  # a reader pointed at these words of the line: they belong together


def read_line(line: Line, words: Words) -> Read:
    """Find the trait words of a line."""
    axes = _axes()
    found = [
        (i, *axes[w])
        for i, w in enumerate(words.folded)
        if w in axes and not (_denied(words.folded, i) or _is_what_remains(words, i))
    ]
    found = [told for told in found if not (told[1].name in _CALLED and is_called_off(words, told[0]))]
    found = [told for told in found if not RULED_OUT.match(words.text, words.ends[told[0]])]
    found = [
        told
        for told in found
        if not (is_former(words, told[0]) or was_before(words, told[0]) or is_taught(words, told[0]))
    ]
    found = [told for told in found if not (told[1].name == "episode" and _is_warned(words, told[0]))]
    found = [told for told in found if not (told[1].name in _STATES and _is_only_if(words, told[0]))]
    found += [
        (i, *axes[_SIDES[w]])
        for i, w in enumerate(words.folded)
        if w in _SIDES
        and (_is_side(words, i) or (line.standing is Standing.PROBLEM and _ends_head(words, i)))
    ]
    later = axes["followup"]
    for i, pair in enumerate(pairwise(words.folded)):
        if pair in _LATER:
            found.append((i, *later))
        elif pair in _IN_PLACE:
            found.append((i + 1, *axes["nondisplaced"]))
    if line.standing is Standing.PROBLEM and words.folded[-2:] == ["follow", "up"] and words.breaks[-1] > 1:
        found.append((len(words) - 2, *later))
    if line.standing is Standing.PROBLEM and (back := came_back(words)) is not None:
        found.append((back, *later))
    return Read(line, words, sorted(found, key=lambda t: t[0]))


#: Sequelae that may come, and are warned of: "delayed neuro sequelae precautions".
_MAY_COME = Pattern(r"\b(?:delayed|possible|potential|risk of|risks of|late)(?: [\w-]+)? $", re.IGNORECASE)
_WARNED_OF = Pattern(
    r"s? (?:precautions|warnings?|risks?|teaching|education|discussed|reviewed|explained|may|can|could|to watch)\b"
)


#: What an old injury or illness leaves, behind "residual"; rust, stones and urine are left of something else.
_LEFT = Pattern(
    r"(?:,? (?:mild|moderate|severe|left|right|chronic|some|minimal|motor|sensory|facial|R|L))* (?:deficits?|weakness|effects?|symptoms?|pain|stiffness|disability|limp|"
    r"numbness|hemi\w+|para\w+|mono\w+|aphasia|dysarthria|dysphagia|ataxia|scar\w*|contracture|instability|deformity|impairment|paralysis|loss|from|of|after)\b|\W*$|[.;,]"
)


def _is_warned(words: Words, i: int) -> bool:
    if words.folded[i] == "residual":
        return _LEFT.match(words.text, words.ends[i]) is None
    return words.folded[i].startswith("sequela") and (
        _MAY_COME.search(words.text, 0, words.starts[i]) is not None
        or _WARNED_OF.match(words.text, words.ends[i]) is not None
    )


#: Two words (folded) that say that a fracture is not displaced: "without displacement".
_IN_PLACE = frozenset((no, "displaced") for no in ("not", "no", "without"))
#: Two words (folded) that say a later stage of care.
_LATER = frozenset(
    {
        *(("subsequent", w) for w in ("visit", "encounter", "care")),
        *(("cast", w) for w in ("change", "removal", "check", "off", "out", "removed")),
    }
)


def _is_side(words: Words, i: int) -> bool:
    """Whether a capital R or L stands for a side: before a word, and not behind a number (2 L), unless a stage's (stage 2 L hip)."""
    text, start, end = words.text, words.starts[i], words.ends[i]
    before = text[max(0, start - 2) : start].strip()
    counted = before[-1:].isdigit() and not _STAGE_BEFORE.search(text, 0, start)
    alone = text[start:end].isupper() and not counted and before[-1:] not in {"/", "-", "&"}
    return alone and (
        bool(_SIDED.match(text, end)) or any(m.start() <= start < m.end() for m in _GREATER.finditer(text))
    )


#: One side worse than the other: "knee OA, R>L".
_GREATER = Pattern(r"\b(?:R ?>{1,3} ?L|L ?>{1,3} ?R)\b")


def _ends_head(words: Words, i: int) -> bool:
    """Whether a capital R or L ends what a problem is called: otitis media L - amoxicillin."""
    text, start, end = words.text, words.starts[i], words.ends[i]
    return text[start:end].isupper() and bool(_NAMED.search(text, 0, start)) and bool(_ENDED.match(text, end))


def _denied(folded: list[str], i: int) -> bool:
    """Whether a word does not say its trait here: denied ("without aura"), or a number of another thing."""
    before = i - 1
    while before >= 0 and i - before < 4 and folded[before] in _SIGNS:
        before -= 1
    if before >= 0 and folded[before] in _DENIALS:
        return True
    if folded[i] == "left" and (folded[i + 1 : i + 2] or [""])[0] in _PARTED:
        broken = folded[i + 1] == "open" and "fracture" in folded[i + 2 : i + 7]
        return not broken  # left alone, left the house: no side
    if folded[i] == "open" and (folded[i + 1 : i + 2] or [""])[0] in _OPENED:
        return True  # of an angle, or how one operates: no wound
    if folded[i] == "bilateral" and not _COUNTED.isdisjoint(folded[i + 1 : i + 3]):
        return True  # both readings, both of the tests: no sides
    if i + 1 < len(folded) and folded[i + 1] in _HANDS and _PALSIES.isdisjoint(folded[i + 2 : i + 3]):
        return True
    # A number is a stage only behind the word: "type 2" and "2 days" are none.
    return folded[i][0].isdigit() and (i == 0 or folded[i - 1] not in _STAGED)


#: What is open that is no injury (folded).
_OPENED = frozenset("angle label heart reduction repair surgery approach procedure".split())


def _is_only_if(words: Words, i: int) -> bool:
    """Whether a state is only one that may come: "if this progresses to stage 5", "call in case of a flare", "hypoglycemia warning signs"."""
    if _WARNED.match(words.text, words.ends[i]) is not None:
        return True
    return _ONLY_IF.search(words.text, words.starts[0], words.starts[i]) is not None


#: Behind a state: signs of it that are taught.
_WARNED = Pattern(r" (?:early )?(?:warning|danger|alarm) (?:signs|symptoms)\b", re.IGNORECASE)


#: Up to a state in its clause.
_ONLY_IF = Pattern(
    r"\b(?:if (?!(?:not|anything|possible)\b)|should (?:she|he|they|it|this|the|her|his)\b|unless\b|in case of\b|before (?:she|he|it|this) (?:reaches|gets to|progresses)\b|to (?:prevent|avoid|delay)\b)[^.;,\n]*$",
    re.IGNORECASE,
)


def _is_what_remains(words: Words, i: int) -> bool:
    """Whether "left" is the verb: she was left with a weak arm."""
    end = words.ends[i]
    return words.folded[i] == "left" and _REMAINS.search(words.text, max(0, end - 20), end + 12) is not None


_REMAINS = Pattern(
    r"\b(?:is|was|are|were|been|him|her|them)\s+left\s+with\b|\bleft\s+(?:over|behind)\b|\b(?:he|she|they|who|patient|pt)\s+left\b(?=[.,;)]|$| (?:the|for|to|at|by|in|on|and|with|our|my|this|that|before|after|work|school|home|town)\b)",
    re.IGNORECASE,
)
_STAGE_BEFORE = Pattern(r"\b(?:stage|grade|degree) [1-5],? $", re.IGNORECASE)
#: How a side is written short, and what stands behind it: a word, not a list's stop or a sign.
_SIDES = {"r": "right", "l": "left"}
_SIDED = Pattern(r"\)? (?:[A-Za-z]{2}|(?:s/p|w/o?|c/w|c/b|d/t|2/2)(?!\w))")
#: In front of a side that ends a name: a word of that name. Behind it: a dash, a stop, the end.
_NAMED = Pattern(r"(?<!\w)(?!drs? $|or $|and $)[a-z]{2,},? $", re.IGNORECASE)
_ENDED = Pattern(r" +[-\u2013\u2014](?= )|[,;:.](?= |\n|$)|[ \t]*(?:\n|$)")
#: Behind a side: which hand is used, not which side is ill.
_HANDS = frozenset({"handed", "handedness", "dominant"})
#: Two of these are no two sides of a body (folded).
_COUNTED = frozenset(
    "reading measurement occasion time visit day night parent grandparent brother sister child drug agent medication medicine tablet pill dose "
    "test result value number swab sample specimen culture bottle study scan film ct mri ultrasound ecg attempt trial cause reason option "
    "problem condition diagnosis vaccine".split()
)
#: Behind "left" the verb.
_PARTED = frozenset("alone untreated without early home against the town work open".split())
#: Unless the dominant side is the ill one: right dominant side, right dominant hemiparesis.
_PALSIES = frozenset(
    {"side", "sided", "hemiparesis", "hemiplegia", "monoplegia", "weakness", "hemiparetic", "hemiplegic"}
)
_STAGED = frozenset({"stage", "grade", "ckd", "class", "level"})
_DENIALS = frozenset({"no", "not", "without", "denies", "never"})
#: What may stand between: no sign of nonunion, no acute exacerbation.
_SIGNS = frozenset(
    "sign evidence radiographic clinical suggestion indication acute recent current active further new significant true overt frank a an any had have has get got experience".split()
)


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


def traits_of(
    document: Document,
    at: tuple[int, ...],
    here: Read,
    problem: list[Read],
    beside: dict[str, list[tuple[str, Read, int]]],
    sites: frozenset[str],
) -> tuple[Trait, ...]:
    """The traits of a mention at word numbers `at` of a line.

    `problem` are its problem's lines, `sites` the body sites its concept names.
    """
    found: dict[str, Trait] = {}
    named = sites.union(here.words.folded[i] for i in at)
    for i, axis, value in sorted(here.traits, key=lambda t: _far(t, at, here)):
        if _distance(i, at) > NEAR or not _same_clause(here, i, at, axis.name):
            continue
        if axis.name == "episode" and (i in at or _is_no_stage(here, i)):
            continue  # part of its name: a postoperative infection is no stage of its care
        if axis.name == "laterality" and (
            _of_sound_site(i, here)
            or _of_metastasis(i, at, here)
            or _of_companion(i, at, here)
            or _of_artery(i, at, here)
            or _of_site_between(i, at, here)
            or _is_of_another_organ(here, i, named)
        ):
            continue
        if axis.name not in found or (axis.name == "laterality" and _both(here, found[axis.name], i)):
            _put(found, axis.name, value, document, here, i)
    if "laterality" not in found and not EYE.isdisjoint(sites):
        _from_eye(found, document, here, at)
    for read in problem:
        for i, axis, value in read.traits:
            if read is here and (
                (axis.name == "episode" and (i in at or _is_no_stage(read, i)))
                or (axis.name == "laterality" and _of_metastasis(i, at, here))
            ):
                continue
            if (
                axis.name == "episode"
                and read is not here
                and (_tells_when(read, i) or _is_no_stage(read, i))
            ):
                continue
            if axis.name == "stage" and read.line.start < here.line.start:
                continue  # of what was named before
            if axis.name == "laterality" and _is_of_another_organ(read, i, named):
                continue
            if axis.reach in {"problem", "site"} and (
                axis.name not in found or (axis.name == "laterality" and _is_other(read, found[axis.name], i))
            ):
                _put(found, axis.name, value, document, read, i)
    if "laterality" not in found:
        _from_site(found, document, named, beside)
    if "laterality" not in found:
        around = frozenset().union(*(_AT.get(site, frozenset()) for site in named))
        in_line = {place: [k for k in known if k[1] is here] for place, known in beside.items()}
        _from_site(found, document, around, {place: known for place, known in in_line.items() if known})
    if "laterality" not in found:
        whole = frozenset().union(*(_PART_OF.get(site, frozenset()) for site in named))
        _from_site(found, document, whole, beside)
    if "laterality" not in found:
        pair = next((i for i in at if _is_pair(here.words, i)), None)
        if pair is not None:
            _put(found, "laterality", "bilateral", document, here, pair)
    return tuple(found.values())


#: Organs that no limb holds: a side told of one is not another's (folded).
_ORGANS = EYE | frozenset("ear breast lung kidney ovary testis heart".split())


def _is_of_another_organ(read: Read, i: int, named: frozenset[str]) -> bool:
    """Whether a side stands before the site of something else: of "dry eye; cellulitis of the left leg" no left eye."""
    words = read.words
    at = next((k for k in range(i + 1, min(i + 3, len(words))) if words.folded[k] in SITES), None)
    if at is None or "," in words.text[words.ends[i] : words.starts[at]]:
        return False  # "otitis media, bilateral, tubes planned": the side is told of what stands before
    place = words.folded[at]
    if place in named or (place in EYE and not EYE.isdisjoint(named)):
        return False
    return not _ORGANS.isdisjoint(named)


def _from_eye(found: dict[str, Trait], document: Document, here: Read, at: tuple[int, ...]) -> None:
    """Take the side of the eye that the sentence tells of."""
    sides = {i: value for i, axis, value in here.traits if axis.name == "laterality"}
    if (i := eye_told(here.words, tuple(sides), at)) is not None:
        _put(found, "laterality", sides[i], document, here, i)


#: What comes after an operation: "postop" beside it says when that came, not how far an injury's care is (folded).
_COMPLICATIONS = frozenset(
    "anemia ileus delirium nausea vomiting fever retention infection seroma hematoma bleeding hemorrhage hypotension atelectasis pneumonia leukocytosis".split()
)
#: A wound that heals, whatever is denied beside it: "healing, no infection" (folded).
_HEALS = frozenset({"healing", "healed", "heal"})


def _tells_when(read: Read, i: int) -> bool:
    """Whether a word of a later stage of care stands beside what came after an operation: "anemia postop", "postoperative ileus"."""
    return read.words.folded[i] not in _HEALS and not _COMPLICATIONS.isdisjoint(
        (*read.words.folded[max(0, i - 1) : i], *read.words.folded[i + 1 : i + 3])
    )


#: What is worn after an injury as after an operation: a post-op shoe (folded).
_FOOTWEAR = frozenset("shoe boot sandal footwear".split())


def _is_no_stage(read: Read, i: int) -> bool:
    """Whether a word of a later stage of care only names what is worn, "post-op shoe", or where one goes next, "to acute rehab"."""
    folded = read.words.folded
    goes = folded[i].startswith("rehab") and not _TOWARD.isdisjoint(folded[max(0, i - 3) : i])
    return goes or not _FOOTWEAR.isdisjoint(folded[i + 1 : i + 2])


#: Before the place where one goes next (folded).
_TOWARD = frozenset({"to", "discharge", "dispo", "disposition", "pending", "await"})


#: What a person has two of, named as more than one.
_PAIRS = Pattern(
    r"(?:knee|hip|shoulder|elbow|wrist|hand|ankle|arm|forearm|leg|thigh|eye|ear|breast)s|feet|calves",
    re.IGNORECASE,
)


def _is_pair(words: Words, i: int) -> bool:
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


def _put(found: dict[str, Trait], name: str, value: str, document: Document, read: Read, i: int) -> None:
    if name in found and found[name].value != value:
        value = "bilateral"
    quoted = document.quote(read.words.starts[i], read.words.ends[i])
    found[name] = Trait(name, value, quoted)


def _both(here: Read, known: Trait, i: int) -> bool:
    """'left and right', 'right worse than left': the other side stands directly beside the one found."""
    return known.value in {"left", "right"} and any(
        abs(i - j) == 1 or _joins(here, min(i, j), max(i, j))
        for j, axis, _ in here.traits
        if axis.name == "laterality" and i != j
    )


def _is_other(read: Read, known: Trait, i: int) -> bool:
    """Whether a side stands beside the very word of the side that was found."""
    beside = [j for j, axis, _ in read.traits if read.words.starts[j] == known.evidence.start]
    return _both(read, known, i) and any(_joins(read, min(i, j), max(i, j)) for j in beside)


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


def _far(trait: tuple[int, Axis, str], at: tuple[int, ...], here: Read) -> tuple[int, int]:
    """How far a trait word stands; a side, of those inside the mention, from the site it stands before."""
    i, axis, _ = trait
    sites = [j for j in at if here.words.folded[j] in SITES]
    if axis.name == "laterality" and sites:
        return _distance(i, at), min(abs(j - i) if j > i else len(here.words) for j in sites)
    return _distance(i, at), 0


#: Where a tumor went (folded), and how many words before it its side may stand.
_METASTASIS = "metastasis"
_OF_ITS_SIDE = 4


def _of_metastasis(i: int, at: tuple[int, ...], here: Read) -> bool:
    """Whether a side is that of a metastasis, which a mention of the tumor it is from does not have: "right femur metastasis from renal cancer"."""
    words = here.words.folded
    for m in (m for m, word in enumerate(words) if word == _METASTASIS):
        of_its_side = i < m <= i + _OF_ITS_SIDE
        named = (
            m == at[0]
            and len(at) > 1
            and here.words.text[here.words.starts[m] :][:10].lower() != "metastatic"
        )
        if of_its_side and (named or m < at[0]):
            return True
        if at[-1] < i and (of_its_side or at[-1] < m < i):
            return True
    return False


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


#: A comma and a word of denial raise the level of what stands behind them by so much at most.
_OVER_NOT = 20


def _distance(i: int, at: tuple[int, ...]) -> int:
    return 0 if at[0] <= i <= at[-1] else at[0] - i if i < at[0] else i - at[-1]


def _same_clause(here: Read, i: int, at: tuple[int, ...], axis: str) -> bool:
    a, b = (i, at[0]) if i < at[0] else (at[-1], i) if i > at[-1] else (i, i)
    between = here.words.breaks[b] - here.words.breaks[a]
    leads = axis in {"severity", "acuity"} and i < at[0]
    if leads and _OF_ANOTHER.search(here.words.text, here.words.ends[a], here.words.starts[b]):
        return False
    if (
        axis == "exacerbation"
        and i > at[-1]
        and _WAS.fullmatch(here.words.text, here.words.ends[a], here.words.starts[b])
    ):
        return True
    if axis == "displacement":
        return between < _OVER_NOT  # "not displaced", behind a comma
    return between < (1 if axis in {"laterality", "severity", "acuity"} else 10)


#: A state told of a condition behind its name: "his COPD was acutely exacerbated".
_WAS = Pattern(
    r" (?:is|was|has been|became|had|has|which (?:is|was)) (?:(?:now|again|acutely|mildly|severely|also|then) )?(?:an? )?",
    re.IGNORECASE,
)


#: What parts one condition from the next: chronic atrial fibrillation, presenting with pain.
_OF_ANOTHER = Pattern(r"\b(?:with|present(?:s|ed|ing)|who)\b", re.IGNORECASE)


def _from_site(
    found: dict[str, Trait],
    document: Document,
    sites: frozenset[str],
    beside: dict[str, list[tuple[str, Read, int]]],
) -> None:
    """Take the side from where the record sets it beside the same body site, if it is one side only."""
    for site in sorted(sites & beside.keys()):
        known = beside[site]
        sides = {value for value, _, _ in known}
        if len(sides) == 1 or (site not in _EXAMINED_EACH and sides == {"left", "right", "bilateral"}):
            value, read, j = next(k for k in known if len(sides) == 1 or k[0] == "bilateral")
            _put(found, "laterality", value, document, read, j)
            return


#: Sites whose two sides are each examined and told, whichever is ill.
_EXAMINED_EACH = frozenset({"eye"})


def borrowed(mine: tuple[Trait, ...], others: list[tuple[Trait, ...]]) -> tuple[Trait, ...]:
    """What the record documents of the same condition elsewhere, where it says it one way only."""
    found = {trait.axis: trait for trait in mine}
    for axis in _BORROWED - found.keys():
        said = [t for traits in others for t in traits if t.axis == axis]
        if said and len({t.value for t in said}) == 1:
            found[axis] = said[0]
    return tuple(found.values())


#: Axes that hold for a condition wherever the record names it.
_BORROWED = frozenset({"laterality", "displacement", "open", "stage", "aura"})
