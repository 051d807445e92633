"""Services that go by number are reported by how many things were treated, tested or injected."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.counting import FAMILIES, by_number, listed
from chartproof.code.services.finding import count
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("families that go by number"))
def counted(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Services that go by number are reported by how many things were treated, tested or injected."""
    for family, (name, things) in FAMILIES.items():
        many = scene.of(family)
        told = next(
            (t for d in many if (t := count(scene, d.near, things) or count(scene, d.scene, things))), None
        )
        if told is None and many:
            told = listed(scene, many, family)
        if told:
            yield from by_number(name, many[0], told)
        elif many:
            yield lacking(__name__, many[0], f"the number of {name}")
    for family, (code, things) in _EACH.items():
        for done in scene.of(family)[:1]:
            own = _OWN.get(family)
            told = (count(scene, done.near, own) or count(scene, done.scene, own)) if own else None
            told = told or count(scene, done.near, things) or count(scene, done.scene, things)
            if told:
                yield Bill(code, done, (told[1],), told[0])
            else:
                yield lacking(__name__, done, f"the number of {_COUNTED.get(family, 'tests')}")


_TESTS = r"(?:tests?|pricks?|allergens?|antigens?|extracts?|patches|chambers)"
#: Services of which each one is a unit, and what is counted.
_EACH = {
    "allergen tests": ("95004", _TESTS),
    "intradermal tests": ("95024", _TESTS),
    "patch tests": ("95044", _TESTS),
    "antigen preparation": ("95165", r"doses"),
}
#: The name by which each is counted beside the others: "48 pricks, 12 intradermals".
_OWN = {
    "allergen tests": r"(?:percutaneous|prick|scratch|puncture|epicutaneous)(?: \w+)?(?: (?:tests?|pricks?))?",
    "intradermal tests": r"intradermals?(?: \w+)?(?: tests?)?",
    "patch tests": r"(?:patch(?:es)?|chambers?)(?: tests?)?",
}
_COUNTED = {"antigen preparation": "doses"}
