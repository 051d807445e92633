"""Words that name a disease and here say something else: a stress test, a pain clinic, the COVID pandemic."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from chartproof.terms.words import Words, folded


def said_elsewhere(words: Words) -> frozenset[int]:
    """The numbers of the words that stand in a phrase of `cues/elsewhere.tsv`, in its order."""
    phrases = _phrases()
    found: set[int] = set()
    for i, word in enumerate(words.folded):
        for phrase in phrases.get(word, ()):
            if tuple(words.folded[i : i + len(phrase)]) == phrase:
                found.update(range(i, i + len(phrase)))
    return frozenset(found)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word."""
    text = files("chartproof.understand").joinpath("cues", "elsewhere.tsv").read_text("utf-8")
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in text.splitlines()[1:]:
        phrase = folded(row.split("\t")[0])
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found
