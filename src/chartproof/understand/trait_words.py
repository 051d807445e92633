"""The words of a line that document an axis of a mention, those that are denied, warned of or of something else left out.

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
from chartproof.model.reading import Line, Standing
from chartproof.terms.former import is_former, is_taught, was_before
from chartproof.terms.ruled_out import RULED_OUT
from chartproof.terms.words import Words
from chartproof.understand.came import came_back
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
    """Whether a capital R or L stands for a side: before a word, and not behind a number (2 L), unless a stage's (stage 2 L hip) or that of toes or fingers (2-4 L foot)."""
    text, start, end = words.text, words.starts[i], words.ends[i]
    before = text[max(0, start - 2) : start].strip()
    counted = before[-1:].isdigit() and not (
        _STAGE_BEFORE.search(text, 0, start) or not _NUMBERED.isdisjoint(words.folded[i + 1 : i + 2])
    )
    alone = text[start:end].isupper() and not counted and before[-1:] not in {"/", "-", "&"}
    return alone and (
        bool(_SIDED.match(text, end)) or any(m.start() <= start < m.end() for m in _GREATER.finditer(text))
    )


#: What has toes or fingers, which are numbered.
_NUMBERED = frozenset({"foot", "hand"})
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
_OPENED = frozenset("angle book label heart reduction repair surgery approach procedure".split())


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
_SIDED = Pattern(r"\)? \(?(?:[A-Za-z]{2}|(?:s/p|w/o?|c/w|c/b|d/t|2/2)(?!\w))")
#: In front of a side that ends a name: a word of that name. Behind it: a dash, a stop, the end.
_NAMED = Pattern(r"(?<!\w)(?!drs? $|or $|and $)[a-z]{2,},? $", re.IGNORECASE)
_ENDED = Pattern(r" +[-\u2013\u2014](?= )|[,;:.](?= |\n|$)|[ \t]*(?:\n|$)")
#: Behind a side: which hand is used, not which side is ill.
_HANDS = frozenset({"handed", "handedness", "dominant"})
#: Two of these are no two sides of a body (folded).
_COUNTED = frozenset(
    "reading measurement occasion time visit day night parent grandparent brother sister child drug agent medication medicine tablet pill dose  bone column"
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
