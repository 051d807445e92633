"""The wounds a passage tells of: how long, where, and how each was closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chartproof.code.services.finding import found, quote, text_of
from chartproof.code.services.sizes import Length, lengths, site_of
from chartproof.model.record import Evidence, Payer
from chartproof.model.service import Done, Scene

_CUT = re.compile(
    r"\b(?:lacerat\w*|wounds?|gash|cut|repair\w*|clos(?:ed|ure)|avulsion|length|linear|defect)\b"
)
_NOT_A_CUT = re.compile(
    r"\b(?:lesion|margin|mass|cyst|nodule|abscess|burn|ulcer|contusion|hematoma|from the)\b"
)
_KINDS = (
    ("complex", re.compile(r"\bcomplex (?:repair|closure|wound|laceration)|extensive undermining|retention sutures|repaired? complex|stellate[^.]{0,40}undermin\w+|exposed (?:bone|cartilage|tendon)[^.]{0,60}clos|debridement of (?:the )?wound edges")),
    ("intermediate", re.compile(r"\bintermediate (?:repair|closure)|\blayered\b|\b(?:two|2|double|multi)[- ]?layers?\b|\bin layers\b|\bdeep (?:dermal|layer|sutures?)|\bsubcutaneous (?:layer|tissue|sutures?)[^.]{0,40}(?:clos|approximat|sutur|vicryl|monocryl)|\b(?:vicryl|monocryl|chromic|absorbable)\b[^.]{0,50}\b(?:deep|dermal|subcutaneous|dermis|buried)|\bdeep\b[^.]{0,40}\b(?:vicryl|monocryl|absorbable)|\bburied\b|heavily contaminated")),
    ("simple", re.compile(r"\bsimple (?:repair|closure|laceration repair)|\b(?:single|one|1)[- ]layer|\bstaples?\b|\bstapled\b|\b(?:prolene|nylon|ethilon|sutures?|sutured|stitch\w*)\b|\bdermabond|\btissue adhesive|\bskin (?:glue|adhesive)")),
    ("strips", re.compile(r"\bsteri[- ]?strips?|\badhesive strips?")),
)  # fmt: skip
_GLUE = re.compile(r"\b(?:dermabond|tissue adhesive|skin glue|skin adhesive)\b")
_THREAD = re.compile(r"\b(?:sutur\w*|staple\w*|nylon|prolene|vicryl|monocryl|ethilon|stitch\w*|gut)\b")
_NONE = re.compile(
    r"\b(?:no|without|not requir\w+|declin\w+) (?:\w+ ){0,2}(?:sutures?|deep|layered|staples?)"
)
_SENTENCE = re.compile(r"[^.;\n]+(?:\.\d+[^.;\n]*)*")


@dataclass(frozen=True, slots=True)
class Wound:
    """One wound that was closed: its length, the words that tell it, its site and how it was closed, and the act."""

    cm: Decimal
    words: tuple[Evidence, ...]
    of: Done


def kind_of_closure(scene: Scene, span: Evidence) -> tuple[str, Evidence] | None:
    """How a wound was closed, as a span tells: complex, intermediate, simple, or by strips alone."""
    if _NONE.search(text_of(scene, span)):
        return None
    for name, pattern in _KINDS:
        if words := found(scene, span, pattern):
            return name, words
    return None


def is_closed_cut(scene: Scene, done: Done) -> bool:
    """Whether what was closed is the cut of an excision, a biopsy or an operation of the same passage, which includes it."""
    if scene.of("delivery"):
        return True
    cuts = scene.of(
        "lesion excision",
        "punch biopsy",
        "incisional biopsy",
        "tangential biopsy",
        "lesion shaved",
        "contraceptive implant",
        "nail matrix removed",
        "55250",
    )
    same = (
        any(c.scene == done.scene or c.near == done.near for c in cuts)
        or len(
            {
                d.work
                for d in scene.done
                if d.scene == done.scene and d.means != "wound repair" and d.work == "act"
            }
        )
        > 0
    )
    return same and not re.search(r"lacerat", done.scene.words, re.IGNORECASE)


def closed_in(scene: Scene, acts: tuple[Done, ...]) -> dict[tuple[str, str], list[Wound]] | None:
    """The closed wounds by kind and site group; None where an axis is missing or nothing was closed."""
    found_: dict[tuple[str, str], list[Wound]] = {}
    seen: set[tuple[Decimal, str]] = set()
    for done in acts:
        if is_closed_cut(scene, done) and not _in_layers(scene, done):
            continue
        for part, sentence in _told(scene, done):
            kind = kind_of_closure(scene, sentence) or kind_of_closure(scene, done.scene)
            site = site_of(scene, (sentence, done.near, done.scene, whole(scene, done)), part.words)
            if kind is None or site is None or kind[0] == "strips":
                return None
            group = site[0][kind[0]]
            if (part.cm, site[0]["site"]) in seen:
                continue
            seen.add((part.cm, site[0]["site"]))
            name = "glue" if kind[0] == "simple" and _glued(scene, done) else kind[0]
            key = (name, "" if name == "glue" else group)
            found_.setdefault(key, []).append(Wound(part.cm, (part.words, kind[1], site[1]), done))
    return found_ or None


def _in_layers(scene: Scene, done: Done) -> bool:
    kind = kind_of_closure(scene, done.scene)
    return kind is not None and kind[0] in {"intermediate", "complex"}


def _glued(scene: Scene, done: Done) -> bool:
    """Whether Medicare pays the closure as one by adhesive alone."""
    medicare = scene.coding.encounter.payer is Payer.MEDICARE
    return (
        medicare and found(scene, done.scene, _GLUE) is not None and found(scene, done.scene, _THREAD) is None
    )


def _told(scene: Scene, done: Done) -> list[tuple[Length, Evidence]]:
    """The lengths of wounds that the sentence tells, else the passage, else the document."""
    for span in (done.near, done.scene, whole(scene, done)):
        cuts = [s for s in sentences(scene, span) if _is_cut(scene, s)]
        told = [(length, s) for s in cuts for length in lengths(scene, s)]
        if told:
            return told
    return []


def _is_cut(scene: Scene, sentence: Evidence) -> bool:
    low = text_of(scene, sentence)
    return _CUT.search(low) is not None and _NOT_A_CUT.search(low) is None


def sentences(scene: Scene, span: Evidence) -> Iterator[Evidence]:
    """The sentences of a span."""
    for match in _SENTENCE.finditer(text_of(scene, span)):
        if match.group().strip():
            yield quote(scene, span, *match.span())


def whole(scene: Scene, done: Done) -> Evidence:
    """The whole document that names a service."""
    document = scene.coding.encounter.document(done.evidence.document)
    return document.quote(0, len(document.text))
