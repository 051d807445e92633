"""Which eyelids a service was done on, as modifiers name them."""

from __future__ import annotations

from chartproof.code.services.finding import quote, sides, text_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene

_LIDS = {("left", "upper"): "E1", ("left", "lower"): "E2", ("right", "upper"): "E3", ("right", "lower"): "E4"}
_LID = Pattern(
    r"\b(?P<both>both|bilateral)?[ -]?(?P<side>right|left|r|l)?[ -]?(?P<lid>upper|lower)[ -](?:eye)?(?:lids?|punct\w+|lid margin)|\b(?P<lid2>upper|lower)[ -](?P<side2>right|left)[ -](?:eye)?(?:lids?|punct\w+)|\b(?P<short>[rl][ul]l)\b"
)


def lids(scene: Scene, done: Done) -> tuple[tuple[str, Evidence], ...]:
    """The lids named in the sentence, else in the passage."""
    for span in (done.near, done.scene):
        kept: dict[str, Evidence] = {}
        told = {side for side, _ in sides(scene, span)}
        for match in _LID.finditer(text_of(scene, span)):
            lid = (
                {"u": "upper", "l": "lower"}[match["short"][1]]
                if match["short"]
                else match["lid"] or match["lid2"]
            )
            side = {"r": "right", "l": "left"}.get(
                (match["short"] or match["side"] or match["side2"] or "x")[0]
            )
            both = match["both"] or (side is None and ("both" in told or told == {"right", "left"}))
            for one in ("right", "left") if both else (side or (next(iter(told)) if len(told) == 1 else ""),):
                if (one, lid) in _LIDS:
                    kept.setdefault(_LIDS[one, lid], quote(scene, span, *match.span()))
        if kept:
            return tuple(kept.items())
    return ()
