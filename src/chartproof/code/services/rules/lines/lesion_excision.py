"""An excised lesion is reported by its widest diameter with the narrowest margins, by site, and as benign or malignant."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.lesions import lesions, nature
from chartproof.code.services.sizes import code_of
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("excision of skin lesions: diameter and margins"))
def lesion_excision(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """An excised lesion is reported by its widest diameter with the narrowest margins, by site, and as benign or malignant."""
    for lesion in lesions(scene, scene.of("lesion excision")):
        told = nature(scene, lesion.of)
        if told is None:
            yield lacking(
                __name__,
                lesion.of,
                "the nature of the lesion by pathology",
                ("benign", "malignant", "uncertain"),
            )
        elif told[0] == "deep":
            yield lacking(__name__, lesion.of, "the depth of the growth and the size excised")
        elif lesion.cm is None or lesion.site is None:
            yield lacking(
                __name__, lesion.of, "the diameter of the lesion, the margins and the site", (), (told[1],)
            )
        else:
            code = str(code_of("excision", told[0], lesion.site["lesion"], lesion.cm))
            yield Bill(code, lesion.of, (*lesion.words, told[1]), place=lesion.key)
