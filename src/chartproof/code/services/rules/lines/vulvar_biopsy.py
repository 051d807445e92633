"""Biopsies of the vulva are reported by the first and each further lesion."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("biopsy of the vulva"))
def vulvar_biopsy(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Biopsies of the vulva are reported by the first and each further lesion."""
    for done in scene.of("vulvar biopsy")[:1]:
        told = count(scene, done.near, r"(?:biops\w+|lesions?|sites?)")
        yield Bill("56605", done, (told[1],) if told else ())
        if told and told[0] > 1:
            yield Bill("56606", done, (told[1],), told[0] - 1)
