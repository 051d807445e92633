"""A rapid influenza test that tells two types is two tests."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import said
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=cpt(
        "infectious agent detection by immunoassay with direct optical observation: each result by itself"
    ),
)
def influenza_test(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A rapid influenza test that tells two types is two tests."""
    for done in scene.of("influenza antigens")[:1]:
        both = said(scene, done, _BOTH)
        yield Bill("87804", done, (both,) if both else ())
        if both:
            yield Bill("87804", done, (both,), place="second type", modifiers=("59",))


_BOTH = Pattern(
    r"\ba ?(?:/|and|&|\+) ?b\b|\binfluenza a\b[^.;]{0,30}\b(?:influenza )?b\b|\bflu a\b[^.;]{0,30}\bb\b|\ba (?:was )?(?:positive|negative|pos|neg|detected|not detected)[,;]? (?:and )?b\b"
)
