"""Find the terms a line of the record says: any word order, a few words between, lists shared.

Every term whose words all stand in the line is found in the set-trie of terms/index; it is kept when
its words stand close together, in one clause, and no longer term covers the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from chartproof.model.pattern import Pattern
from chartproof.terms.every_term import Term
from chartproof.terms.former import is_taught
from chartproof.terms.index import HERE, TermIndex
from chartproof.terms.retrieve import nearest
from chartproof.terms.ruled_out import OUT
from chartproof.terms.words import QUALIFIERS, WALL, WALLS, Words, folded
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
from chartproof.understand.phrase import (
    RESULTS,
    belongs,
    is_degree_of_next,
    is_of_next,
    says_else,
)
from chartproof.understand.torn import is_torn, names_in

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
            for path, ids in _below(branch, (word,), present):
                found += _placed(path, tuple(ids), where, words, index, choose, together)
    return found


def _says_more(hit: Hit, elsewhere: frozenset[int]) -> bool:
    """Whether a run of words holds more than one that is meant elsewhere, and all of that."""
    own = set(hit.at)
    inside = own & elsewhere
    run = hit.at[-1] - hit.at[0] == len(own) - 1
    return run and bool(inside) and own > inside and not {min(inside) - 1, max(inside) + 1} & elsewhere


def _below(
    branch: dict[str, Any], path: tuple[str, ...], present: Any
) -> Iterator[tuple[tuple[str, ...], list[int]]]:
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
            _of_another_number(at, words)
            or _denies_another(at, words)
            or _was_another(at, words)
            or _is_tested_negative(at, words)
            or is_back_of_another(at, words)
            or history_ended(at, words)
            or is_of_before(at, words)
            or is_its_operation(at, words)
            or taken_apart(at, words)
            or is_degree_of_next(at, words, index)
            or is_taught(words, at[-1])
            or _is_of_own_site(at, words)
            or _is_primary_behind(at, words)
        ):
            continue
        if len(at) > 1 and at[-1] - at[0] >= len(at):
            gap = _gap(at, words, together)
            if gap is None or _skipped(anchor, at, words):
                continue
        else:
            if _breaks(at, words) >= WALL:
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
            yield Hit(term, place, gap, weight, _breaks(at, words))


def _away(place: int, anchor: int, words: Words) -> tuple[int, int]:
    """How far a word stands from another: the boundaries between them, then the words."""
    return abs(words.breaks[place] - words.breaks[anchor]), abs(place - anchor)


#: Words a number stands behind and belongs to.
_NUMBERED = frozenset("stage grade class type category level".split())
#: Words that a number stands before and counts.
_COUNTED = frozenset("minute hour day week month year time tablet pill dose mg".split())


def _of_another_number(at: list[int], words: Words) -> bool:
    """Whether a number belongs to a word that is not the term's: type 1 of one, stage 2 of another."""
    staged = any(words.folded[i] == "stage" for i in at)
    if any(words.folded[i].isdigit() and _is_of_date(words, i) for i in at):
        return True
    if any(
        words.folded[i] == "type" and i + 1 not in at and words.folded[i + 1][0].isdigit() for i in at[:-1]
    ):
        return True
    if any(words.folded[i] == "week" and i and i - 1 not in at and words.folded[i - 1].isdigit() for i in at):
        return any(words.folded[i].isdigit() for i in at)  # of "BMI 38, 14 weeks" the 38 are no weeks
    for i in at:
        if words.folded[i][0].isdigit() and i:
            before, own = words.folded[i - 1], i - 1 in at
            if i + 1 < len(words) and i + 1 not in at and words.folded[i + 1] in _COUNTED:
                return True
            named = before in _NUMBERED and (own or (i - 2 in at and words.breaks[i - 2] == words.breaks[i]))
            if (before != "stage" or not own) if staged else (before in _NUMBERED and not named):
                return True
    return False


def _is_of_date(words: Words, i: int) -> bool:
    """Whether a number is part of a date: of "1/8/26 for DM" no type 1."""
    start, end = words.starts[i], words.ends[i]
    return any(m.start() <= start < m.end() for m in _DATE.finditer(words.text, max(0, start - 8), end + 8))


_DATE = Pattern(r"(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}(?!\d)")


def _denies_another(at: list[int], words: Words) -> bool:
    """Whether what a word of the term denies here is no word of it: without aura, with status migrainosus."""
    return any(words.folded[i] in _DENIALS and i + 1 not in at for i in at[:-1])


_DENIALS = frozenset({"without", "no", "not"})


def _is_tested_negative(at: Sequence[int], words: Words) -> bool:
    """Whether what stands behind a comma or in a bracket was tested for and not found: bronchiolitis, RSV negative."""
    apart = words.breaks[at[-1]] - words.breaks[at[0]]
    if not 0 < apart < WALL:
        return False
    behind = words.ends[at[-1]]
    return bool(_NOT_FOUND.match(words.text, behind) or OUT.match(words.text, behind))


_NOT_FOUND = Pattern(
    r"(?:(?:,| and| or|/| &) ?(?!(?:x-?rays?|xrs?|c?xr|films?|cts?|mris?|imaging)\b)[\w-]+(?: [AB])?){0,3} (?:rapid |pcr |swab |test(?:ing)? |culture |screen |antigen |toxin )*(?:is |was |were )?(?:negative|neg\b|not detected)",
    re.IGNORECASE,
)


