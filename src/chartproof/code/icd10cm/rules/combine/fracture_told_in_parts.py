"""One fracture told in parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import HEALING, stage
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Characters of healing of an open fracture, by the type that the other part tells.
TYPE_III = {"E": "F", "H": "J", "M": "N", "Q": "R"}
OPENED = "BCEF"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.c, I.C.19.c.1, I.B.2", URL),
)
def fracture_told_in_parts(coding: Coding, books: Books) -> Iterator[Give]:
    """A fracture whose kind is told in one place and whose healing, or mere site, in another takes one code for both."""
    broken = [a for a in coding.having("S") if "fracture" in (a.title or "").lower() and len(a.value) == 8]
    yield from _named(broken)
    for vague in broken:
        if stage(vague.value[-1]) != HEALING or "nspecified fracture" not in (vague.title or ""):
            continue
        for precise in broken:
            if precise is vague or not _is_same(vague, precise):
                continue
            char = vague.value[-1]
            if precise.value[-1] in OPENED:
                char = TYPE_III.get(char, char) if precise.value[-1] in "CF" else char
            value = f"{_of_its_side(precise, vague, books)}{char}"
            if books.tabular.billable(value) is not None:
                yield Give(value, (vague, precise), (vague, precise))
                return


def _is_same(vague: Assignment, precise: Assignment) -> bool:
    """The same bone, part and side, the kind named."""
    return (
        vague.value[:5] == precise.value[:5]
        and "nspecified fracture" not in (precise.title or "")
        and (
            ("left" in (vague.title or "")) == ("left" in (precise.title or ""))
            or _UNSIDED.search(precise.title or "") is not None
        )
    )


#: No side is told of the kind, where the other part may tell it: fracture of unspecified radius.
_UNSIDED = Pattern(
    r"\bunspecified (?=radius|ulna|humerus|femur|tibia|fibula|clavicle|patella|carpal|wrist|hand|foot|ankle)"
)


def _of_its_side(precise: Assignment, vague: Assignment, books: Books) -> str:
    """The code of the kind without its last character, of the side that the other part tells where it tells none."""
    stem, title = precise.value[:-1], precise.title or ""
    side = next((s for s in ("left", "right") if s in (vague.title or "")), None)
    if side is None or not _UNSIDED.search(title):
        return stem
    sided = _UNSIDED.sub(f"{side} ", title)
    others = (f"{stem[:-1]}{digit}" for digit in "123456")
    return next((o for o in others if books.tabular.title(o + precise.value[-1]) == sided), stem)


#: The characters of an open fracture whose type is not told, and of type III.
_OPEN = ("B", "C")
#: Titles of a fracture whose kind is not told, or has no code of its own.
_NO_KIND = ("Other ", "Unspecified ")


def _named(broken: list[Assignment]) -> Iterator[Give]:
    """A fracture of no kind, or of one without a code, beside one of the same part of the bone that has a name: Colles."""
    for named in broken:
        gone = tuple(a for a in broken if _is_kind_of(a, named))
        if gone:
            yield Give(named.value, (named, *gone), (named, *gone))


def _is_kind_of(vague: Assignment, named: Assignment) -> bool:
    """Whether two codes are of one part of one bone, at one stage, and only the second names the kind."""
    titles = [re.sub(r" (?:initial|subsequent) encounter.*", "", a.title or "") for a in (vague, named)]
    return (
        vague.value[:5] == named.value[:5]
        and (vague.value[-1] == named.value[-1] or (vague.value[-1], named.value[-1]) == _OPEN)
        and titles[0].startswith(_NO_KIND)
        and not titles[1].startswith(_NO_KIND)
        and titles[0].rsplit(" of ", 1)[-1] == titles[1].rsplit(" of ", 1)[-1]
        and not _are_two(vague, named)
    )


def _are_two(one: Assignment, other: Assignment) -> bool:
    """Whether one name is of two fractures: the superior and the inferior ramus."""
    return any(
        m.term.surface == n.term.surface and m.evidence == n.evidence and m.concept != n.concept
        for m in one.mentions
        for n in other.mentions
    )
