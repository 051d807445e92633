"""Destroyed lesions are reported by what they were and how many; malignant ones by diameter and site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.counting import by_number
from chartproof.code.services.finding import count, found, said
from chartproof.code.services.lesions import lesions
from chartproof.code.services.sizes import code_of
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("destruction of skin lesions"))
def lesions_destroyed(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Destroyed lesions are reported by what they were and how many; malignant ones by diameter and site."""
    many = scene.of("lesions destroyed")
    done = next((d for d in many if found(scene, d.near, _ANY)), many[0] if many else None)
    if done is None or (kind := _kind(scene, done)) is None:
        return
    name, words = kind
    if name == "malignant":
        for lesion in lesions(scene, (done,)):
            if lesion.cm is None or lesion.site is None:
                yield lacking(__name__, lesion.of, "the diameter and the site of the lesion")
            else:
                code = str(code_of("destruction", name, lesion.site["lesion"], lesion.cm))
                yield Bill(code, done, (*lesion.words, words), place=lesion.key)
        return
    told = _number(scene, many)
    if told is None:
        yield lacking(__name__, done, "how many lesions were treated", (), (words,))
    elif name == "tags":
        yield Bill("11200", done, (words, told[1]))
        if told[0] > _TAGS:
            yield Bill("11201", done, (words, told[1]), ceil((told[0] - _TAGS) / 10))
    else:
        yield from by_number(f"{name} lesions destroyed", done, told, (words,))


_KINDS = (
    ("malignant", re.compile(r"\b(?:basal cell|bcc|squamous cell|scc|carcinoma|melanoma|bowen)\w*")),
    ("premalignant", re.compile(r"\b(?:actinic|aks?|solar keratos\w+)\b")),
    ("tags", re.compile(r"\b(?:skin tags?|acrochordons?)\b")),
    (
        "benign",
        re.compile(
            r"\b(?:warts?|verruca\w*|molluscum|seborrheic keratos\w+|sks?|condylom\w+|lentig\w+|milia)\b"
        ),
    ),
)
_ANY = re.compile("|".join(f"(?:{p.pattern})" for _, p in _KINDS))
_THINGS = r"(?:lesions?|warts?|aks?|keratos[ei]s|tags?|verruca\w*|molluscum|acrochordons?|sks?|papules?|spots?|mollusca)"
#: Skin tags of the first code; ten more each add another.
_TAGS = 15


def _kind(scene: Scene, done: Done) -> tuple[str, Evidence] | None:
    for span in (done.near, done.scene):
        for name, pattern in _KINDS:
            if words := found(scene, span, pattern):
                return name, words
    return None


_ONE = re.compile(
    r"\b(?:a|an|one|single|the) (?:\w+ ){0,3}?(?:lesion|wart|ak|keratosis|tag|verruca|papule|acrochordon)\b"
)


def _number(scene: Scene, many: tuple[Done, ...]) -> tuple[int, Evidence] | None:
    for done in many:
        if told := count(scene, done.near, _THINGS) or count(scene, done.scene, _THINGS):
            return told
    one = said(scene, many[0], _ONE)
    return (1, one) if one else None
