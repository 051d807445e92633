"""Terms whose words are torn out of two names of a list: no ocular hypertension in "hypertension and cataract of the left eye"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartproof.model.pattern import Pattern
from chartproof.terms.cause import FROM
from chartproof.terms.words import QUALIFIERS, Words
from chartproof.understand.trait_words import SITES

#: What stands between two names of a list.
_JOINER = Pattern(r"[,;&/+]|\b(?:and|with|plus|but)\b", re.IGNORECASE)
#: What lays the first to the second.
_CAUSED = Pattern(rf"\b(?:{FROM}|after)\b", re.IGNORECASE)
#: What puts a site behind the name of a condition.
_OF = Pattern(r"\W*(?:of|in|on|to|at|over|involving) (?:the |his |her |their )?", re.IGNORECASE)
#: Places (folded) told once before two conditions: lumbar radiculopathy and spinal stenosis.
_SHARED = SITES | frozenset("cervical thorax lumbar lumbosacral sacrum neck back".split())
#: What only places a condition or says how it is.
_PLACING = _SHARED | QUALIFIERS | {"great"}
#: Causes (folded) told once before two conditions: alcoholic hepatitis and cirrhosis.
_CAUSES = frozenset("alcohol allergy bacteria fungus ischemia psoriasis rheumatoid virus".split())
#: Diseases whose name, as an adjective, is said of all that follows: diabetic retinopathy and kidney disease.
_OF_ALL = ("I11", "I12", "I13", "E08", "E09", "E10", "E11", "E13", "O")
#: What is felt or seen at a place: pain and swelling of the knee.
_PLACED = ("R", "M", "L", "S", "T", "D", "C", "B", "I8", "G5")

Name = tuple[tuple[int, ...], str]


def names_in(found: Sequence[Name], words: Words) -> list[Name]:
    """The names among terms and their codes: in one piece, nothing of a list inside, and none part of another."""
    whole = [
        (at, code)
        for at, code in found
        if len(at) == 1 or (_is_in_one_piece(at, words) and not is_parted(at, words))
    ]
    return [(at, code) for at, code in whole if not any(set(at) < set(other) for other, _ in whole)]


def _is_in_one_piece(at: tuple[int, ...], words: Words) -> bool:
    """Whether nothing stands between the words of a name but what qualifies: cataract of the left eye."""
    return at[-1] - at[0] == len(at) - 1 or all(
        i in at or words.folded[i] in QUALIFIERS for i in range(at[0], at[-1])
    )


def is_parted(at: tuple[int, ...], words: Words) -> bool:
    """Whether a comma, "and" or "with" stands between the first and the last of these words."""
    return _JOINER.search(words.text, words.ends[at[0]], words.starts[at[-1]]) is not None


def is_torn(at: tuple[int, ...], code: str, names: Sequence[Name], words: Words) -> bool:
    """Whether a term takes its words from two names with a joiner between, and not the whole of both."""
    if len(names) < 2 or len(at) < 2 or not is_parted(at, words):
        return False
    own, torn = set(at), False
    for first, first_code in names:
        placed = _with_place(first, words)
        mine = own & placed
        rest = own - placed
        if not mine or not rest or min(rest) < first[-1]:
            continue
        for then, then_code in names:
            if (
                then[0] <= first[-1]
                or not rest <= _with_place(then, words)
                or not is_parted((first[-1], then[0]), words)
            ):
                continue
            between = words.text[words.ends[first[-1]] : words.starts[then[0]]]
            if _CAUSED.search(between) or "reaction" in (words.folded[i] for i in then):
                return False  # laid to it: urticaria, allergic reaction to shrimp
            before = _is_whole(mine, set(first), words)
            behind = _is_whole(rest, set(then), words)
            if before and behind:
                return False  # a disease with what it brings: pneumonia with sepsis
            if before and "with" in between and code.startswith(first_code):
                return False  # its kind by what it comes with: Marfan syndrome with a dilated aortic root
            if behind:
                both = first_code.startswith(_OF_ALL) or _is_told_of_both(mine, first, then, then_code, words)
                torn = torn or not both
            else:
                torn = torn or not (before and _has_place_behind(first, rest, then, first_code, words))
    return torn


def _is_whole(part: set[int], name: set[int], words: Words) -> bool:
    """Whether a part of a name leaves out only words that qualify it."""
    return part >= name or (
        all(words.folded[i] in QUALIFIERS for i in name - part)
        and not all(words.folded[i] in QUALIFIERS for i in part)
    )


def _is_told_of_both(
    mine: set[int], first: tuple[int, ...], then: tuple[int, ...], code: str, words: Words
) -> bool:
    """Whether words of the first name are said of the second, which has this code, as well: acute sinusitis and bronchitis."""
    own = {words.folded[i] for i in mine}
    if own <= _SHARED or (len(then) == 1 and not own <= QUALIFIERS | _CAUSES):
        return code.startswith(_PLACED)
    return len(then) == 1 and len(first) <= 2


def _has_place_behind(
    first: tuple[int, ...], rest: set[int], then: tuple[int, ...], code: str, words: Words
) -> bool:
    """Whether two conditions share the place that stands behind both: pain and swelling of the knee."""
    if len(first) > 1 or not code.startswith(_PLACED) or not all(words.folded[i] in _PLACING for i in rest):
        return False
    return min(rest) > min(set(then) - rest)


def _with_place(name: tuple[int, ...], words: Words) -> set[int]:
    """The words of a name, its side, and the place told behind it: gout of the right great toe."""
    placed, at = set(range(name[0], name[-1] + 1)), name[-1]
    for i in range(name[0] - 1, -1, -1):
        if words.folded[i] not in _PLACING or words.breaks[i] != words.breaks[name[0]]:
            break
        placed.add(i)
    if at + 1 < len(words) and _OF.fullmatch(words.text, words.ends[at], words.starts[at + 1]):
        at += 1
        while (
            at < len(words) and words.breaks[at] == words.breaks[name[-1]] and (words.folded[at] in _PLACING)
        ):
            placed.add(at)
            at += 1
    return placed
