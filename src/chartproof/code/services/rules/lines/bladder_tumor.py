"""A bladder tumor taken out through the urethra is reported by its size."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.sizes import lengths
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("transurethral resection of bladder tumors by size"))
def bladder_tumor(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A bladder tumor taken out through the urethra is reported by its size."""
    for done in scene.of("bladder tumor resected")[:1]:
        told = next((x for span in (done.near, done.scene) for x in lengths(scene, span)), None)
        if told is None:
            yield lacking(__name__, done, "the size of the tumor")
        else:
            yield Bill("52234" if told.cm <= 2 else "52235" if told.cm <= 5 else "52240", done, (told.words,))
