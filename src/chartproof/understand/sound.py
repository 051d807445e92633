"""Places of a line that nothing is the matter with: "the femoral and iliac veins were open"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.words import Words

#: Behind a place, with no other verb between: it is as it should be.
_SOUND = Pattern(
    r"(?:(?!\b(?:is|are|was|were|has|had|have|but|showed|shows|with)\b)[^.;\n]){0,60}\b(?:is|are|was|were|remained|stayed|appeared)(?: all| both| fully| widely| otherwise| also| normally)* "
    r"(?:open|patent|compressible|normal|clear|clean|unremarkable|spared|uninvolved|unaffected|intact|negative|free of|without (?:clot|thrombus|disease|involvement))\b",
    re.IGNORECASE,
)
#: Before a place, in its clause: nothing was found there.
_NOTHING_IN = Pattern(
    r"\b(?:no|without|negative for|free of)(?: \w+){0,4}? (?:in|of|at|to|into)(?: (?!but\b)[\w/]+,?){0,4} $",
    re.IGNORECASE,
)


def is_sound(words: Words, i: int) -> bool:
    """Whether a line says of the place at word number `i` that nothing is the matter with it."""
    text, start = words.text, words.starts[i]
    behind = _SOUND.match(text, words.ends[i], words.ends[-1])
    return bool(behind or _NOTHING_IN.search(text, words.starts[0], start))
