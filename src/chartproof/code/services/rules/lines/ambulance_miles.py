"""The miles of an ambulance with the patient on board are reported beside the transport, in tenths below a hundred."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from chartproof.code.services.ambulance import beyond, dead_before_loading, miles_of, rounded, trip_of
from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(15, "30.1.2"))
def ambulance_miles(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """The miles of an ambulance with the patient on board are reported beside the transport, in tenths below a hundred."""
    for done in scene.of("ambulance")[:1]:
        trip = trip_of(scene, done)
        if trip is None or trip.level == "intercept" or dead_before_loading(scene, done):
            continue
        told = miles_of(scene, done)
        if told is None:
            yield lacking(__name__, done, "the miles that were driven with the patient on board")
        else:
            code = {"fixed wing": "A0435", "helicopter": "A0436"}.get(trip.level or "", "A0425")
            past = beyond(scene, done, told[0])
            near = rounded(Decimal(told[0] - past[0])) if past else told[0]
            yield Bill(code, done, (told[1],), near)
            if past:
                yield Bill("A0888", done, (past[1],), past[0])
