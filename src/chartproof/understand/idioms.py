"""Names whose words mean something else apart: runner's knee is not a runner with a sore knee."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import combinations

from chartproof.model.pattern import Pattern
from chartproof.terms.words import Words, folded

#: What may stand between two words of a name in its order, and behind it where its last word comes first.
_JOINED = Pattern(r"['\u2019]?s?['\u2019]?[\s-]+|['\u2019]s?\s*")
_TURNED = Pattern(r",?[\s-]+\(?")
#: Words that may stand inside: boxer's type fracture, lazy left eye (folded).
_ASIDE = frozenset({"type", "left", "right", "bilateral"})


def taken_apart(at: list[int], words: Words) -> bool:
    """Whether two words of a term are such a name and do not stand together: "athlete with foot pain"."""
    first_words = _idioms()
    if not any(words.folded[i] in first_words for i in at):
        return False
    for i, j in combinations(at, 2):
        one, other = words.folded[i], words.folded[j]
        if other in first_words.get(one, ()):
            between = _JOINED
        elif one in first_words.get(other, ()):
            between = _TURNED
        else:
            continue
        inside = all(k in at or words.folded[k] in _ASIDE for k in range(i + 1, j))
        gaps = (words.text[words.ends[k] : words.starts[k + 1]] for k in range(i, j))
        if not inside or not all(map(between.fullmatch, gaps)):
            return True
    return False


@lru_cache(maxsize=1)
def _idioms() -> dict[str, frozenset[str]]:
    """The second words of the names by their first ones, folded (`cues/idioms.tsv`)."""
    text = files("chartproof.understand").joinpath("cues", "idioms.tsv").read_text("utf-8")
    found: dict[str, frozenset[str]] = {}
    for row in text.splitlines()[1:]:
        first, second = folded(row.split("\t")[0])
        found[first] = found.get(first, frozenset()) | {second}
    return found
