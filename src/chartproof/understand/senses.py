"""Which of the terms with the same words is meant here: the lexicon's contexts, then the Tabular's order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Standing
from chartproof.terms.cause import FROM
from chartproof.terms.every_term import Term
from chartproof.terms.index import TermIndex
from chartproof.terms.numbers import spelled
from chartproof.terms.ruled_out import OUT
from chartproof.terms.told_without import BY_DEFAULT
from chartproof.terms.words import QUALIFIERS, Words, fold, folded
from chartproof.understand.part_of_a_bone import is_of_a_bone
from chartproof.understand.patient import Patient
from chartproof.understand.phrase import is_of_next


@dataclass(frozen=True, slots=True)
class Scene:
    """What a context may ask about: the patient, the words of the note, the line, and the words of its problem's head."""

    patient: Patient
    note: frozenset[str]
    line: Line
    words: Words
    head: frozenset[str] = frozenset()


_ORDER = {"lexicon": 0, "title": 1, "inclusion": 2, "index": 3}


def meant_by(ids: tuple[int, ...], at: tuple[int, ...], scene: Scene, index: TermIndex) -> Term | None:
    """The term meant, or None when every sense asks for a context that is not there."""
    if len(ids) == 1:
        only = index.term(ids[0])
        return only if _may_be(only, at, scene) else None
    holding = [t for t in map(index.term, ids) if _may_be(t, at, scene)]
    if not holding:
        return None
    said = scene.words.text[scene.words.starts[at[0]] : scene.words.ends[at[-1]]].lower()
    return min(
        holding,
        key=lambda t: (
            _ORDER[t.source],
            -_asked(t.when),
            t.source == "title"
            and t.surface.lower() != said,  # the anal canal alone is no anus and anal canal
            len(t.means[0]),
            t.means[0],
        ),
    )


#: What happened is told by its own sentence; the head of a problem names the harm.
_HAPPENED = ("V", "W", "X", "Y")


def _may_be(term: Term, at: tuple[int, ...], scene: Scene) -> bool:
    if term.when and scene.head and term.means[0].startswith(_HAPPENED):
        scene = replace(scene, head=frozenset())
    if is_of_a_bone(at, scene.words) or _is_adjective(term, at, scene.words):
        return False
    return (not term.when or holds(term.when, at, scene)) and not _is_without(term, at, scene.words)


def _is_adjective(term: Term, at: tuple[int, ...], words: Words) -> bool:
    """Whether "malignant" or "septic" alone, which say how another thing is, would name a tumor or a sepsis: malignant otitis, septic bursitis."""
    if len(at) > 1 or not term.means[0].startswith(("C80", "A41.9")):
        return False
    said = words.text[words.starts[at[0]] : words.ends[at[0]]].lower()
    return said in {"malignant", "malig"} or (said == "septic" and term.surface != said)


def _is_without(term: Term, at: tuple[int, ...], words: Words) -> bool:
    """Whether a term names as absent what no word denies here: "without refractory migraine" where it is refractory."""
    absent = _absent(term.surface) if term.source != "lexicon" else frozenset()
    return bool(absent) and any(
        words.folded[i] in absent
        and not any(words.folded[j] in _DENYING and _is_listed(words, j, i) for j in range(max(0, i - 6), i))
        for i in at
    )


def _is_listed(words: Words, first: int, last: int) -> bool:
    """Whether one word reaches another: over a comma only in a list that "or" or "and" closes."""
    if not {",", ";", "."} & set(words.text[words.ends[first] : words.starts[last]]):
        return True
    return _CLOSES.search(words.text, words.ends[first], words.ends[last] + 30) is not None