def _is_of_own_site(at: list[int], words: Words) -> bool:
    """Whether a wound behind a comma has a site of its own, and is one: of "Colles L wrist, scalp lac" no wrist is cut."""
    i = at[-1]
    wounds, sites, _ = _apart()
    if words.folded[i] not in wounds or i - 1 in at or words.folded[i - 1] not in PLACES | sites:
        return False
    apart = words.text[words.ends[at[-2]] : words.starts[i - 1]]
    alone = not words.text[: words.ends[i]].endswith("s")
    return "," in apart and alone and _SHARED.search(apart) is None


@lru_cache(maxsize=1)
def _apart() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Wounds, sites of the head that have one side only, and cancers (folded)."""
    wounds = "laceration contusion abrasion bruise burn wound avulsion puncture hematoma"
    sites = "scalp face facial forehead chin lip nose nasal eyebrow head"
    cancers = "cancer carcinoma adenocarcinoma ca nsclc melanoma sarcoma"
    return frozenset(folded(wounds)), frozenset(folded(sites)), frozenset(folded(cancers))


def _is_primary_behind(at: list[int], words: Words) -> bool:
    """Whether the site behind a comma is that of a cancer of its own: of "bone mets, lung ca" the lung has none."""
    i, own = at[-1], {words.folded[j] for j in at}
    if "metastasis" not in own or words.folded[i] not in PLACES or i + 1 >= len(words):
        return False
    apart = words.text[words.ends[at[-2]] : words.starts[i]]
    return words.folded[i + 1] in _apart()[2] and "," in apart and _SHARED.search(apart) is None


_SHARED = Pattern(r"\b(?:and|or)\b|[&/]", re.IGNORECASE)


def _was_another(at: list[int], words: Words) -> bool:
    """Whether its last word is said of what follows: a smoker and former drinker, depression and chronic pain, an arm and broken glass."""
    if any(
        words.folded[i] == "diabetes" and words.folded[i + 1 : i + 2] == ["insipidus"] and i + 1 not in at
        for i in at
    ):
        return True  # no diabetes of the other kind in diabetes insipidus
    if any(words.folded[i] == "still" and not _STILLS.match(words.text, words.starts[i]) for i in at) and any(
        words.folded[i] == "disease" for i in at
    ):
        return True
    word, apart = words.folded[at[-1]], words.breaks[at[-1]] - words.breaks[at[-2]]
    broken, things = _broken_things()
    if word == broken and at[-1] + 1 < len(words) and words.folded[at[-1] + 1] in things:
        return True
    return (word == "former" or (word in _COURSES and apart > 0)) and is_of_next(at[-1], words)


#: The disease of Still, and no "still".
_STILLS = Pattern(r"still(?:['\u2019]?s\b| (?:disease|syndrome|dz)\b)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _broken_things() -> tuple[str, frozenset[str]]:
    """The word for what is broken, and things that break: neither is a bone."""
    things = "glass bottle window mirror plate dish mug chair ladder fence sidewalk"
    return folded("broken")[0], frozenset(folded(things))


_COURSES = frozenset({"chronic", "acute", "subacute", "recurrent"})


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


def _is_doubted_inside(at: Sequence[int], words: Words) -> bool:
    return any(words.folded[i] in _DOUBTS for i in range(at[0] + 1, at[-1]) if i not in at)


def _skipped(anchor: int, at: list[int], words: Words) -> bool:
    """Whether a word of doubt parts it, or the same word stands nearer, in no list: the first ankle of "ankle due to an ankle fracture"."""
    if _is_doubted_inside(at, words):
        return True
    same = (i for i in range(at[0] + 1, at[-1]) if i not in at and words.folded[i] == words.folded[anchor])
    return any(words.breaks[i] == words.breaks[anchor] for i in same)


def _breaks(at: Sequence[int], words: Words) -> int:
    """The boundaries inside a hit; a wall that is a word of the term itself (without) is none."""
    breaks = words.breaks[at[-1]] - words.breaks[at[0]]
    if breaks < WALL:
        return breaks
    return breaks - WALL * sum(words.folded[i] in WALLS for i in at[1:])


def _gap(at: list[int], words: Words, together: bool) -> int | None:
    """How many words that say something else stand between; None when it is too far."""
    breaks = _breaks(at, words)
    if breaks >= WALL:
        return None
    inside = set(at)
    between = [words.folded[i] for i in range(at[0], at[-1]) if i not in inside]
    if between and _is_row([words.folded[i] for i in at], between):
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
        for path, every in _below(branch, (word,), present):
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
        if _is_doubted_inside(at, words) or (len(at) > 1 and _is_tested_negative(at, words)):
            continue
        if is_of_before(at, words) or is_its_operation(at, words) or is_anothers_business(at, words):
            continue
        if len(at) > 1 and (
            is_degree_of_next(at, words, index) or is_torn(at, near.term.means[0], names, words)
        ):
            continue
        if choose((near.term.id,), at) is None or not belongs(near.term, at, words):
            continue
        if said > MORE * max((hit.weight for hit in found), default=0.0) and _breaks(at, words) < WALL:
            kept = [hit for hit in found if not set(hit.at) <= set(at)]
            return [Hit(near.term, at, 0, said), *kept]
    return found
