"""An endoscopy is reported by each thing that was done through the scope at a place of its own; looking alone only where nothing else was done."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import side_of
from chartproof.code.services.operations import held
from chartproof.code.services.scopes import techniques
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(
    holds=SINCE,
    reviewed=None,
    cite=cpt("endoscopy: diagnostic is part of surgical; the furthest extent decides"),
)
def endoscopy(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """An endoscopy is reported by each thing that was done through the scope at a place of its own; looking alone only where nothing else was done."""
    for scope in dict.fromkeys(row["scope"] for row in figures("endoscopies")):
        made = list(_through(scene, scope))
        codes = {bill.code for bill in made}
        yield from (bill for bill in made if not held(bill.code, codes))


def _through(scene: Scene, scope: str) -> Iterator[Bill]:
    """What was done through one scope."""
    many = scene.of(scope)
    if not many:
        return
    done = many[0]
    taken: list[Evidence] = []
    rows = sorted((r for r in figures("endoscopies") if r["scope"] == scope), key=lambda r: -int(r["rank"]))
    for row in rows:
        told = techniques(scene, many, row["words"], taken)
        if told:
            taken += told
            side = side_of(scene, done) if row["code"] in _SIDED else None
            yield Bill(row["code"], done, told, side=side)
            if scope in _ONE_CODE:
                break
        elif not row["words"] and not taken:
            yield Bill(row["code"], done, ())


#: What is done to one kidney's side.
_SIDED = frozenset({"52332"})
#: Scopes whose codes name each combination of what was done: the first that holds is all of it.
_ONE_CODE = frozenset({"colposcopy"})
