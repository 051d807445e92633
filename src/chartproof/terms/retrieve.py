"""The terms nearest to a set of words, by weighted words (TF-IDF cosine). It proposes; it proves nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import neg, truediv

from chartproof.terms.every_term import Term
from chartproof.terms.index import TermIndex

#: How many candidates are measured exactly.
MEASURED = 30
#: How many of the words asked, rarest first, bring up candidates.
RAREST = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A term, how near it is (0 to 1), and which of the words asked it has."""

    term: Term
    score: float
    shared: frozenset[str]


def nearest(words: Iterable[str], index: TermIndex, limit: int, measured: int = MEASURED) -> list[Near]:
    """The nearest terms, best first; ties by the shorter code. `measured`: how many exactly.

    Where nothing rarer is asked for, a common word brings up its shortest terms.
    """
    asked = {w: weight for w in dict.fromkeys(words) if (weight := index.weight(w)) > 0.0}
    if not asked:
        return []
    length = math.sqrt(sum(weight * weight for weight in asked.values()))
    partial: dict[int, float] = {}
    for word in sorted(asked, key=asked.__getitem__, reverse=True)[:RAREST]:
        _add(partial, index.with_word(word), asked[word] ** 2)
    for word in asked if not partial else ():
        _add(partial, index.shortest(word), asked[word] ** 2)
    norms = index.norms
    rough = nlargest(
        measured,
        zip(map(truediv, partial.values(), map(norms.__getitem__, partial)), map(neg, partial), strict=True),
    )
    found = [_near(index.term(i), index.norm(i), asked, length) for i in (-negative for _, negative in rough)]
    found.sort(key=lambda n: (-round(n.score, 6), len(n.term.means[0]), n.term.means[0], n.term.id))
    return found[:limit]


def _add(partial: dict[int, float], terms: Sequence[int], square: float) -> None:
    """Count a word to each of the terms that have it."""
    if not partial:
        partial.update(dict.fromkeys(terms, square))
        return
    for ident in terms:
        partial[ident] = partial.get(ident, 0.0) + square


def _near(term: Term, norm: float, asked: dict[str, float], length: float) -> Near:
    shared = frozenset(w for w in term.words if w in asked)
    dot = sum(asked[w] ** 2 for w in shared)
    return Near(term, dot / (norm * length), shared)
