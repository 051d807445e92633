"""Who only assisted the surgeon says so: 80, 81 for a part, 82 where no resident could, AS who is no physician."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.surgery import is_professional, operations, settled, told_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.globals import surgery_of


@rule(holds=SINCE, reviewed=None, cite=manual(12, "20.4.3; 110.2"))
def assistant_at_surgery(
    subject: tuple[Scene, tuple[Bill, ...]], books: Books
) -> Iterator[Modify | Withhold]:
    """Who only assisted the surgeon says so: 80, 81 for a part, 82 where no resident could, AS who is no physician."""
    scene, bills = subject

    for bill in operations(bills) if is_professional(scene) else ():
        role = told_of(scene, bill, _ASSISTED)
        if role is None:
            continue
        surgery = surgery_of(bill.code, books)
        for modifier, told, no in _which(scene, bill, role):
            need = told_of(scene, bill, _NEED) if surgery and surgery.assistant == "0" else None
            why = no or (_NO.get(surgery.assistant) if surgery and not need else None)
            yield settled(bill, modifier, (*told, need) if need else told, why, surgery)


def _which(
    scene: Scene, bill: Bill, role: Evidence
) -> Iterator[tuple[str, tuple[Evidence, ...], str | None]]:
    """The modifiers of a role with their words, and why one may not stand."""
    nurse, other = told_of(scene, bill, _NURSE), told_of(scene, bill, _OTHER)
    none, teaching = told_of(scene, bill, _NO_RESIDENT), told_of(scene, bill, _TEACHING)
    if nurse and not other:
        yield "AS", (role, nurse), _FIRST_ASSISTANT
        return
    if other:
        yield "AS", (role, other), None if none or not teaching else _RESIDENTS
        return
    part = told_of(scene, bill, _PART)
    if none:
        yield "82", (role, none), None
    elif teaching:
        yield "81" if part else "80", (role, teaching), _RESIDENTS
    else:
        yield "81" if part else "80", (role, part) if part else (role,), None


_NO = {
    "0": "the fee schedule asks why an assistant was needed, and the record does not say",
    "1": "the fee schedule allows no assistant at surgery for this code",
    "9": "an assistant does not apply to this code",
}
_FIRST_ASSISTANT = "a registered nurse as first assistant bills nothing of his own"
_RESIDENTS = "where residents train, an assistant is one only if no qualified resident was available (82)"
_ASSISTED = Pattern(
    r"\bi (?:was (?:the |present as (?:the )?)?|served as |acted as |participated as |scrubbed (?:in )?as )(?:the |an |a )?(?:first |surgical |minimum |minimal )?assist(?:ant)?\b|"
    r"\bclaim is for [^;\n]{2,40}?\b(?:first |surgical )?assistant\b|\bi (?:first[- ])?assisted (?:dr\b|the (?:primary |attending )?surgeon|with the (?:operation|procedure|surgery))|\bassistant(?:[- ]at[- ]surgery)?(?: surgeon)?(?:'s)? (?:note|report|statement|claim)\b|"
    r"\bmy role(?: in [^.;\n]{0,30})?:? (?:was )?(?:that of )?(?:the )?(?:first |surgical |minimum )?assist\w*|\brole: (?:first |surgical |minimum )?assist\w*"
)
_OTHER = Pattern(
    r"\bphysician (?:assistant|associate)\b|\bpa-c\b|, pa\b|\bnurse practitioner\b|\bnp-c\b|, (?:a?np|aprn|crnp|fnp|cns)\b|\bclinical nurse specialist\b|\bnurse[- ]midwife\b"
)
_NURSE = Pattern(r"\brnfa\b|\bregistered nurse first assist\w*|\bsurgical technologist\b|\bcst\b|\bcsfa\b")
_PART = Pattern(r"\bminim(?:um|al) assist\w*|\bassisted (?:only )?(?:briefly|for (?:a )?(?:part|portion))")
_NO_RESIDENT = Pattern(
    r"\bno (?:qualified |appropriate )?(?:surgical )?resident\w*\b[^.;\n]{0,30}\b(?:available|present|free)|\bresident\w*\b[^.;\n]{0,30}\b(?:not|un) ?available"
)
_TEACHING = Pattern(
    r"(?<!non-)(?<!not a )(?<!no )\bteaching hospital\b|\bresidency program\b|\bacademic medical center\b"
)
_NEED = Pattern(
    r"\bassist(?:ant|ance)\b[^.;\n]{0,60}\b(?:necess\w+|required|needed|because|due to|owing to)\b"
)
