"""Who takes over the days after another surgeon's operation reports its code with 55; who only prepared it, with 56."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found, side_of
from chartproof.code.services.naming import operation_named
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Evidence, Payer
from chartproof.model.service import Bill, Scene
from chartproof.rules.core import rule
from chartproof.terms.globals import surgery_of


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.2.A.3; 40.4.B"))
def care_around_an_operation(scene: Scene, books: Books) -> Iterator[Bill]:
    """Who takes over the days after another surgeon's operation reports its code with 55; who only prepared it, with 56."""
    encounter = scene.coding.encounter
    if encounter.claim_kind is not ClaimKind.PROFESSIONAL:
        return
    for document in encounter.documents:
        whole = document.quote(0, len(document.text))
        for modifier, words in _roles(scene, whole, medicare=encounter.payer is Payer.MEDICARE):
            named = operation_named(scene.coding, document.id, words, _SURGEON)
            if named is None:
                continue
            code, done = named
            surgery = surgery_of(code, books)
            if surgery is None or surgery.days:
                side = side_of(scene, done) if "sided" in done.marks else None
                yield Bill(code, done, (words,), side=side, modifiers=(modifier,))


def _roles(scene: Scene, whole: Evidence, *, medicare: bool) -> Iterator[tuple[str, Evidence]]:
    """What the record says was this practitioner's part; Medicare pays no 56."""
    after = found(scene, whole, _AFTER)
    before = None if medicare or after else found(scene, whole, _BEFORE)
    if after:
        yield "55", after
    if before:
        yield "56", before


_CARE = r"(?:post-?op(?:erative)?|follow[- ]?up|after)[- ]?(?:care|management)"
_AFTER = Pattern(
    rf"\b(?:assum\w+|accept\w+|took over|tak\w+ over) (?:the |his |her |all |remaining |of )*{_CARE}\b|\bco-?management (?:post-?op\w* )?(?:visit|of {_CARE})\b|\bpost-?operative (?:management|care) only\b"
)
_BEFORE = Pattern(r"\bpre-?operative (?:management|care) only\b")
_SURGEON = Pattern(r"\b(?:by|with|from) (?:dr\b|an?other|the surgeon|his surgeon|her surgeon|a surgeon)")
