"""Destroyed lesions are reported by what they were and how many; malignant ones by diameter and site."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.counting import by_number
from chartproof.code.services.destroyed import kinds_of, number_of
from chartproof.code.services.lesions import lesions
from chartproof.code.services.sizes import code_of
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("destruction of skin lesions"))
def lesions_destroyed(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Destroyed lesions are reported by what they were and how many; malignant ones by diameter and site."""
    kinds: dict[str, list[tuple[Done, Evidence]]] = {}
    for done in scene.of("lesions destroyed"):
        for name, words in kinds_of(scene, done):
            kinds.setdefault(name, []).append((done, words))
    for name, many in kinds.items():
        done, words = many[0]
        if name == "malignant":
            yield from _malignant(scene, done, words)
            continue
        told = number_of(scene, [d for d, _ in many], name)
        if told is None:
            yield lacking(__name__, done, f"how many {name} lesions were treated", (), (words,))
        elif name == "tags":
            yield Bill("11200", done, (words, told[1]))
            if told[0] > _TAGS:
                yield Bill("11201", done, (words, told[1]), ceil((told[0] - _TAGS) / 10))
        else:
            yield from by_number(f"{name} lesions destroyed", done, told, (words,))


#: Skin tags of the first code; ten more each add another.
_TAGS = 15


def _malignant(scene: Scene, done: Done, words: Evidence) -> Iterator[Bill | Lacking]:
    for lesion in lesions(scene, (done,)):
        if lesion.cm is None or lesion.site is None:
            yield lacking(__name__, lesion.of, "the diameter and the site of the lesion")
        else:
            code = str(code_of("destruction", "malignant", lesion.site["lesion"], lesion.cm))
            yield Bill(code, done, (*lesion.words, words), place=lesion.key)
