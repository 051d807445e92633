"""Catheterization of the heart is one code for the sides entered, the coronary arteries and the bypass grafts that were shown."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.operations import looked
from chartproof.code.services.whose import in_a_facility
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("cardiac catheterization"))
def heart_catheterization(scene: Scene, _: Books) -> Iterator[Bill]:
    """Catheterization of the heart is one code for the sides entered, the coronary arteries and the bypass grafts that were shown."""
    many = scene.of("heart catheterized")
    if not many:
        return
    seen = {
        name: next((e for done in many if (e := looked(scene, done, p))), None) for name, p in _PARTS.items()
    }
    code = _CODES.get(tuple(name for name in _PARTS if seen[name]))
    encounter = scene.coding.encounter
    reads = encounter.claim_kind is ClaimKind.PROFESSIONAL and in_a_facility(encounter)
    if code:
        yield Bill(code, many[0], tuple(e for e in seen.values() if e), modifiers=("26",) if reads else ())


_PARTS = {
    "right": Pattern(
        r"\bright heart cath\w*|\brhc\b|\bright (?:and|&|/) left heart|\bleft (?:and|&|/) right heart|\br/l heart|\bswan|\bpulmonary (?:capillary )?wedge"
    ),
    "left": Pattern(
        r"\bleft heart cath\w*|\blhc\b|\bright (?:and|&|/) left heart|\bleft (?:and|&|/) right heart|\br/l heart|\bleft ventriculogra\w+|\bventriculogra\w+|\blv[- ]?(?:gram|angiogra\w+|ography)|\blvg\b|\blhc?\b|\blvedp\b|\bcrossed the aortic valve|\bleft ventricular end"
    ),
    "coronary": Pattern(
        r"\bcoronary (?:and (?:bypass )?graft )?(?:cine)?(?:angio\w*|arteriogra\w+)|\bcor(?:s|onary)? angio\w*|\bcors\b|\bcoronaries\b|\bselective coronar\w+|\b(?:left|right) coronary (?:artery )?(?:angio\w*|injection|system)|\bjl ?\d|\bjr ?\d|\bcoronar(?:y arteries|ies) (?:were )?(?:engaged|injected|imaged)"
    ),
    "grafts": Pattern(
        r"\b(?:bypass )?graft (?:angiogra\w+|arteriogra\w+)|\b(?:svg|vein grafts?|lima|bypass grafts?)\b[^.;]{0,40}\b(?:engaged|injected|imaged|patent|angiogra\w+|occluded)|\bangiogra\w+ of (?:the )?(?:bypass )?grafts?"
    ),
}
_CODES = {
    ("coronary",): "93454", ("coronary", "grafts"): "93455", ("right", "coronary"): "93456", ("right", "coronary", "grafts"): "93457",
    ("left", "coronary"): "93458", ("left", "coronary", "grafts"): "93459", ("right", "left", "coronary"): "93460",
    ("right", "left", "coronary", "grafts"): "93461", ("right",): "93451", ("left",): "93452", ("right", "left"): "93453",
}  # fmt: skip
