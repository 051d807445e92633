"""A growth under the skin is reported by its site, whether it lay above or below the fascia, and its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import nearest, words
from chartproof.code.services.operations import looked, side_told
from chartproof.code.services.sizes import Length, lengths
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=cpt("soft tissue tumors: site, depth, size"))
def growth_under_skin(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A growth under the skin is reported by its site, whether it lay above or below the fascia, and its size."""
    many = scene.of("tumor under the skin")
    for done in many[:1]:
        site = _site(scene, done)
        depth = next(((name, e) for name, p in _DEPTHS.items() if (e := looked(scene, done, p))), None)
        size = next(
            (x for span in (done.near, done.scene) for x in lengths(scene, span) if _is_of_it(done, x)), None
        )
        if site is None or depth is None or size is None:
            yield lacking(
                __name__,
                done,
                "where the growth lay, whether above or below the fascia, and its greatest diameter with the margin",
            )
            continue
        row, name = site[0], depth[0]
        code = row[name] if size.cm < Decimal(row[name + "_from"]) else row[name + "_large"]
        side = side_told(scene, many) if row["sided"] else None
        yield Bill(
            code, done, (site[1], depth[1], size.words), side=side if side and side[0] != "both" else None
        )


def _site(scene: Scene, done: Done) -> tuple[dict[str, str], Evidence] | None:
    for span in (done.near, done.scene):
        for row in figures("growths"):
            if told := nearest(scene, span, words(row["words"]), done.evidence):
                return row, told
    return None


def _is_of_it(done: Done, size: Length) -> bool:
    """Whether a length is the growth's and not the cut's."""
    span = done.scene if done.scene.start <= size.words.start < done.scene.end else done.near
    around = span.words[max(0, size.words.start - span.start - 30) : size.words.end - span.start + 24].lower()
    return re.search(r"\b(?:incision|ellipse|margins?|closure|wound)\b", around) is None


_DEPTHS = {
    "radical": Pattern(r"\bradical resection"),
    "below": Pattern(
        r"\bsubfascial|\bintramuscular (?:mass|lipoma|tumor)|\bsubmuscular|\b(?:below|beneath|under|deep to) the (?:deep |muscular )?(?:fascia|muscle)|\b(?:in|inside|into) the (?:\w+ )?muscle\b|\bwithin the (?:\w+ ){0,2}muscle|\bfascia was (?:incised|opened)"
    ),
    "above": Pattern(
        r"\bsubcutaneous|\babove the (?:\w+ )?fascia|\bsuperficial to the fascia|\bsuprafascial|\bsubcutis"
    ),
}
