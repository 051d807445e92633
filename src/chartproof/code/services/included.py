"""What a record's other work includes: the small acts of an operation; all but their own work in an anesthetist's or crew's record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.model.hand import Hand, hand_of
from chartproof.model.record import Encounter
from chartproof.model.service import Done

#: Parts of every operation that has a cut: opening and closing, a block, a tube, what is cut away on the way (NCCI policy manual, chapter 1).
_PARTS = frozenset(
    {
        "wound repair", "lesion excision", "lesions destroyed", "drainage", "foreign body removed", "wound debridement", "joint injection",
        "trigger points injected", "nerve block", "sedation", "infused drug", "pushed drug", "injected drug", "cystoscopy", "fracture care",
        "31500", "51700", "51701", "51702", "10140", "10160", "20550", "20551", "76937", "36620", "43753", "94640",
    }
)  # fmt: skip
#: What an anesthetist bills beside the anesthesia: lines, catheters, blocks for the pain after it, echocardiography.
_BESIDE_ANESTHESIA = frozenset({"36620", "36556", "76937", "93312", "block for pain", "93503"})


def is_operation(done: Done) -> bool:
    """Whether our lexicon has it among the operations."""
    return done.table.startswith("operations_")


def without_parts(encounter: Encounter, every: Iterable[Done]) -> Iterator[Done]:
    """What was done, without what other work of the same passage or record includes."""
    found = tuple(every)
    hands = {document.id: hand_of(document) for document in encounter.documents}
    operated = {done.scene for done in found if is_operation(done) and done.means != "mohs"}
    for done in found:
        hand = hands[done.evidence.document]
        if hand in _TABLES:
            if done.table == _TABLES[hand] or (hand is Hand.ANESTHETIST and done.means in _BESIDE_ANESTHESIA):
                yield done
        elif done.table not in _TABLES.values() and not (done.means in _PARTS and done.scene in operated):
            yield done


_TABLES = {Hand.ANESTHETIST: "anesthesia", Hand.CREW: "ambulance"}
