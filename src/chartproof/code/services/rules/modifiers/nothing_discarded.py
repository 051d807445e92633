"""Medicare wants to know that of a single-dose container nothing was discarded (JZ); what is left of a multi-dose vial is no waste (JW)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.services.authority import manual
from chartproof.code.services.doses import MULTI_DOSE, WASTED, is_only_drug
from chartproof.code.services.finding import found
from chartproof.code.services.given import to_next
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence, Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=Period(date(2023, 1, 1), None), reviewed=None, cite=manual(17, "40"))
def nothing_discarded(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """Medicare wants to know that of a single-dose container nothing was discarded (JZ); what is left of a multi-dose vial is no waste (JW)."""
    scene, bills = subject

    if scene.coding.encounter.payer is not Payer.MEDICARE:
        return
    for bill in bills:
        if not bill.code.startswith(("J", "Q")) or bill.of.work != "drug" or bill.modifiers:
            continue
        near = tuple(to_next(scene, d) for d in scene.work("drug") if d.means == bill.of.means)
        spans = (bill.of.scene,) if is_only_drug(scene, bill.of) else near
        single, none = _in(scene, spans, _SINGLE), _in(scene, spans, _NONE)
        many = _in(scene, near, MULTI_DOSE)
        waste = None if none else _in(scene, near, WASTED) or _in(scene, spans, _REST)
        thrown = any("JW" in b.modifiers and b.code == bill.code for b in bills)
        if many and (none or waste):
            says = "what is left of a multi-dose container is no waste of it"
            yield Withhold(bill, "JZ" if none else "JW", says, tuple(e for e in (many, none or waste) if e))
        elif (waste or thrown) and single:
            says = "a part of the container was discarded"
            yield Withhold(bill, "JZ", says, tuple(e for e in (single, waste) if e))
        elif (none or single) and not thrown and not many:
            yield Modify(bill, "JZ", tuple(e for e in (single, none) if e))


def _in(scene: Scene, spans: tuple[Evidence, ...], pattern: Pattern) -> Evidence | None:
    return next((words for span in spans if (words := found(scene, span, pattern))), None)


_SINGLE = Pattern(r"\bsingle[- ](?:dose|use)\b|\bsdvs?\b|\bsingle[- ]use\b|\bprefilled syringe\b")
_REST = Pattern(
    r"\b(?:remainder|rest|remaining|residual|excess|leftover|unused)\b[^.;\n]{0,40}\b(?:discard\w*|wast\w+|thrown)\b|\b(?:discard\w*|wast\w+)\b[^.;\n]{0,20}\b(?:remainder|rest|remaining|residual|excess)\b"
)
_NONE = Pattern(
    r"\b(?:no|nothing|zero|none|0)\b[^.;]{0,20}\b(?:wast\w+|discard\w*|left over|leftover|remain\w*)|\b(?:wast\w+|discard\w*)(?: amount)?:? (?:none|0|zero)|\b(?:entire|whole|full|all|both) (?:vials?|contents|bottles?|syringes?|given|administered|(?:fully |completely )?used)\b|\b(?:fully|completely|entirely) (?:used|administered|given)\b|\bused (?:entirely|up|completely)\b|\ball of it (?:was )?given"
)
