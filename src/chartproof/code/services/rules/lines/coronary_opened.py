"""A coronary artery opened by catheter is reported once for each artery by the most that was done there, and names the artery."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.coronaries import treated_in
from chartproof.code.services.finding import said
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("percutaneous coronary interventions by major artery"))
def coronary_opened(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A coronary artery opened by catheter is reported once for each artery by the most that was done there, and names the artery."""
    many = scene.of("coronary opened")
    if not many:
        return
    treated = treated_in(scene, many)
    if not treated:
        yield lacking(__name__, many[0], "which coronary artery was treated, and how")
    attack = said(scene, many[0], _ATTACK)
    culprit = next(iter(treated), "") if attack else ""
    for vessel, (kind, words) in treated.items():
        code = "92941" if attack and vessel == culprit and kind != "graft" else _CODES[kind]
        yield Bill(
            code,
            many[0],
            (*words, *((attack,) if code == "92941" and attack else ())),
            place=vessel,
            modifiers=(vessel,),
        )


_ATTACK = Pattern(
    r"(?<!prior )(?<!previous )(?<!history of )(?<!old )(?<!remote )\b(?:n?stemi|acute (?:st[- ]elevation )?(?:anterior |inferior |lateral )?(?:myocardial infarction|mi)|acute coronary occlusion)\b"
)
_CODES = {
    "both": "92933",
    "occlusion": "92943",
    "graft": "92937",
    "stent": "92928",
    "shaved": "92924",
    "balloon": "92920",
}
