"""Which coronary arteries were treated, as modifiers name them."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.wounds import sentences
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene

_VESSEL = Pattern(
    r"\b(?:(?P<LM>left main(?: coronary)?(?: artery)?|lmca)|(?P<LD>lad\b|left anterior descending|diagonal(?: branch)?|d[12]\b)|"
    r"(?P<LC>(?:left )?circumflex|l?cx\b|obtuse marginal|om ?[123]?\b)|(?P<RC>rca\b|right coronary(?: artery)?|posterior descending|pda\b|posterolateral branch|plv?b?\b)|"
    r"(?P<RI>ramus(?: intermedius)?))"
)
_TREATED = Pattern(
    r"\b(?:stent\w*|angioplast\w*|ptca|pci|balloon\w*|atherectomy|dilated|deployed|des\b|intervention)"
)
_NOT = Pattern(
    r"\b(?:patent|prior|previous\w*|old|no (?:significant|intervention)|medical(?:ly)? (?:therapy|managed)|staged|deferred|not (?:treated|stented|intervened)|ffr (?:of )?0?\.[89])\b"
)


def vessels(scene: Scene, done: Done) -> tuple[tuple[str, Evidence], ...]:
    """The arteries that the sentence of an intervention names, else those of the sentences that tell of one."""
    kept: dict[str, Evidence] = {}
    for span in (done.near, *_treating(scene, done)):
        for match in _VESSEL.finditer(text_of(scene, span)) if not _NOT.search(text_of(scene, span)) else ():
            kept.setdefault(str(match.lastgroup), quote(scene, span, *match.span()))
    return tuple(kept.items())


def _treating(scene: Scene, done: Done) -> Iterator[Evidence]:
    return (s for s in sentences(scene, done.scene) if _TREATED.search(text_of(scene, s)))
