"""A transport by ambulance is reported by the care that was needed on the way and whether the call was an emergency."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.ambulance import dead_before_loading, intercept_of, trip_of, way_of
from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(15, "30"))
def ambulance(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A transport by ambulance is reported by the care that was needed on the way and whether the call was an emergency."""
    for done in scene.of("ambulance")[:1]:
        trip = trip_of(scene, done)
        if trip is None:
            continue
        if death := dead_before_loading(scene, done):
            yield Bill("A0429" if trip.urgent else "A0428", done, (death, *trip.words))
        elif trip.level == "intercept":
            code, words = intercept_of(scene, done)
            if code is None:
                yield lacking(__name__, done, _WHOSE)
                continue
            yield Bill(code, done, (*trip.words, *words))
        elif trip.level in _ONE:
            yield Bill(_ONE[trip.level], done, trip.words)
        elif trip.level is None or trip.urgent is None:
            yield lacking(
                __name__,
                done,
                "what care the patient needed on the way, and whether the call was an emergency",
            )
            continue
        else:
            yield Bill(_BY_CALL[trip.level, trip.urgent], done, trip.words)
        if way_of(scene, done) is None and death is None:
            yield lacking(__name__, done, "where the patient was picked up and where the patient was taken")


_WHOSE = "whose ambulance the paramedic joined, whether it is a volunteer company's, and whether the place is rural"
_ONE = {"fixed wing": "A0430", "helicopter": "A0431", "ALS2": "A0433", "SCT": "A0434"}
_BY_CALL = {
    ("BLS", False): "A0428",
    ("BLS", True): "A0429",
    ("ALS1", False): "A0426",
    ("ALS1", True): "A0427",
}
