"""Which part of the body an examined joint, bone or stretch of skin belongs to: head and neck, trunk, each limb."""

from __future__ import annotations

from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line
from chartproof.model.record import Evidence

_PARTS = {
    "head and neck": r"head|face|scalp|neck|jaw|tmj|cervical|c-?spine|forehead|cheek|nose|ears?|lips?",
    "spine, ribs and pelvis": r"spine|back|lumbar|thoracic|ribs?|pelvis|sacr\w+|paraspinal|paravertebral|chest|trunk|abdomen|buttocks?|torso",
    "upper": r"shoulders?|arms?|elbows?|forearms?|wrists?|hands?|fingers?|thumbs?|upper (?:extremit\w+|limbs?)|[lrb]?ue",
    "lower": r"hips?|thighs?|knees?|legs?|shins?|cal(?:f|ves)|ankles?|f(?:oo|ee)t|heels?|toes?|lower (?:extremit\w+|limbs?)|[lrb]?le",
}
_PART = {name: Pattern(rf"\b(?:{words})\b") for name, words in _PARTS.items()}
_SIDES = {"left": Pattern(r"\b(?:left|lt?|l[ul]e)\b"), "right": Pattern(r"\b(?:right|rt?|r[ul]e)\b")}
_BOTH = Pattern(
    r"\b(?:bilat\w*|both|all (?:extremities|four|4)|b/?l|hands|knees|legs|feet|shoulders|arms|extremities)\b"
)
_CLAUSE = Pattern(r"[.;]")


def areas_of(label: str, low: str, line: Line, words: Evidence) -> tuple[str | None, ...]:
    """The parts that examined words tell of, by their clause, else by the label; (None,) where none is named."""
    before = low[line.start : words.start]
    start = line.start + max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    after = _CLAUSE.search(low, words.end, line.end)
    clause = low[start : after.start() if after else line.end]
    return _areas(clause) or _areas(f"{label} {clause}") or (None,)


@lru_cache(maxsize=4096)
def _areas(said: str) -> tuple[str | None, ...]:
    found: list[str] = []
    for part, pattern in _PART.items():
        if pattern.search(said):
            found += _sided(part, said) if part in {"upper", "lower"} else [part]
    return tuple(found)


def _sided(part: str, said: str) -> list[str]:
    sides = [side for side, pattern in _SIDES.items() if pattern.search(said)]
    if not sides and _BOTH.search(said):
        sides = list(_SIDES)
    return [f"{side} {part} extremity" for side in sides] or [f"one {part} extremity"]
