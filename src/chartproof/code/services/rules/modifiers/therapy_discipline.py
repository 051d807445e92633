"""Therapy names the discipline whose plan of care it belongs to, and an assistant who gave it."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found, quote, text_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(5, "20.1"))
def therapy_discipline(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """Therapy names the discipline whose plan of care it belongs to, and an assistant who gave it."""
    scene, bills = subject

    medicare = scene.coding.encounter.payer is Payer.MEDICARE
    for bill in bills:
        if bill.of.work != "therapy":
            continue
        span = whole(scene, bill.of)
        sent = found(scene, span, _SENT)
        own = next((m for m in ("GP", "GO", "GN") if m in bill.of.marks), None)
        told = next(((m, w) for m, p in _PLANS.items() if (w := _of_plan(scene, span, p))), None)
        plan = own or (told[0] if told else None)
        if plan is None:
            if sent:
                yield Withhold(
                    bill, "GP", "no therapist's plan: the record only sends the patient to therapy", (sent,)
                )
            continue
        yield Modify(bill, plan, (told[1],) if told else (bill.of.evidence,))
        helped = found(scene, span, _HELPED[plan]) if plan in _HELPED and medicare else None
        if helped:
            modifier = {"GP": "CQ", "GO": "CO"}[plan]
            if together := found(scene, span, _TOGETHER):
                says = "the therapist gave the service too, at the same time or nearly all of it"
                yield Withhold(bill, modifier, says, (helped, together))
            else:
                yield Modify(bill, modifier, (helped,))


_SENT = Pattern(
    r"\b(?:refer\w*|order\w*|prescri\w*|consult\w*|recommend\w*)\b[^.;\n]{0,30}\b(?:physical|occupational|speech) therap\w+"
)
_PLANS = {
    "GP": Pattern(
        r"\bphysical therap\w*|\bpt (?:daily|note|treatment|visit|session|plan|eval\w*|progress)|\b(?:pt|dpt|mpt),? (?:dpt|license|signature)|\bdpt\b|\bpta\b"
    ),
    "GO": Pattern(
        r"\boccupational therap\w*|\bot (?:daily|note|treatment|visit|session|plan|eval\w*)|\botr/l\b|\bcota\b"
    ),
    "GN": Pattern(r"\bspeech[- ](?:language|therap)\w*|\bslp\b"),
}
#: What stands before a therapy that the patient is only sent to.
_BEFORE = Pattern(r"\b(?:refer\w*|order\w*|prescri\w*|consult\w*|recommend\w*|start|begin)\b[^.;\n]{0,24}$")
_BEHIND = Pattern(r" (?:referrals?|orders?|consult\w*|prescription|script)\b")
_HELPED = {
    "GP": Pattern(r"\b(?:by|with) (?:the |a )?(?:pta|physical therapist assistant)\b|\bpta\b"),
    "GO": Pattern(r"\bcota\b|\boccupational therapy assistant\b"),
}
_TOGETHER = Pattern(
    r"\b(?:pta|cota|assistant)\b[^.;\n]{0,60}\b(?:alongside|together with|concurrent\w*|jointly|at the same time as|helped|assisted)\b[^.;\n]{0,30}\b(?:pt|ot|therapist)\b|\b(?:10|ten) percent or less\b|\bless than (?:10|ten) ?(?:%|percent)"
)


def _of_plan(scene: Scene, span: Evidence, pattern: Pattern) -> Evidence | None:
    """The words of a discipline that gave the therapy, not of one that the patient is sent to."""
    low = text_of(scene, span)
    for m in pattern.finditer(low):
        if not (_BEFORE.search(low[max(0, m.start() - 48) : m.start()]) or _BEHIND.match(low, m.end())):
            return quote(scene, span, *m.span())
    return None
