"""What was destroyed on the skin, and how many of a kind."""

from __future__ import annotations

from chartproof.code.services.finding import count, found, item_of, quote, said, summed, text_of
from chartproof.code.services.wounds import whole
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.numbers import NUMBER, number

_KINDS = (
    ("malignant", Pattern(r"\b(?:basal cell|bcc|squamous cell|scc|carcinoma|melanoma|bowen)\w*")),
    ("premalignant", Pattern(r"\b(?:actinic|aks?|solar keratos\w+)\b")),
    ("tags", Pattern(r"\b(?:skin tags?|acrochordons?)\b")),
    (
        "benign",
        Pattern(
            r"\b(?:warts?|verruca\w*|molluscum|seborrheic keratos\w+|sks?|condylom\w+|lentig\w+|milia)\b"
        ),
    ),
)


#: What is counted; of several kinds each by its own names.
_THINGS = {
    "premalignant": r"(?:aks?|(?:actinic |solar )?keratos[ei]s|lesions?|spots?|areas?|places?|papules?|patches|macules?|sites?)",
    "tags": r"(?:(?:skin )?tags?|acrochordons?|lesions?)",
    "benign": r"(?:warts?|verruca\w*|mollusc\w+|(?:seborrheic )?keratos[ei]s|sks?|condylom\w+|papules?|lesions?|spots?|growths?|sites?)",
}


def kinds_of(scene: Scene, done: Done) -> list[tuple[str, Evidence]]:
    """What was destroyed: all kinds the sentence names, else the first of the passage."""
    near = [(n, w) for n, pattern in _KINDS if (w := found(scene, done.near, pattern))]
    own = item_of(scene, done)
    for span in (*((own,) if own else ()), done.scene, whole(scene, done)):
        near = near or [(n, w) for n, pattern in _KINDS if (w := found(scene, span, pattern))][:1]
    return near


_ONE = Pattern(
    r"\b(?:a|an|one|single|the) (?:\w+ ){0,3}?(?:lesion|wart|ak|keratosis|tag|verruca|papule|acrochordon)\b"
)

#: "Treated all 8 with liquid nitrogen".
_ALL = Pattern(
    rf"\b(?:all|each of(?: the)?|the) (?P<n>{NUMBER})(?= (?:with|by|using|were|was|under|lesions?)\b)|\b(?:curetted|froze|frozen|treated|destroyed|cauterized) (?P<m>{NUMBER})\b(?! ?(?:mm|cm|s\b|sec|min|times))"
)


def _all(scene: Scene, span: Evidence) -> tuple[int, Evidence] | None:
    match = _ALL.search(text_of(scene, span))
    return (number(match["n"] or match["m"]), quote(scene, span, *match.span())) if match else None


#: One thing by its name alone ("wart R index finger, frozen"), where nothing tells of more.
_NAMED_ONCE = Pattern(r"\b(?:wart|ak|actinic keratosis|verruca|acrochordon|papule)\b")
_SEVERAL = Pattern(
    r"\b(?:both|multiple|several|each|others?|these|all|many|few|numerous|some)\b|(?:\band\b|&|,) (?:the )?(?:left|right|[lr]|another|one|two)\b"
)
_ALONE = Pattern(r"\b(?:single|solitary)\b")


def number_of(scene: Scene, many: list[Done], name: str) -> tuple[int, Evidence] | None:
    """How many of a kind: told in the sentence, else in the passage; one where the words say one."""
    things = _THINGS[name]
    for done in many:
        own = item_of(scene, done)
        for span in (done.near, *((own,) if own else ()), done.scene):
            if told := count(scene, span, things):
                return told
            if span is done.near and (told := _all(scene, span)):
                return told
    for done in many:
        if told := summed(scene, done.near) or summed(scene, done.scene):
            return told
    one = said(scene, many[0], _ONE) or found(scene, many[0].near, _ALONE)
    if one is None and not found(scene, many[0].near, _SEVERAL):
        one = found(scene, many[0].near, _NAMED_ONCE)
    return (1, one) if one else None
