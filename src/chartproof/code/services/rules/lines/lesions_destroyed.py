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
    kinds: dict[str, list[tuple[Done, Evidence]]] = {}
    for done in scene.of("lesions destroyed"):
        for name, words in _kinds(scene, done):
            kinds.setdefault(name, []).append((done, words))
    for name, many in kinds.items():
        done, words = many[0]
        if name == "malignant":
            yield from _malignant(scene, done, words)
            continue
        told = _number(scene, [d for d, _ in many], name)
        if told is None:
            yield lacking(__name__, done, f"how many {name} lesions were treated", (), (words,))
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
#: What is counted; of several kinds each by its own names.
_THINGS = {
    "premalignant": r"(?:aks?|(?:actinic |solar )?keratos[ei]s|lesions?|spots?)",
    "tags": r"(?:(?:skin )?tags?|acrochordons?|lesions?)",
    "benign": r"(?:warts?|verruca\w*|mollusc\w+|(?:seborrheic )?keratos[ei]s|sks?|condylom\w+|papules?|lesions?)",
}
#: Skin tags of the first code; ten more each add another.
_TAGS = 15


def _kinds(scene: Scene, done: Done) -> list[tuple[str, Evidence]]:
    """What was destroyed: all kinds the sentence names, else the first of the passage."""
    near = [(n, w) for n, pattern in _KINDS if (w := found(scene, done.near, pattern))]
    return near or [(n, w) for n, pattern in _KINDS if (w := found(scene, done.scene, pattern))][:1]


def _malignant(scene: Scene, done: Done, words: Evidence) -> Iterator[Bill | Lacking]:
    for lesion in lesions(scene, (done,)):
        if lesion.cm is None or lesion.site is None:
            yield lacking(__name__, lesion.of, "the diameter and the site of the lesion")
        else:
            code = str(code_of("destruction", "malignant", lesion.site["lesion"], lesion.cm))
            yield Bill(code, done, (*lesion.words, words), place=lesion.key)


_ONE = re.compile(
    r"\b(?:a|an|one|single|the) (?:\w+ ){0,3}?(?:lesion|wart|ak|keratosis|tag|verruca|papule|acrochordon)\b"
)


def _number(scene: Scene, many: list[Done], name: str) -> tuple[int, Evidence] | None:
    """How many of a kind: told in the sentence, else in the passage; one where the words say one."""
    things = _THINGS[name]
    for done in many:
        if told := count(scene, done.near, things) or count(scene, done.scene, things):
            return told
    one = said(scene, many[0], _ONE)
    return (1, one) if one else None
