"""Events that head a problem: "Fell off a ladder at home. Distal radius fracture, splinted."

Source: ICD-10-CM Official Guidelines IV.G and I.C.20.a.6: what the event came to is what the visit is for, and no
external cause stands first.
"""

from __future__ import annotations

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.model.coding import Coding
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence

#: How injuries come about; places, activities and the status of who did it only go with an event.
CAUSES = ("V", "W", "X", "Y0", "Y1", "Y2", "Y30", "Y31", "Y32", "Y33", "Y35", "Y36", "Y37", "Y38")


def events(coding: Coding) -> dict[tuple[str, int | None], Evidence]:
    """The problems whose head tells how an injury came about, and the first words that tell it."""
    found: dict[tuple[str, int | None], Evidence] = {}
    for cause in coding.having(*CAUSES):
        for mention in cause.mentions:
            if mention.standing is not Standing.PROBLEM or mention.problem is None or not is_certain(mention):
                continue
            words, known = mention.evidence[0], found.get((mention.document, mention.problem))
            if known is None or words.start < known.start:
                found[mention.document, mention.problem] = words
    return found
