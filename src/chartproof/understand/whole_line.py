"""A problem line matched whole by weighted words, and the site of a problem told below its head."""

from __future__ import annotations

from chartproof.terms.index import TermIndex
from chartproof.terms.retrieve import nearest
from chartproof.terms.words import WALL, Words
from chartproof.understand.apart import (
    is_its_operation,
    is_of_before,
)
from chartproof.understand.elsewhere import is_anothers_business, said_elsewhere
from chartproof.understand.find import Choose, below, breaks_in, is_doubted_inside
from chartproof.understand.hits import Hit
from chartproof.understand.not_together import denies_next, is_tested_negative
from chartproof.understand.phrase import (
    belongs,
    is_degree_of_next,
)
from chartproof.understand.torn import is_torn, names_in


def sited(
    at: tuple[int, ...], words: Words, sites: frozenset[str], index: TermIndex
) -> tuple[frozenset[str], list[int]] | None:
    """The longest term that says what words say and the site besides: (the site's words, term ids).

    The words head a problem ("Arthritis") and the sites stand under that problem ("both knees").
    """
    own = frozenset(words.folded[i] for i in at)
    if own & sites or not sites:
        return None
    present = own | sites
    best: tuple[frozenset[str], list[int]] | None = None
    for word in present:
        branch = index.branch(word)
        if branch is None:
            continue
        for path, every in below(branch, (word,), present):
            ids = [i for i in every if index.term(i).source != "index"]
            more = frozenset(path) - own
            if (
                ids
                and more
                and own <= frozenset(path)
                and more <= sites
                and (best is None or _further(more) < _further(best[0]))
            ):
                best = (more, ids)
    return best


def _further(more: frozenset[str]) -> tuple[int, list[str]]:
    """Sorts the words that say more before those that say less; of as many, the same first each time."""
    return -len(more), sorted(more)


#: Words of a term that say only what kind of thing it is; a problem line may leave them out.
GENERIC = frozenset({"disorder", "disease", "syndrome", "condition", "encounter"})
#: How near the nearest term must be, and how much more of the line it must say than what was found.
NEAR_ENOUGH = 0.75
MORE = 1.15


def whole_line(words: Words, found: list[Hit], index: TermIndex, choose: Choose) -> list[Hit]:
    """A problem line matched whole by weighted words, where that says more of it than the hits do.

    Retrieval proposes; it is taken only when every word of the term is in the line, but for words
    that name only the kind of thing (DESIGN, section 6), where no unknown word may be the kind.
    """
    weights = [index.weight(word) for word in words.folded]
    whole = sum(weights)
    covered = sum(weights[i] for i in {i for hit in found for i in hit.at})
    if not whole or covered / whole > NEAR_ENOUGH:
        return found
    elsewhere = said_elsewhere(words)
    names = names_in([(hit.at, hit.term.means[0]) for hit in found], words)
    for near in nearest(words.folded, index, 5):
        at = tuple(i for i, word in enumerate(words.folded) if word in near.shared)
        if elsewhere.issuperset(at):
            continue  # what is given against tetanus, not tetanus
        said = sum(index.weight(word) for word in near.shared)
        unsaid = set(near.term.words) - near.shared
        if near.score < NEAR_ENOUGH or not unsaid <= GENERIC or (unsaid and 0.0 in weights):
            continue
        if unsaid and len(near.shared) == 1:
            continue  # a name without its kind may be any word: hypertension, good (no Good syndrome)
        if is_doubted_inside(at, words) or denies_next(at, words):
            continue
        if len(at) > 1 and is_tested_negative(at, words):
            continue
        if is_of_before(at, words) or is_its_operation(at, words) or is_anothers_business(at, words):
            continue
        if len(at) > 1 and (
            is_degree_of_next(at, words, index) or is_torn(at, near.term.means[0], names, words)
        ):
            continue
        if choose((near.term.id,), at) is None or not belongs(near.term, at, words):
            continue
        if said > MORE * max((hit.weight for hit in found), default=0.0) and breaks_in(at, words) < WALL:
            kept = [hit for hit in found if not set(hit.at) <= set(at)]
            return [Hit(near.term, at, 0, said), *kept]
    return found
