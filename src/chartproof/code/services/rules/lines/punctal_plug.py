"""Plugs are reported for each punctum, with its lid."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.lids import lids
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("closure of the lacrimal punctum by plug"))
def punctal_plug(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Plugs are reported for each punctum, with its lid."""
    for done in scene.of("punctal plugs")[:1]:
        named = lids(scene, done)
        if not named:
            yield lacking(__name__, done, "which lid, and its side")
        for modifier, words in named:
            yield Bill("68761", done, (words,), place=modifier, modifiers=(modifier,))
