"""Find the terms a line of the record says: any word order, a few words between, lists shared.

Every term whose words all stand in the line is found in the set-trie of terms/index; it is kept when
its words stand close together, in one clause, and no longer term covers the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from chartproof.model.pattern import Pattern
from chartproof.terms.every_term import Term
from chartproof.terms.former import is_taught
from chartproof.terms.index import HERE, TermIndex
from chartproof.terms.words import QUALIFIERS, WALL, WALLS, Words
from chartproof.understand.apart import (
    history_ended,
    is_back_of_another,
    is_its_operation,
    is_of_before,
    names_its_cause,
)
from chartproof.understand.elsewhere import is_anothers_business, said_elsewhere
from chartproof.understand.hits import PLACES, Hit, chosen
from chartproof.understand.idioms import taken_apart
from chartproof.understand.not_together import is_not_together
from chartproof.understand.phrase import (
    RESULTS,
    belongs,
    is_degree_of_next,
    says_else,
)

#: Which of the terms with the same words is meant at a place, or None (understand/senses).
Choose = Callable[[tuple[int, ...], tuple[int, ...]], Term | None]


def hits(words: Words, index: TermIndex, choose: Choose, together: bool = False) -> list[Hit]:
    """The terms a line says, longest first, none inside another.

    `together`: the words are known to belong together, however many stand between those of a term.
    """
    elsewhere = said_elsewhere(words)
    found = _terms(words, index, choose, together, elsewhere)
    if elsewhere:  # a term that says all of what is elsewhere and more stands: "colon cancer screening"
        found += [h for h in _terms(words, index, choose, together) if _says_more(h, elsewhere)]
    return chosen(found, words)


def _terms(
    words: Words, index: TermIndex, choose: Choose, together: bool, without: frozenset[int] = frozenset()
) -> list[Hit]:
    """The terms of a line's words, some of them left out."""
    where: dict[str, list[int]] = {}
    for i, word in enumerate(words.folded):
        if i not in without:
            where.setdefault(word, []).append(i)
    found: list[Hit] = []
    present = where.keys()
    for word in present:
        branch = index.branch(word)
        if branch is not None and (HERE in branch or not branch.keys().isdisjoint(present)):
            for path, ids in below(branch, (word,), present):
                found += _placed(path, tuple(ids), where, words, index, choose, together)
    return found


def _says_more(hit: Hit, elsewhere: frozenset[int]) -> bool:
    """Whether a run of words holds more than one that is meant elsewhere, and all of that."""
    own = set(hit.at)
    inside = own & elsewhere
    run = hit.at[-1] - hit.at[0] == len(own) - 1
    return run and bool(inside) and own > inside and not {min(inside) - 1, max(inside) + 1} & elsewhere


def below(
    branch: dict[str, Any], path: tuple[str, ...], present: Any
) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """The terms below a branch whose words are all present: each one's words and ids."""
    stack = [(branch, path)]
    while stack:
        at, so_far = stack.pop()
        ids = at.get(HERE)
        if ids:
            yield so_far, ids
        for word in at.keys() & present:
            stack.append((at[word], (*so_far, word)))


def _placed(
    path: tuple[str, ...],
    ids: tuple[int, ...],
    where: dict[str, list[int]],
    words: Words,
    index: TermIndex,
    choose: Choose,
    together: bool,
) -> Iterator[Hit]:  # one frame a term: as arguments, what a line has once
    """The places where a term's words stand close enough, one for each place of its rarest word."""
    root, *others = path
    weight = sum(index.weight(word) for word in path)
    for anchor in where[root]:
        at = [anchor]
        for word in others:
            places = where[word]
            behind = [p for p in places if p > anchor] if word in RESULTS else places
            at.append(min(behind or places, key=lambda p: _away(p, anchor, words)))
        at.sort()
        if len(at) > 1 and (
            is_not_together(at, words)
            or is_back_of_another(at, words)
            or history_ended(at, words)
            or is_of_before(at, words)
            or is_its_operation(at, words)
            or taken_apart(at, words)
            or is_degree_of_next(at, words, index)
            or is_taught(words, at[-1])
        ):
            continue
        if len(at) > 1 and at[-1] - at[0] >= len(at):
            gap = _gap(at, words, together)
            if gap is None or _skipped(anchor, at, words):
                continue
        else:
            if breaks_in(at, words) >= WALL:
                continue
            gap = 0
        if is_anothers_business(at, words):
            continue
        place = tuple(at)
        term = choose(ids, place)
        if term is not None and (
            len(at) < 2
            or (
                (together or (belongs(term, at, words) and not _only_listed(term, at, words)))
                and not names_its_cause(term, at, words)
            )
        ):
            yield Hit(term, place, gap, weight, breaks_in(at, words))


