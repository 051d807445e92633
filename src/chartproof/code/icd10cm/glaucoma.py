"""Glaucoma by type, eye and stage: what the lines of a record say of each eye.

Source: ICD-10-CM Official Guidelines I.C.7.a; Tabular List H40 (seventh characters).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.code.icd10cm.parts_of_sites import LIMBS
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention

#: Behind a side: what has one besides the eyes.
_ELSE = "|".join(
    (
        *LIMBS["upper"],
        *LIMBS["lower"],
        *"shoulder hip finger thumb toe heel feet breast ear lung kidney".split(),
    )
)
_NO_EYE = rf"(?! (?:great |big |upper |lower |index )?(?:{_ELSE})s?\b)"
_EYES = Pattern(
    rf"\b(?P<both>both|each|bilateral(?:ly)?|(?-i:OU))\b{_NO_EYE}|\b(?P<right>right|(?-i:OD))\b{_NO_EYE}|\b(?P<left>left|(?-i:OS))\b{_NO_EYE}",
    re.IGNORECASE,
)
_STAGES = Pattern(
    r"\b(?P<mild>mild)\b|\b(?P<moderate>mod(?:erate)?)\b|\b(?P<severe>sev(?:ere)?)\b|"
    r"\b(?P<open>indeterminate|stage (?:cannot|can not|could not) be determined|undetermined stage)\b",
    re.IGNORECASE,
)
_CHARS = {"mild": "1", "moderate": "2", "severe": "3", "open": "4"}
_PART = Pattern(r"[,;]| / | and ")
#: An open angle of which no more is told.
_NO_TYPE = "H40.10"
BOTH = frozenset({"right", "left"})


@dataclass(frozen=True, slots=True)
class Glaucoma:
    """One type of glaucoma on a case: its codes, the eyes it affects, and the stages told of each."""

    begins: str
    codes: tuple[Assignment, ...]
    eyes: frozenset[str]
    stages: dict[str, str]

    @property
    def is_sided(self) -> bool:
        """Whether the classification tells the eyes apart."""
        return not self.begins.endswith("X")

    def values(self) -> tuple[str, ...]:
        """The codes: one for both eyes alike, else one for each eye."""
        told = [self.stages.get(eye, "0") for eye in sorted(self.eyes, reverse=True)]
        if not self.is_sided:
            return tuple(dict.fromkeys(self.begins + stage for stage in told or [self.stages.get("", "0")]))
        digits = _digits(self.begins)
        if not told:
            return (self._value(digits[""], self.stages.get("", "0")),)
        if len(told) == 2 and told[0] == told[1]:
            return (self._value(digits["both"], told[0]),)
        eyes = sorted(self.eyes, reverse=True)
        return tuple(self._value(digits[eye], stage) for eye, stage in zip(eyes, told, strict=True))

    def _value(self, digit: str, stage: str) -> str:
        return self.begins + digit + ("X" if len(self.begins) == 5 else "") + stage


def _digits(begins: str) -> dict[str, str]:
    return {"": "0" if len(begins) == 5 else "9", "right": "1", "left": "2", "both": "3"}


def glaucomas(coding: Coding) -> Iterator[Glaucoma]:
    """The types of glaucoma among codes of category H40 that take a stage."""
    by_type: dict[str, list[Assignment]] = {}
    for code in coding.having("H40"):
        if len(code.value) == 8 and code.value[7] in "01234":
            by_type.setdefault(_type_of(code.value), []).append(code)
    named = [begins for begins in by_type if not begins.startswith(_NO_TYPE)]
    others = tuple(m for same in by_type.values() for code in same for m in code.mentions)
    for begins, same in by_type.items():
        facts = {
            id(m): [*_facts(m, others), *(_behind(coding, m) if len(named or by_type) == 1 else ())]
            for code in same
            for m in code.mentions
        }
        eyes, stages = _told(begins, same, facts)
        if len(named or by_type) == 1 and set(stages.values()) <= {"0"}:
            for told, stage in _elsewhere(coding):
                stages.update(dict.fromkeys((told & eyes if told else eyes) or {""}, stage))
        yield Glaucoma(begins, tuple(same), frozenset(eyes), stages)


def _type_of(value: str) -> str:
    """What comes before the character of the eye; with X where there is none."""
    if value[4] in "12" and value[5] == "0":
        return value[:7]
    return value[:6] if value[6] != "X" else value[:5]


_Facts = dict[int, list[tuple[set[str], str]]]


def _told(begins: str, codes: list[Assignment], known: _Facts) -> tuple[set[str], dict[str, str]]:
    """The eyes that codes and lines name, and the highest stage of each; the key "" for no eye.

    What is told of one eye by itself outranks one stage for both.
    """
    facts = [fact for of_one in known.values() for fact in of_one]
    apart = {eye for told, stage in facts if stage and len(told) == 1 for eye in told}
    eyes: set[str] = set()
    stages: dict[str, str] = {}
    digits = {digit: eye for eye, digit in _digits(begins).items()}
    for code in codes:
        facts = [fact for mention in code.mentions for fact in known[id(mention)]]
        named = {eye for told, _ in facts for eye in told}
        if not named and not begins.endswith("X"):
            named = _each(digits[code.value[len(begins)]])
        eyes |= named
        for told, stage in facts:
            both = len(told or named) == 2 and apart == BOTH
            for eye in (told or named or {""}) if stage and not both else ():
                stages[eye] = max(stages.get(eye, "0"), stage, key="04123".index)
    for eye in eyes:
        stages.setdefault(eye, stages.get("", max((c.value[7] for c in codes), key="04123".index)))
    if not eyes and not stages:
        stages[""] = max((c.value[7] for c in codes), key="04123".index)
    return eyes, stages


def _each(eye: str) -> set[str]:
    return set(BOTH) if eye == "both" else {eye} if eye else set()


def _facts(mention: Mention, others: tuple[Mention, ...]) -> Iterator[tuple[set[str], str]]:
    """Eyes and stage of each part of a line, as far as it speaks of this mention."""
    words, start = mention.line.words, mention.line.start
    first = _part_start(words, mention.evidence[0].start - start)
    next_at = [
        _part_start(words, m.evidence[0].start - start)
        for m in others
        if m.line == mention.line and m.evidence[0].start > mention.evidence[-1].end
    ]
    end = min((at for at in next_at if at > first), default=len(words))
    parts = list(_parts(words[first:end]))
    named = {eye for eyes, _ in parts for eye in eyes}
    for eyes, stage in parts:
        yield (eyes or (named if stage else set())), stage


#: The next line of a list, of the same disease: "- same OS moderate".
_SAME = Pattern(
    r"\n[ \t]*(?:[-*\u2022]|\d+[.)])?[ \t]*(?:same|ditto|likewise)\b(?P<rest>[^\n]*)", re.IGNORECASE
)


def _behind(coding: Coding, mention: Mention) -> Iterator[tuple[set[str], str]]:
    """Eyes and stages of the sentences that follow in its paragraph and speak of stages, or stand behind its colon."""
    text, first = document_of(coding, mention.document).text, mention.line.end
    end = text.find("\n", first)
    headed = text[first - 1 : first + 2].strip().startswith(":") or text[first - 2 : first].rstrip().endswith(
        ":"
    )
    for at, sentence in enumerate(re.split(r"\.\s", text[first : end if end >= 0 else len(text)])):
        told = "stage" in sentence.lower() or (headed and at == 0)
        of_it = sentence.lstrip().lower().startswith("stag")  # "Stage is indeterminate."
        for eyes, stage in _parts(sentence) if told else ():
            if stage and (eyes or of_it):
                yield eyes, stage
    if end >= 0 and (same := _SAME.match(text, end)):
        yield from _parts(same["rest"])


#: Parts that tell what was before, or of others.
_NOT_NOW = ("pmh", "psh", "family_history", "ocular_history")
_STAGE_TOLD = Pattern(
    r"\b(?:mild|moderate|severe|indeterminate)[- ]stage\b|\bstage(?: is|:)? (?:mild|moderate|severe|indeterminate)\b",
    re.IGNORECASE,
)
#: What a stage of glaucoma is read from.
_NERVE = Pattern(
    r"\b(?:glaucoma\w*|optic nerves?|(?:visual )?fields?|cup(?:ping|s)?|rim|nerve fiber|RNFL|OCT)\b",
    re.IGNORECASE,
)
_NOT_SURE = Pattern(
    r"\b(?:no|not|never|if|until|before|previous(?:ly)?|prior|last|ago|was|were|may|might|could|possibl[ey]|probabl[ey]|suspect\w*|consider\w*|mother|father|sister|brother)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def _elsewhere(coding: Coding) -> Iterator[tuple[set[str], str]]:
    """Eyes and stage of each sentence of the record that reads the stage from nerve or field."""
    for sentence in sentences_outside(coding, *_NOT_NOW):
        words = sentence.words
        if _STAGE_TOLD.search(words) and _NERVE.search(words) and not _NOT_SURE.search(words):
            yield _eyes_in(words), _stage_in(words)


#: A stage that was before, of which the next part may tell what it is now.
_WAS = Pattern(
    r"\b(?:was|were|had been|previous(?:ly)?|formerly|used to be|initially|originally|before|last (?:year|visit|time)|(?:years?|months?) ago)\b",
    re.IGNORECASE,
)
_NOW = Pattern(r"\b(?:now|currently|today|progressed|advanced)\b", re.IGNORECASE)


def _parts(words: str) -> Iterator[tuple[set[str], str]]:
    """Eyes and stage of each part; of one that tells what was before, the eyes alone, which are those of what it is now."""
    once: set[str] = set()
    for part in itertools.chain.from_iterable(map(_by_eye, _PART.split(words))):
        eyes, stage = _eyes_in(part), _stage_in(part)
        if once and not eyes and stage and _NOW.search(part):
            eyes = once
        once = set()
        if stage and _WAS.search(part) and not _NOW.search(part):
            once, stage = eyes, ""
        yield eyes, stage


def _by_eye(part: str) -> list[str]:
    """A part, or its pieces where each of its eyes has a stage of its own: "moderate OD severe OS"."""
    eyes, stages = list(_EYES.finditer(part)), list(_STAGES.finditer(part))
    if len(eyes) < 2 or len(eyes) != len(stages):
        return [part]
    pairs = list(zip(eyes, stages, strict=True))
    bounds = [0, *(min(eye.start(), stage.start()) for eye, stage in pairs[1:]), len(part)]
    pieces = [part[a:b] for a, b in itertools.pairwise(bounds)]
    return pieces if all(_EYES.search(p) and _STAGES.search(p) for p in pieces) else [part]


def _part_start(words: str, at: int) -> int:
    return max((m.end() for m in _PART.finditer(words[:at])), default=0)


def _eyes_in(part: str) -> set[str]:
    return {eye for m in _EYES.finditer(part) for eye in _each(str(m.lastgroup))}


def _stage_in(part: str) -> str:
    return max((_CHARS[str(m.lastgroup)] for m in _STAGES.finditer(part)), key="04123".index, default="")
