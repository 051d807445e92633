"""Contrast that whoever owns the scanner gave is reported by its agent or its strength of iodine, in millilitres."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import affirmed, quote, text_of, words
from chartproof.code.services.whose import in_a_facility
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=manual(13, "40"))
def contrast_material(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Contrast that whoever owns the scanner gave is reported by its agent or its strength of iodine, in millilitres."""
    claim = scene.coding.encounter
    if claim.claim_kind is not ClaimKind.FACILITY and in_a_facility(claim):
        return
    for done in scene.of("ct", "mri", "echocardiogram", "breast mri", "cardiac mri")[:1]:
        agent = _agent(scene, done)
        if agent is None:
            continue
        row, told = agent
        volume = _volume(scene, done, told)
        if volume is None:
            yield lacking(__name__, done, "the millilitres of contrast that were given", (), (told,))
        else:
            yield Bill(row["code"], done, (told, volume[1]), ceil(volume[0] * int(row["per_ml"])))


_STRENGTH = Pattern(
    r"\b(?:iohexol|iopamidol|iodixanol|ioversol|iopromide|omnipaque|isovue|visipaque|optiray|ultravist)[- (]{1,2}(?P<mg>\d{3})\b"
)
_ML = Pattern(r"(?<![\d/.])(\d{1,3}(?:\.\d+)?) ?(?:ml|cc|millilit\w+)\b(?!/)")
_WASTE = Pattern(r"\b(?:discard|wast)\w*")
#: The strength of iodine from which another code begins.
_LOW, _MIDDLE, _HIGH = 200, 300, 400


def _agent(scene: Scene, done: Done) -> tuple[dict[str, str], Evidence] | None:
    """The agent that the passage names, by its own code or by its strength."""
    low = text_of(scene, done.scene)
    strength = _STRENGTH.search(low)
    if strength:
        mg = int(strength["mg"])
        code = "Q9965" if mg < _LOW else "Q9966" if mg < _MIDDLE else "Q9967" if mg < _HIGH else "Q9951"
        return {"code": code, "per_ml": "1"}, quote(scene, done.scene, *strength.span())
    for row in figures("contrasts"):
        if told := affirmed(scene, done.scene, words(row["words"])):
            return row, told
    return None


def _volume(scene: Scene, done: Done, told: Evidence) -> tuple[Decimal, Evidence] | None:
    """The millilitres told nearest to the agent, without what was thrown away."""
    low = text_of(scene, done.scene)
    found = [m for m in _ML.finditer(low) if not _WASTE.search(low[max(0, m.start() - 14) : m.end() + 12])]
    best = min(found, key=lambda m: abs(done.scene.start + m.start() - told.start), default=None)
    return (Decimal(best[1]), quote(scene, done.scene, *best.span())) if best else None
