"""Words that only say more of another disease."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.metastases import SECONDARY
from chartproof.code.icd10cm.methods import DESCEND, GUIDELINES, METHODS, SEVENTH, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Step, Why
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers, blocks
from chartproof.terms.words import QUALIFIERS

#: Chapters of injuries, external causes and status: their codes stand beside others by rules of their own.
_APART = (*"STVWXYZ", "G89.3")
#: A sequela of stroke stands beside the deficit that a code of its own names.
_SEQUELA = "I69"

_DIVIDES = frozenset({DESCEND.id, SEVENTH.id})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def part_of_another_code(coding: Coding, books: Books) -> Iterator[Reject]:
    """What a combination code already names by the same words is not coded besides, unless a note asks for it."""
    ours = [a for a in coding.assignments if not a.value.startswith(_APART)]
    walked = (a for a in ours if a.proof.rule in METHODS)
    divided = [(a, words) for a in walked if (words := frozenset(_dividing(a.proof)))]
    for part in (a for a in ours if not a.value.startswith((*SECONDARY, _SEQUELA))):
        for whole, words in divided:
            said = {e for m in part.mentions for e in m.evidence}
            if part is whole or not said or not all(_within(e, words) for e in said):
                continue
            if part.value[:3] != whole.value[:3] and not _asked_for(part, whole, books):
                yield Reject(part, Why.LESS_SPECIFIC, (whole,))
                break


def _within(said: Evidence, words: frozenset[Evidence]) -> bool:
    """Whether the words of a mention are among those that divide; "acute" names no bronchitis that is acute."""
    return any(
        w.document == said.document
        and w.start <= said.start < w.end
        and not (said.end > w.end and w.words.lower() in QUALIFIERS)
        for w in words
    )


def _dividing(step: Step) -> Iterator[Evidence]:
    """The words by which the way to a code went down."""
    for ground in step.grounds:
        if isinstance(ground, Evidence) and step.rule in _DIVIDES:
            yield ground
        elif isinstance(ground, Step):
            yield from _dividing(ground)


def _asked_for(part: Assignment, whole: Assignment, books: Books) -> bool:
    """A note of the combination code names the part."""
    kinds = ("use_additional", "code_also", "code_first")
    return any(
        answers(part.value, b.targets) for kind in kinds for b in blocks(whole.value, books.tabular, kind)
    )
