"""An electrocardiogram is reported whole where tracing and reading are one office's, else by the part that was done."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import AGAIN, found, said
from chartproof.code.services.whose import in_a_facility
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(13, "100"))
def tracing(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """An electrocardiogram is reported whole where tracing and reading are one office's, else by the part that was done."""
    claim = scene.coding.encounter
    facility = claim.claim_kind is ClaimKind.FACILITY
    part = 1 if facility else 2 if in_a_facility(claim) else 0
    for family, codes in _CODES.items():
        many = scene.of(family)
        if not many:
            continue
        read = next((r for d in many if (r := said(scene, d, _READ))), None)
        put_on = next((w for d in many if (w := said(scene, d, _PUT_ON))), None)
        if read is None and put_on and family in _WORN and not part:
            yield Bill(codes[1], many[0], (put_on,))
        elif read is None and not facility:
            yield lacking(__name__, many[0], "the reading of the tracing")
        else:
            yield Bill(codes[part], many[0], (read,) if read else ())
            stood_by = (
                said(scene, many[0], _STOOD_BY) if family == "stress test" and part == _READING else None
            )
            if stood_by:
                yield Bill("93016", many[0], (stood_by,))
            again = ((d, w) for d in many[1:] if (w := found(scene, d.near, AGAIN)))
            yield from (Bill(codes[part], d, (w,), place="repeated") for d, w in list(again)[:1])


#: Whole, the tracing alone, the reading alone.
_CODES = {
    "electrocardiogram": ("93000", "93005", "93010"),
    "rhythm strip": ("93040", "93041", "93042"),
    "stress test": ("93015", "93017", "93018"),
    "holter": ("93224", "93225", "93227"),
    "patch monitor to a week": ("93241", "93242", "93244"),
    "patch monitor beyond a week": ("93245", "93246", "93248"),
    "event monitor": ("93268", "93270", "93272"),
    "mobile telemetry": ("93228", "93229", "93228"),
}
#: The part of a professional in a facility; that the same practitioner stood by a stress test.
_READING = 2
_STOOD_BY = Pattern(
    r"\b(?:i|by me|personally|physician)\b[^.;\n]{0,24}\bsupervis\w+|\bsupervis\w+(?: and \w+)? by me\b|\bunder my (?:direct )?supervision\b|\bi was (?:present|in the room)\b"
)
#: Recorders that are put on one day and read another, and that one was put on.
_WORN = frozenset({"holter", "patch monitor to a week", "patch monitor beyond a week", "event monitor"})
_PUT_ON = Pattern(r"\b(?:applied|placed|put on|hooked up|hook-?up|attached|affixed|connected)\b")
_READ = Pattern(
    r"\b(?:interpret\w*|sinus|rhythm|nsr|normal|regular rate|st[- ](?:segment|elevation|depression|changes?)|t[- ]wave|rate (?:of )?\d|ischemi\w*|fibrillation|flutter|"
    r"axis|bundle|block|lvh|unremarkable|no acute|shows?|reveal\w*|bpm|mets|my report|report signed|signed report|read (?:here|by me)|premature beats|pvcs?|ectop\w*|pauses|target heart rate)\b"
)