_CLOSES = Pattern(r"^[^.;]*?\b(?:n?or|and)\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _absent(surface: str) -> frozenset[str]:
    """The words that a term names only to say that it is absent."""
    surface = BY_DEFAULT.sub("", surface)
    denied = [m.span() for m in _WITHOUT.finditer(surface)]
    if not denied:
        return frozenset()
    said = " ".join(
        surface[b:a]
        for b, a in zip((0, *(e for _, e in denied)), (*(a for a, _ in denied), None), strict=True)
    )
    return frozenset(w for a, b in denied for w in folded(surface[a:b])) - frozenset(folded(said)) - _DENYING


_WITHOUT = Pattern(r"\bwithout\b[^,;()]*", re.IGNORECASE)
_DENYING = frozenset({"without", "no", "not", "non", "denies", "denied", "never"})


@lru_cache(maxsize=20_000)
def _asked(when: str) -> float:
    """How much a context asks to be there: a sense that asks for more is meant before one that asks for less."""
    found = _conditions(when)
    return sum(name != "not" for name, _, _ in found) + 0.5 * bool(found)


def holds(when: str, at: tuple[int, ...], scene: Scene) -> bool:
    """Whether every condition of a sense is met (`near=a|b; not=c; upper; alone; sex=F; age<18`)."""
    return all(_one(name, value, asked, at, scene) for name, value, asked in _conditions(when))


@lru_cache(maxsize=20_000)
def _conditions(when: str) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The conditions of a sense: name, value, and the folded words it asks for."""
    made = []
    for condition in filter(None, (part.strip() for part in when.split(";"))):
        name, _, value = condition.partition("=")
        if condition.startswith("age"):
            name, value = "age", condition[3:]
        asked = frozenset(fold(w) for phrase in value.split("|") for w in phrase.split())
        made.append((name, value, asked))
    return tuple(made)


#: Words of cause that a context asks for, and which are no words of a term: looked for between its words.
_CAUSES = frozenset({"due", "from"})
_CAUSED = Pattern(r"\b(?:due to|from|2/2|d/t)\b", re.IGNORECASE)


def _one(name: str, value: str, asked: frozenset[str], at: tuple[int, ...], scene: Scene) -> bool:
    words = scene.words
    if name in _OF_WORDS and asked & _EYES and any(i not in at for i in _eyes(words, asked)):
        return name == "near"
    if (
        name == "near"
        and not _CAUSES.isdisjoint(asked)
        and _CAUSED.search(words.text, words.starts[at[0]], words.ends[at[-1]])
    ):
        return True
    if name in _OF_WORDS and asked.isdisjoint(words.folded):
        return name == "not" or (name == "near" and not asked.isdisjoint(scene.head))
    if name == "near":
        beside = any(w in asked and i not in at for i, w in enumerate(words.folded))
        return beside or not asked.isdisjoint(scene.head)
    if name == "not":
        return not any(
            w in asked
            and i not in at
            and not (
                _denied(i, at, words)
                or _was_another(i, at, words)
                or _is_a_span(i, words)
                or _is_ground(i, words)
            )
            for i, w in enumerate(words.folded)
        )
    if name == "twice":
        return sum(w in asked for w in words.folded) > 1
    if name == "upper":
        return any(_is_upper(words.text[words.starts[i] : words.ends[i]]) for i in at)
    if name == "as":
        return not _written(at, words).isdisjoint(value.split("|"))
    if name == "age":
        return _age(value, scene.patient.age)
    if name == "note":
        return not asked.isdisjoint(scene.note)
    if name == "sex":
        return scene.patient.sex == value
    if name == "joined":
        return _joined(at, words)
    if name == "heads":
        return _heads(at, scene)
    if name == "alone":
        return _alone(at, scene)
    return name == "section" and scene.line.section in value.split("|")


#: What joins one disease to what it is from, though a comma or a bracket stands before it.
_FROM = Pattern(
    rf"\b(?:{FROM}|related to|attributed to|in the setting of|after)\b",
    re.IGNORECASE,
)

#: The adjective behind its noun, as lists of problems write it ("hypertension, pulmonary"), or two adjectives of one noun.
_INVERTED = Pattern(
    r"\w+, (?:pulmonary|portal|renal|venous|arterial)|\w+ and (?:portal|systemic|arterial|venous) \w+",
    re.IGNORECASE,
)


def _is_ground(i: int, words: Words) -> bool:
    """Whether a word says what a way is made of, no vehicle for it: a dirt trail is no dirt bike."""
    return words.folded[i] == "dirt" and words.folded[i + 1 : i + 2] in _WAYS


_WAYS = [[fold(way)] for way in ("trail", "road", "path", "track", "lane", "hill", "lot", "driveway")]


def _joined(at: tuple[int, ...], words: Words) -> bool:
    """Whether nothing parts the words of a sense, as "and" or a comma parts those of a list, or they say what is from what."""
    if words.breaks[at[0]] == words.breaks[at[-1]]:
        return True
    start, end = words.starts[at[0]], words.ends[at[-1]]
    inverted = _INVERTED.fullmatch(words.text, start, end) is not None
    return inverted or _FROM.search(words.text, start, end) is not None


#: Eyes, as a context writes them; their words are folded to sides.
_EYES = frozenset({"od", "os", "ou"})


def _eyes(words: Words, asked: frozenset[str]) -> list[int]:
    """The words that name an eye by its letters."""
    told = zip(words.starts, words.ends, strict=True)
    return [
        i
        for i, (a, b) in enumerate(told)
        if b - a == 2 and words.text[a:b].isupper() and words.text[a:b].lower() in asked
    ]


def _written(at: tuple[int, ...], words: Words) -> set[str]:
    """How words are written, in small letters, each with its possessive ending and without."""
    text = words.text.replace("\u2019", "'")
    bare = {text[words.starts[i] : words.ends[i]].lower() for i in at}
    return bare | {
        text[words.starts[i] : words.ends[i] + 2].lower() for i in at if text.startswith("'s", words.ends[i])
    }


def _heads(at: tuple[int, ...], scene: Scene) -> bool:
    """Whether the words head the name of a problem: nothing but how bad it is and on which side stands before them."""
    words = scene.words
    return _names(scene.line, scene.words.text) and all(
        words.folded[i] in QUALIFIERS for i in range(at[0]) if i not in at
    )


def _names(line: Line, text: str) -> bool:
    """Whether a line names problems: the head of one, or what begins a line of a jotting, which has no headings."""
    if line.standing is Standing.PROBLEM:
        return True
    jotted = line.standing is Standing.ASSESSED and line.section == "other"
    return jotted and not text[max(0, text.rfind("\n", 0, line.start) + 1) : line.start].strip(" \t*-")


@lru_cache(maxsize=1)
def _done() -> frozenset[str]:
    """What a bare name of a problem may have beside it: what was done for it, and how many there are."""
    return QUALIFIERS | frozenset(
        folded(
            "repaired sutured closed drained performed done simple multiple s/p today healing cleaned dressed"
        )
    )


def _alone(at: tuple[int, ...], scene: Scene) -> bool:
    """Whether the words are all that a problem is named by, but for how bad it is, on which side, and what was done."""
    words = scene.words
    others = (words.folded[i] for i in range(len(words)) if i not in at)
    return _names(scene.line, scene.words.text) and _done().issuperset(others)


def _is_upper(token: str) -> bool:
    """Whether it is written as an abbreviation, as several of it, or behind a small letter: PVC, PVCs, pAF."""
    several = len(token) > 2 and token[-1] == "s" and token[:-1].isupper()
    return token.isupper() or several or (len(token) > 2 and token[0].islower() and token[1:].isupper())


def _denied(i: int, at: tuple[int, ...], words: Words) -> bool:
    """Whether a word is denied by no word of the term: no rupture, without perforation or abscess; abscess ruled out."""
    start = words.starts[i]
    if OUT.match(words.text, words.ends[i]):
        return True
    return _DID_NOT.search(words.text, max(0, start - _BACK), start) is not None or any(
        words.folded[j] in _DENIALS
        and j not in at
        and ((i - j <= _NEXT and words.breaks[i] - words.breaks[j] < _LISTED) or _in_its_list(words, j, i))
        for j in range(max(0, i - _FAR), i)
    )


#: Right before a verb: "did not fall".
_DID_NOT, _BACK = Pattern(r"\bdid(?:n't| not| n't) (?:actually |really )?$", re.IGNORECASE), 24


def _in_its_list(words: Words, first: int, last: int) -> bool:
    """Whether a word is an item of the list that a denial opens and "or" closes: without perforation, abscess or bleeding."""
    items = _ITEMS.fullmatch(words.text, words.starts[first], words.starts[last])
    return items is not None and (
        bool(items["or"]) or _OR_ANOTHER.match(words.text, words.ends[last]) is not None
    )


_ITEMS = Pattern(
    r"(?:no|without|w/o|never)(?: [\w'-]+){1,3}(?:, (?!with\b|but\b|or\b)[\w'-]+(?: [\w'-]+){0,2})*,? (?P<or>n?or )?(?:any )?",
    re.IGNORECASE,
)
_OR_ANOTHER = Pattern(r"(?:, (?!with\b|but\b)[\w'-]+(?: [\w'-]+){0,2})*,? n?or ", re.IGNORECASE)
#: How many words a denial reaches by itself, and in a list.
_NEXT, _FAR = 3, 8


def _was_another(i: int, at: tuple[int, ...], words: Words) -> bool:
    """Whether what is former is another thing, named behind the term: a smoker and former drinker."""
    return words.folded[i] == "former" and i > max(at) and is_of_next(i, words)


def _is_a_span(i: int, words: Words) -> bool:
    """Whether "past" only says since when: a smoker for the past 40 years."""
    return (
        words.folded[i] == "past"
        and i + 1 < len(words)
        and (words.folded[i + 1][0].isdigit() or words.folded[i + 1] in _SPANS)
    )


_SPANS = frozenset({*"few several twenty thirty year month week decade".split(), *spelled(2).split("|")})
#: Conditions on the words of the line.
_OF_WORDS = frozenset({"near", "not"})
_DENIALS = frozenset({"no", "without", "never"})
#: A comma ends what a denial reaches.
_LISTED = 2


def _age(asked: str, age: int | None) -> bool:
    """Unknown age meets only an adult's condition."""
    if asked.startswith(">="):
        return age is None or age >= int(asked[2:])
    if asked.startswith("<="):
        return age is not None and age <= int(asked[2:])
    if asked.startswith("<"):
        return age is not None and age < int(asked[1:])
    return age is None or age > int(asked[1:])
