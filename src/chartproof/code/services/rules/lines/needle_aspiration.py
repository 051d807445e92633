"""A fine needle aspiration is reported by what guided the needle, a further lesion by its add-on."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import affirmed, count, quote, text_of, words
from chartproof.code.services.wounds import sentences
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("fine needle aspiration: first lesion, each further one"))
def needle_aspiration(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A fine needle aspiration is reported by what guided the needle, a further lesion by its add-on."""
    for done in scene.of("fine needle aspiration")[:1]:
        for guide, codes in _GUIDES:
            if told := affirmed(scene, done.scene, guide):
                yield Bill(codes[0], done, (told,))
                further = _lesions(scene, done)
                if further and further[0] > 1:
                    yield Bill(codes[1], done, (told, *further[1]), further[0] - 1)
                return
        yield lacking(__name__, done, "whether imaging guided the needle")


_GUIDES = (
    (words("fluoroscop*"), ("10007", "10008")),
    (words("ct guid*|ct-guid*|under ct"), ("10009", "10010")),
    (words("mr guid*|mri guid*|mr-guid*"), ("10011", "10012")),
    (words("ultrasound*|us|sonograph*|us-guid*"), ("10005", "10006")),
    (words("without imaging|palpat*|no imaging|without guidance|by feel"), ("10021", "10004")),
)  # fmt: skip
_ONE_OF = Pattern(
    r"\b(?:right|left|isthmus|upper|mid|lower|second|first)\b(?:[^.;:\n]|\.\d){0,30}?\b(?:nodule|mass|lesion|node|cyst)\b"
)


def _lesions(scene: Scene, done: Done) -> tuple[int, tuple[Evidence, ...]] | None:
    """How many lesions: as counted, else those that sentences name one by one."""
    told = count(scene, done.scene, r"nodules|masses|lesions|lymph nodes|nodes|cysts")
    if told and "pass" not in told[1].words.lower():
        return told[0], (told[1],)
    every = [s for s in sentences(scene, done.scene) if not _LEFT.search(s.words.lower())]
    sampled = [s for s in every if _SAMPLED.search(s.words.lower())] or every
    named = {
        m.group(): quote(scene, s, *m.span()) for s in sampled for m in _ONE_OF.finditer(text_of(scene, s))
    }
    return (len(named), tuple(named.values())) if named else None


_SAMPLED = Pattern(r"\b(?:fna|aspirat\w+|biops\w+|sampled|passes)\b")
_LEFT = Pattern(r"\bnot (?:biopsied|sampled|aspirated|needled|targeted)\b|\bno (?:biopsy|fna) of\b")
