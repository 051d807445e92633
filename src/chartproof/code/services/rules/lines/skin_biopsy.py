"""Of biopsies of the skin one is the first, incisional before punch before tangential; each further one adds a code of its own manner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count, text_of, words
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=cpt("biopsy of skin: first and each separate or additional lesion"))
def skin_biopsy(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Of biopsies of the skin one is the first, incisional before punch before tangential; each further one adds a code of its own manner."""
    first = True
    for family, (code, further) in _KINDS.items():
        many = scene.of(family)
        if not many:
            continue
        number, words = _number(scene, many)
        if first:
            yield Bill(code, many[0], words)
        left = number - first
        first = False
        if left:
            yield Bill(further, many[0], words, left)


_KINDS = {
    "incisional biopsy": ("11106", "11107"),
    "punch biopsy": ("11104", "11105"),
    "tangential biopsy": ("11102", "11103"),
}
_THINGS = r"(?:\d ?mm )?(?:(?:punch|shave|tangential|incisional) )?(?:biops\w+|lesions?|sites?|nevi|moles)"


def _number(scene: Scene, many: tuple[Done, ...]) -> tuple[int, tuple[Evidence, ...]]:
    """How many lesions were biopsied so: as told, else by the sites that sentences name."""
    for done in many:
        if told := count(scene, done.near, _THINGS):
            return told[0], (told[1],)
    sites = {}
    for done in many:
        for number, part in enumerate(re.split(r",|;|\band\b", text_of(scene, done.near))):
            for row in figures("sites"):
                found = words(row["words"]).search(part)
                if found:
                    side = re.search(r"\b(?:left|right|upper|lower|mid)\b.{0,12}$", part[: found.start()])
                    sites[side.group() if side else "", row["site"]] = number
                    break
    return max(1, len(sites)), tuple(d.evidence for d in many)
