"""Repaired wounds of one kind and one group of sites are added up, and the sum of their lengths decides."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.closures import kind_of_closure
from chartproof.code.services.sizes import code_of
from chartproof.code.services.wounds import closed_in, is_closed_cut
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("repair (closure): lengths are added by kind and site group"))
def wound_repair(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Repaired wounds of one kind and one group of sites are added up, and the sum of their lengths decides."""
    acts = scene.of("wound repair")
    told = closed_in(scene, acts)
    if acts and told is None:
        yield from _open(scene, acts)
    for (kind, group), wounds in (told or {}).items():
        total = sum((w.cm for w in wounds), Decimal(0))
        of = wounds[0].of
        because = tuple(dict.fromkeys(e for w in wounds for e in w.words))
        if kind == "glue":
            yield Bill("G0168", of, because)
        elif kind == "complex" and total > _LAST:
            yield Bill(str(code_of("repair", kind, group, _LAST)), of, because, place=group)
            yield Bill(_FURTHER[group], of, because, ceil((total - _LAST) / 5), place=group)
        elif kind != "complex" or total > 1:
            yield Bill(str(code_of("repair", kind, group, total)), of, because, place=f"{kind} {group}")


#: A complex repair beyond so many centimetres adds a code for each five further.
_LAST = Decimal("7.5")
_FURTHER = {"trunk": "13102", "limbs": "13122", "cheeks": "13133", "lids": "13153"}


def _open(scene: Scene, acts: tuple[Done, ...]) -> Iterator[Lacking]:
    """What is missing of a repair."""
    if is_closed_cut(scene, acts[0]):
        return  # the closure of an excision
    kind = kind_of_closure(scene, acts[0].near) or kind_of_closure(scene, acts[0].scene)
    if kind is None:
        yield lacking(
            __name__, acts[0], "how each wound was closed", ("single layer", "in layers", "complex repair")
        )
    elif kind[0] != "strips":
        yield lacking(__name__, acts[0], "the length in centimetres and the site of each repaired wound")
