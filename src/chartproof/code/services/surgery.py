"""What the modifiers of surgery share: which lines are operations, where words speak of one, what keeps a modifier off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.code.services.finding import found, said
from chartproof.code.services.wounds import whole
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Evidence
from chartproof.model.results import Because
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.terms.globals import Surgery


def operations(bills: Iterable[Bill]) -> Iterator[Bill]:
    """The lines of what was done by hand: operations and procedures, no tests, drugs or things."""
    return (bill for bill in bills if bill.of.work == "act" and bill.code[0].isdigit())


def is_professional(scene: Scene) -> bool:
    """Whether the claim is that of who did the work."""
    return scene.coding.encounter.claim_kind is ClaimKind.PROFESSIONAL


def told_of(scene: Scene, bill: Bill, pattern: Pattern) -> Evidence | None:
    """The first words that a pattern matches: in the sentence of a line, its passage, its document."""
    return said(scene, bill.of, pattern) or found(scene, whole(scene, bill.of), pattern)


def line_words(scene: Scene, bill: Bill) -> Evidence:
    """The line of the text that names a service, from its label on."""
    document = scene.coding.encounter.document(bill.of.evidence.document)
    return document.quote(document.text.rfind("\n", 0, bill.of.evidence.start) + 1, bill.of.near.end)


def one_of(bills: Iterable[Bill], words: Evidence) -> Bill | None:
    """The line that words of a passage speak of: that of their sentence, else the first of the passage."""
    ours = [b for b in bills if b.of.evidence.document == words.document]
    near = [b for b in ours if b.of.near.start <= words.start < b.of.near.end]
    around = [b for b in ours if b.of.scene.start <= words.start < b.of.scene.end]
    return next(iter((*near, *around)), None)


def settled(
    bill: Bill, modifier: str, told: tuple[Because, ...], no: str | None, surgery: Surgery | None
) -> Modify | Withhold:
    """The modifier that the record calls for, or why the line may not carry it; `no` None: it may."""
    rests = (*told, surgery.row) if surgery else told
    return Withhold(bill, modifier, no, rests) if no else Modify(bill, modifier, rests)
