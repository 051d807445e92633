"""The lesions a passage tells of: how wide with their margins, where, and benign or malignant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chartproof.code.services.finding import found, sides, text_of
from chartproof.code.services.sizes import lengths, site_of
from chartproof.code.services.wounds import sentences
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.numbers import spelled

_MARGIN = Pattern(r"[^.,;\d]{0,30}\bmargins?\b(?!:? (?:of |was |were )?(?:\d|\.\d))")
_WHOLE = Pattern(
    r"\b(?:excised diameter|total excis\w+|including margins|with margins included|excision (?:size|diameter)|diameter including)\b"
)
_DEFECT = Pattern(r"\b(?:defect|incision|closure|repair|ellipse of|wound length|length of)\b")
_NATURES = (
    ("deep", Pattern(r"\b(?:lipoma|subcutaneous (?:mass|tumor|soft tissue)|soft tissue (?:mass|tumor)|subfascial)\b")),
    ("malignant", Pattern(r"\b(?:basal cell|bcc|squamous cell|scc|carcinoma|melanoma(?! ruled out)|malignan\w+|merkel|dfsp)\b")),
    ("benign", Pattern(r"\b(?:benign|nev(?:us|i)|mole|cyst|seborrheic keratosis|dermatofibroma|fibroma|neurofibroma|hemangioma|pilomatri\w+|pyogenic granuloma|wart|keloid)\b")),
)  # fmt: skip
_DOUBT = Pattern(
    r"\b(?:pathology (?:is )?pending|await\w* path\w*|suspicious|rule out|r/o|possible|concern\w* for|versus|uncertain|atypical lesion|sent (?:for|to) path\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Lesion:
    """One lesion: its diameter with margins, its site, the words that tell them, and the act."""

    of: Done
    cm: Decimal | None
    site: dict[str, str] | None
    words: tuple[Evidence, ...]
    key: str = ""


def lesions(scene: Scene, acts: tuple[Done, ...]) -> tuple[Lesion, ...]:
    """Each lesion once: acts that tell a size or a site of their own are apart, the others tell of the same."""
    sized = [done for done in acts if _diameter(scene, done.near)[0] is not None]
    placed = [done for done in acts if site_of(scene, (done.near,), done.evidence)]
    made = [_lesion(scene, done, done.near) for done in sized or placed or acts[-1:]]
    made += [_lesion(scene, done, part) for done in (sized or acts)[:1] for part in _items(scene, done, made)]
    if any(lesion.cm and lesion.site for lesion in made):
        made = [lesion for lesion in made if lesion.cm and lesion.site]
    return tuple({lesion.key: lesion for lesion in made}.values())


#: How an item of an account of several lesions begins, or what only an excision tells.
_ITEM = Pattern(
    rf"^\s*(?:\W{{0,2}}(?:site|lesion|specimen|area|spot|#) ?#?(?:[a-f]|\d|{spelled(1, 4)})\b|\W?[1-9a-f][.):](?!\d))|\bmargins?\b"
)


def _items(scene: Scene, done: Done, made: list[Lesion]) -> Iterator[Evidence]:
    """Further sentences of the passage that tell of a lesion of their own."""
    told = [lesion.of.near for lesion in made]
    for part in sentences(scene, done.scene):
        apart = not any(near.start <= part.start < near.end for near in told)
        sized = _ITEM.search(text_of(scene, part)) and _diameter(scene, part)[0] is not None
        if apart and sized and site_of(scene, (part,), part):
            yield part


def _lesion(scene: Scene, done: Done, span: Evidence) -> Lesion:
    cm, words = _diameter(scene, span)
    if cm is None:
        cm, words = _diameter(scene, done.scene)
    site = site_of(scene, (span, done.near, done.scene), words[0] if words else done.evidence)
    side = next((s for s, _ in sides(scene, span)), "")
    key = f"{site[0]['site'] if site else ''} {side} {cm}"
    return Lesion(done, cm, site[0] if site else None, (*words, *((site[1],) if site else ())), key)


def _diameter(scene: Scene, span: Evidence) -> tuple[Decimal | None, tuple[Evidence, ...]]:
    """The widest diameter, with twice the narrowest margin where it is told apart."""
    low = text_of(scene, span)
    size: tuple[Decimal, Evidence] | None = None
    margin: tuple[Decimal, Evidence] | None = None
    for length in lengths(scene, span):
        first, last = length.words.start - span.start, length.words.end - span.start
        if _WHOLE.search(low[max(0, first - 40) : last + 40]):
            return length.cm, (length.words,)
        if _MARGIN.match(low, last) or re.search(
            r"margins?(?: of| was| were|:)? (?:\w+ )?$", low[max(0, first - 20) : first]
        ):
            margin = margin or (length.cm, length.words)
        elif not _DEFECT.search(low[max(0, first - 24) : first] + low[last : last + 24]):
            size = size or (length.cm, length.words)
    if size is None:
        return None, ()
    if margin:
        return size[0] + 2 * margin[0], (size[1], margin[1])
    return size[0], (size[1],)


def nature(scene: Scene, done: Done) -> tuple[str, Evidence] | None:
    """Whether the lesion is benign or malignant as the record confirms; deep: a growth under the skin. None: open."""
    document = scene.coding.encounter.document(done.evidence.document)
    whole = document.quote(0, len(document.text))
    for span in (done.near, done.scene, whole):
        for name, pattern in _NATURES:
            words = found(scene, span, pattern)
            if words:
                before = document.text[max(0, words.start - 40) : words.start].lower()
                if name == "malignant" and _DOUBT.search(before):
                    return None
                return name, words
    return None
