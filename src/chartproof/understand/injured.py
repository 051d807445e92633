"""An injury that a sentence opens with and names without its site, which the event at the head of its problem tells.

"Twisted R knee skiing. Sprain, brace."
"""

from __future__ import annotations

import re
from collections.abc import Callable

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Standing
from chartproof.terms.every_term import Term
from chartproof.terms.index import TermIndex
from chartproof.terms.words import Words, fold
from chartproof.understand.hits import Hit
from chartproof.understand.sound import is_sound
from chartproof.understand.trait_words import Read
from chartproof.understand.whole_line import sited

#: What opens the sentence: how large or bad it is, and the injury; not one that is of another place, or of before.
_OPENS = Pattern(
    r"(?:(?:a|an|\d[\d.]*(?: ?x ?[\d.]+)? ?(?:cm|mm)|small|minor|mild|moderate|severe|simple|superficial|closed|deep|linear|acute|nondisplaced|displaced)[ ,]+)*"
    r"(?P<injury>(?:contusion|bruise) with (?P<nail>subungual hematoma)|subungual hematoma|contusion|bruise|sprain|strain|abrasion|laceration|lac|puncture wound|"
    r"crush injury|dislocation|hematoma|(?:buckle |torus |hairline |avulsion )?(?:fracture|fx))\b"
    r"(?!:? (?:of|to|in|on|over|at|from|f/u|follow)\b)(?! (?:is |was )?(?:ruled out|excluded|unlikely|healed|healing))",
    re.IGNORECASE,
)


def opens_with_injury(text: str, start: int, end: int) -> bool:
    """Whether a sentence opens with the name of an injury."""
    return _OPENS.match(text, start, end) is not None


def injury_of_head(
    read: Read,
    found: list[Hit],
    heads: list[Read],
    regions: frozenset[str],
    index: TermIndex,
    choose: Callable[[tuple[int, ...], tuple[int, ...]], Term | None],
) -> Hit | None:
    """The injury that a sentence opens with, as the term that says it and the one site which the head of its problem names."""
    opening = _OPENS.match(read.words.text, read.line.start, read.line.end)
    if opening is None or read.line.standing is not Standing.ASSESSED or len(heads) != 1:
        return None
    if not regions.isdisjoint(read.words.folded):
        return None
    said = _within(read.words, opening.span("nail" if opening["nail"] else "injury"))
    sites = _one_place(heads[0].words, regions)
    if not said or not sites or any(not set(said).isdisjoint(hit.at) for hit in found):
        return None
    told = sited(said, read.words, sites, index)
    term = choose(tuple(told[1]), said) if told else None
    return Hit(term, said, 0, sum(index.weight(read.words.folded[i]) for i in said)) if term else None


def _within(words: Words, place: tuple[int, int]) -> tuple[int, ...]:
    return tuple(i for i, start in enumerate(words.starts) if place[0] <= start < place[1])


def _one_place(words: Words, regions: frozenset[str]) -> frozenset[str]:
    """The words of the one place that a line names, none where it names places apart."""
    at = [
        i
        for i, word in enumerate(words.folded)
        if (word in regions or word in HURT) and not _is_spared(words, i)
    ]
    if not at or at[-1] - at[0] > len(at) or words.breaks[at[-1]] != words.breaks[at[0]]:
        return frozenset()
    which = (i - 1 for i in at if i and words.folded[i - 1] in WHICH)
    return frozenset(words.folded[i] for i in (*at, *which))


#: Places where one is hurt, besides those that diseases have (folded).
HURT = frozenset(fold(word) for word in "shin forehead chin lip nose nasal eyebrow knuckle".split())
#: Which toe or finger (folded).
WHICH = frozenset(fold(word) for word in "great big index middle long ring little small pinky".split())
_SPARED = Pattern(r"\b(?:no|not|denies|denied|without)(?: [\w-]+){0,2} $", re.IGNORECASE)


def _is_spared(words: Words, i: int) -> bool:
    """Whether a place is told as one that was not hurt."""
    return (
        is_sound(words, i)
        or _SPARED.search(words.text, max(0, words.starts[i] - 30), words.starts[i]) is not None
    )
