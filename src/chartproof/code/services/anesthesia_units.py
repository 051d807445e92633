"""Base and time units of a line of anesthesia (42 CFR 414.46; Medicare Claims Processing Manual 12, 50)."""

from __future__ import annotations

import re
from decimal import Decimal

from chartproof.code.services.anesthesia import given_by
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.coding import Anesthesia, Row
from chartproof.model.record import Payer
from chartproof.model.service import Done, Scene
from chartproof.terms.anesthesia import base_units, time_units

#: Who supervises more rooms than may be directed is paid so many base units, and one more if present at induction.
_SUPERVISED = 3
_AT_INDUCTION = re.compile(r"\b(?:present|was there|at the bedside)\b[^.;\n]{0,30}\binduction\b")


def counted(scene: Scene, done: Done, line: tuple[str, int], books: Books) -> tuple[Anesthesia, Row | None]:
    """The units of a line, a code and its minutes, and the row its base units stand in."""
    code, minutes = line
    base = base_units(code, books)
    who = given_by(scene, done)
    if who and who[0] == "AD" and scene.coding.encounter.payer is Payer.MEDICARE:
        induced = found(scene, whole(scene, done), _AT_INDUCTION) is not None
        return Anesthesia(Decimal(int(induced)), _SUPERVISED), None
    units = Anesthesia(time_units(minutes), base[0] if base else None)
    return units, base[1] if base else None
