"""The eye that a sentence tells of: its side holds for what is found there, however many words behind it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartproof.model.pattern import Pattern
from chartproof.terms.capitals import BY_LETTERS, EYES
from chartproof.terms.words import Words

#: Sites (folded) of which one of two eyes is told.
EYE = frozenset({"eye", "eyelid"})
#: How many words behind a side its eye may stand: the left upper eyelid.
_BEHIND = 2
#: Where one sentence, or one finding of several, ends.
_STOP = Pattern(r"[.;](?=\s|$)|\n")
#: A side alone, of the eyes told before: "20/20 in the right eye and 20/400 in the left, where ...".
_IN_THE = Pattern(r"\b(?:in|of) the $", re.IGNORECASE)
_ALONE = Pattern(r"(?: one)?(?:[,;.)]| (?:with|where|which|and|it|there)\b)", re.IGNORECASE)
#: Behind an eye: nothing is the matter with it.
_SOUND = Pattern(
    r"\W{0,3}(?:(?:is|was|were|exam|examination|remains|remained|appeared|looked|has|had) ){0,2}(?:a |an |entirely |completely )?"
    r"(?:normal|unremarkable|fine|unaffected|uninvolved|quiet|no\b|not\b)|\W{0,3}20/20\b",
    re.IGNORECASE,
)


def eye_told(words: Words, sides: Sequence[int], at: tuple[int, ...]) -> int | None:
    """The word number, of those of `sides`, of the eye that a mention at word numbers `at` is of: the last before it, else the only one behind it."""
    told = [i for i in sides if _end(words, i) is not None and _together(words, i, at)]
    before = [i for i in told if i < at[0]]
    if before:
        end = _end(words, before[-1])
        return None if end is None or _SOUND.match(words.text, end) else before[-1]
    sided = {words.folded[i] for i in told}
    return told[0] if told and len(sided) == 1 else None


def _end(words: Words, side: int) -> int | None:
    """Where the words that name an eye by its side end, or None where they name none."""
    text, start, end = words.text, words.starts[side], words.ends[side]
    if text[start:end] in EYES | BY_LETTERS:
        return end
    for j in range(side + 1, min(side + 1 + _BEHIND, len(words))):
        if words.folded[j] in EYE and words.breaks[j] == words.breaks[side]:
            return words.ends[j]
    return end if _IN_THE.search(text, 0, start) and _ALONE.match(text, end) else None


def _together(words: Words, side: int, at: tuple[int, ...]) -> bool:
    """Whether a side and a mention stand in one sentence."""
    low, high = (side, at[0]) if side < at[0] else (at[-1], side)
    return _STOP.search(words.text, words.ends[low], words.starts[high]) is None
