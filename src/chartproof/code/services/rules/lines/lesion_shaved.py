"""A shaved lesion is reported by its diameter and site, each lesion by itself."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.lesions import lesions
from chartproof.code.services.sizes import code_of
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("shaving of skin lesions"))
def lesion_shaved(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A shaved lesion is reported by its diameter and site, each lesion by itself."""
    for lesion in lesions(scene, scene.of("lesion shaved")):
        if lesion.cm is None or lesion.site is None:
            yield lacking(__name__, lesion.of, "the diameter and the site of the lesion")
        else:
            code = str(code_of("shave", "any", lesion.site["lesion"], lesion.cm))
            yield Bill(code, lesion.of, lesion.words, place=lesion.key)