def _away(place: int, anchor: int, words: Words) -> tuple[int, int]:
    """How far a word stands from another: the boundaries between them, then the words."""
    return abs(words.breaks[place] - words.breaks[anchor]), abs(place - anchor)


def _only_listed(term: Term, at: Sequence[int], words: Words) -> bool:
    """Whether "and" only lists the two words of a term that says neither of the other: blood and urine cultures."""
    if len(at) != 2 or at[1] - at[0] != 1 or _JOINED.search(term.surface):
        return False
    return _AND.fullmatch(words.text, words.ends[at[0]], words.starts[at[1]]) is not None


_AND = Pattern(r"\)?\s*(?:and|or|&|and/or|,?\s*as)\s+", re.IGNORECASE)
_JOINED = Pattern(r"\b(?:and|with|or|without|due)\b|[,/&+-]", re.IGNORECASE)
#: Words of doubt: what stands before them is told apart from what they doubt ("vertigo, likely peripheral").
_DOUBTS = frozenset(
    "likely possible possibly probable probably suspected suspect presumed presumably perhaps maybe".split()
)


def is_doubted_inside(at: Sequence[int], words: Words) -> bool:
    """Whether a word of doubt stands between some words."""
    return any(words.folded[i] in _DOUBTS for i in range(at[0] + 1, at[-1]) if i not in at)


def _skipped(anchor: int, at: list[int], words: Words) -> bool:
    """Whether a word of doubt parts it, or the same word stands nearer, in no list: the first ankle of "ankle due to an ankle fracture"."""
    if is_doubted_inside(at, words):
        return True
    same = (i for i in range(at[0] + 1, at[-1]) if i not in at and words.folded[i] == words.folded[anchor])
    return any(words.breaks[i] == words.breaks[anchor] for i in same)


def breaks_in(at: Sequence[int], words: Words) -> int:
    """The boundaries inside a hit; a wall that is a word of the term itself (without) is none."""
    breaks = words.breaks[at[-1]] - words.breaks[at[0]]
    if breaks < WALL:
        return breaks
    return breaks - WALL * sum(words.folded[i] in WALLS for i in at[1:])


def _gap(at: list[int], words: Words, together: bool) -> int | None:
    """How many words that say something else stand between; None when it is too far."""
    breaks = breaks_in(at, words)
    if breaks >= WALL:
        return None
    inside = set(at)
    between = [words.folded[i] for i in range(at[0], at[-1]) if i not in inside]
    if between and (_is_row([words.folded[i] for i in at], between) or _is_row_of_places(at, words, between)):
        return 0
    gap = sum(says_else(i, words) for i in range(at[0], at[-1]) if i not in inside)
    if together:
        return gap
    limit = 1 if len(at) == 2 else 2 if len(at) == 3 else 3
    return gap if gap + breaks <= limit + min(breaks, 3) and gap <= limit + breaks else None


def _is_row(own: list[str], between: list[str]) -> bool:
    """Whether what stands between is a row of the like: bone, lung and liver metastases; pain, redness and swelling of the knee."""
    row = _SPREAD if "metastasis" in own else _COMPLAINTS if own[0] == "pain" and own[-1] in PLACES else ()
    return bool(row) and all(word in row or word in QUALIFIERS for word in between)


def _is_row_of_places(at: list[int], words: Words, between: list[str]) -> bool:
    """Whether what stands between is a row of places that the last is one of: arthritis of the lumbar spine and both knees."""
    first, last = at[0], at[-1]
    if words.folded[last] not in _SPOTS or words.folded[first] in _SPOTS:
        return False
    if at[-2] - first != len(at) - 2 or not all(word in _SPOTS or word in QUALIFIERS for word in between):
        return False
    return _LISTED.search(words.text, words.ends[at[-2]], words.starts[last]) is not None


#: Places that stand in a row (folded), and what joins them.
_SPOTS = PLACES - QUALIFIERS | frozenset(
    "spine lumbar cervical thorax sacrum back neck scalp face nose forehead great big femoral popliteal".split()
)
_LISTED = Pattern(r",|\band\b|&", re.IGNORECASE)
#: What is felt or seen beside a pain (folded).
_COMPLAINTS = frozenset(
    "red redness swelling swollen edema tearing discharge secretion itching warmth erythema stiffness tenderness numbness burning "
    "irritation inflammation photophobia weakness tingling bruising".split()
)
#: Where a cancer spreads to (folded).
_SPREAD = frozenset(
    "liver lung bone brain adrenal pleura peritoneum retroperitoneal mediastinum spleen kidney skin ovary "
    "vertebral spinal spine rib pelvic muscle omental mesenteric".split()
)
