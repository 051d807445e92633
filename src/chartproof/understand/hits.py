"""Which of the terms that a line says stand: the longest and closest, none inside another, none across two of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from chartproof.model.pattern import Pattern
from chartproof.terms.every_term import Term
from chartproof.terms.words import QUALIFIERS, Words
from chartproof.understand.torn import is_torn, names_in
from chartproof.understand.trait_words import SITES


@dataclass(frozen=True, slots=True)
class Hit:
    """A set of words of the line that a term says; `at` are word numbers, ascending."""

    term: Term
    at: tuple[int, ...]
    gap: int
    weight: float
    split: int = 0  # the boundaries between its words: 2 a comma, 1 a bracket or "and"


def _indexed(found: list[Hit]) -> list[Hit]:
    """Leave out what the Alphabetic Index says of words apart, or of part of another term's words."""
    others = [set(hit.at) for hit in found if hit.term.source != "index"]
    return [
        hit
        for hit in found
        if hit.term.source != "index"
        or (not hit.gap and not hit.split and all(o <= set(hit.at) or not o & set(hit.at) for o in others))
    ]


def chosen(found: list[Hit], words: Words) -> list[Hit]:
    """The hits of a line that stand, longest first, none inside another or across two."""
    found = [hit for hit in _indexed(found) if not _names_its_parts(hit, found)]
    found.sort(key=lambda h: (-len(h.at), h.gap, -h.weight, h.at, h.term.id))
    names = names_in([(h.at, h.term.means[0]) for h in found], words) if len(found) > 2 else []
    kept: list[Hit] = []
    taken: list[set[int]] = []
    for hit in found:
        own = set(hit.at)
        if any(own <= other for other in taken) or (hit.split and _two_terms(hit, found, words)):
            continue
        if names and is_torn(hit.at, hit.term.means[0], names, words):
            continue
        if hit.split and len(own) == 2 and _heads_another(hit, found, words):
            continue
        if hit.gap and own <= set().union(*taken):
            continue  # each of its words is said already by a term that stands closer together
        crossed = any(len(own & other) * 2 >= len(own) for other in taken)
        if hit.gap and crossed and (_again(hit, kept) or not _shares(hit, kept, words)):
            continue
        if hit.split and not hit.gap and crossed and _is_said_closer(hit, kept):
            continue
        kept.append(hit)
        taken.append(own)
    return kept


def _names_its_parts(hit: Hit, found: list[Hit]) -> bool:
    """Whether each of two sites that a category's title names together is said by a code below it: wrist and hand."""
    if hit.term.source != "title" or " and " not in hit.term.surface:
        return False
    own, (whole, *_) = set(hit.at), hit.term.means
    parts = {f.term.means[0]: set(f.at) for f in found if set(f.at) < own and f.term.means[0] != whole}
    below = [at for value, at in parts.items() if value.startswith(whole)]
    return len(below) > 1 and own == set().union(*below)


def _again(hit: Hit, kept: list[Hit]) -> bool:
    """Whether a term that stands together lends most of its words to itself: no second carpal tunnel syndrome in "carpal tunnel syndrome and cubital tunnel"."""
    own = set(hit.at)
    return any(k.term is hit.term and not k.gap and len(own & set(k.at)) * 2 > len(own) for k in kept)


def _is_said_closer(hit: Hit, kept: list[Hit]) -> bool:
    """Whether words with fewer boundaries say the same and lend it most of its own: no mouth from before in "sores of the mouth, this is hand, foot and mouth disease"."""
    own = set(hit.at)
    return any(
        k.term.means == hit.term.means and k.split < hit.split and len(own & set(k.at)) * 2 > len(own)
        for k in kept
    )


#: Diseases that stand for two where both are named, and are coded by rules of their own.
_RELATED = ("I11", "I12", "I13", "E08", "E09", "E10", "E11", "E13", "J44", "O")


def _two_terms(hit: Hit, found: list[Hit], words: Words) -> bool:
    """Whether a hit over a comma only joins two terms of a list ("heart failure, hypertension")."""
    if hit.split < 2:
        return False
    own = set(hit.at)
    if len(own) == len(words) and not hit.term.means[0].startswith(_RELATED):
        return False  # the whole line names one disease, its kind behind the comma: anemia, iron deficiency
    if any(_SAID_WITH.search(words.text, words.ends[a], words.starts[b]) for a, b in pairwise(hit.at)):
        return (
            False  # what stands behind the comma is no item of a list: varicose veins, bilateral, with pain
        )
    inside = [set(f.at) for f in found if f is not hit and not f.split and set(f.at) < own]
    return any(a | b == own for a in inside for b in inside)


_SAID_WITH = Pattern(r",\s*(?:with\b|w/)(?!\s*out\b)", re.IGNORECASE)


_COMMA = Pattern(r"\s*,\s*")


def _heads_another(hit: Hit, found: list[Hit], words: Words) -> bool:
    """Whether the word of a symptom behind the comma begins a term of its own: no speech trouble in "nasal speech, trouble swallowing"."""
    if hit.split < 2 or words.folded[hit.at[1]] in PLACES or not hit.term.means[0].startswith("R"):
        return False
    if _COMMA.fullmatch(words.text, words.ends[hit.at[0]], words.starts[hit.at[1]]) is None:
        return False
    return any(f.at[0] == hit.at[1] and len(f.at) > 1 and not f.split and not f.gap for f in found)


#: Words that only place a condition: of two terms of one head, the one that stands closer together is meant.
PLACES = SITES | QUALIFIERS


def _shares(hit: Hit, kept: list[Hit], words: Words) -> bool:
    """Whether a hit continues a list that another began ("diabetes with A and B", not "knee MCL strain")."""
    own = set(hit.at)
    for k in kept:
        other = set(k.at)
        if _is_next_place(own, other, words):
            return True
        if len(own - other) == len(other - own) == 1 and own & other:
            (mine,) = own - other
            first, then = sorted((mine, *(other - own)))
            if words.breaks[then] > words.breaks[first]:
                return True
            if words.folded[mine] not in PLACES and not _is_one_kind(hit.term, k.term):
                return True
    return False


def _is_next_place(own: set[int], other: set[int], words: Words) -> bool:
    """Whether it names one more place of what stands before: burns of the dorsum of the hand and the wrist."""
    mine, theirs = own - other, other - own
    if len(mine) != 1 or len(theirs) < 2 or not own & other:
        return False
    (place,), last = mine, max(theirs)
    placed = words.folded[place] in PLACES and any(words.folded[i] in PLACES for i in theirs)
    return placed and place > last and words.breaks[place] > words.breaks[last]


def _is_one_kind(hit: Term, kept: Term) -> bool:
    """Whether a hit only leaves unspecified what a kept one says: "morning hand stiffness" is the hand's."""
    own, other = hit.means[0], kept.means[0]
    return len(own) > 5 and own[:5] == other[:5] and own[5] in "09" and own < other
