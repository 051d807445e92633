"""What a record's other work includes: the small acts of an operation; all but their own work in an anesthetist's or crew's record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.model.document_kind import REPORTS, DocumentKind, kind_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Encounter, Evidence, Setting
from chartproof.model.service import Done
from chartproof.terms.hand import Hand, hand_of

#: Parts of every operation that has a cut: opening and closing, a block, a tube, what is cut away on the way (NCCI policy manual, chapter 1).
_PARTS = frozenset(
    {
        "wound repair", "lesion excision", "lesions destroyed", "drainage", "foreign body removed", "wound debridement", "joint injection",
        "trigger points injected", "nerve block", "sedation", "infused drug", "pushed drug", "injected drug", "cystoscopy", "fracture care",
        "31500", "57505", "51700", "51701", "51702", "10140", "10160", "20550", "20551", "76937", "36620", "43753", "94640",
    }
)  # fmt: skip
#: The first strapping, which the treatment of a fracture includes.
_STRAPPED = frozenset({"29280", "29550", "29540", "29530", "29260", "29240"})
#: Work with the needle, and Mohs surgery, whose closing is a line of its own: no operation that includes others.
_SMALL = frozenset(
    {"mohs", "chest tube", "36556", "36620", "picc placed", "central line of a child", "32550"}
)
#: What an anesthetist bills beside the anesthesia: lines and catheters.
_BESIDE_ANESTHESIA = frozenset({"36620", "36556", "76937", "93503"})


def is_operation(done: Done) -> bool:
    """Whether our lexicon has it among the operations."""
    return done.table.startswith("operations_")


def without_parts(encounter: Encounter, every: Iterable[Done]) -> Iterator[Done]:
    """What was done, without what other work of the same passage or record includes."""
    found = tuple(every)
    hands = {document.id: hand_of(document) for document in encounter.documents}
    operated = {done.scene for done in found if is_operation(done) and done.means not in _SMALL}
    for done in found:
        hand = hands[done.evidence.document]
        if hand in _TABLES:
            if set(hands.values()) != {hand} or (hand is Hand.ANESTHETIST and _is_hospitals(encounter)):
                continue
            if done.table == _TABLES[hand] or (hand is Hand.ANESTHETIST and done.means in _BESIDE_ANESTHESIA):
                yield done
        elif (
            done.table in _TABLES.values()
            or ("reported" in done.marks and hand is not Hand.SURGEON)
            or (is_operation(done) and not _is_told(encounter, done, hand))
        ):
            continue
        elif not _is_part(done, found, operated, hand) and not (done.work == "act" and _is_of_others(done)):
            yield done


def _is_hospitals(encounter: Encounter) -> bool:
    """Whether a hospital bills, which packages anesthesia; a surgery center that hands in such a record alone does it for the anesthetist."""
    return encounter.claim_kind is ClaimKind.FACILITY and encounter.setting is not Setting.ASC


def _is_told(encounter: Encounter, done: Done, hand: Hand | None) -> bool:
    """Whether an operation is told as done by whose record it is."""
    if _is_others(done):
        return False
    return done.line.section not in _AROUND if hand is Hand.SURGEON else _is_account(encounter, done)


#: Parts of a report that name operations for another reason: why, for what, and what was before.
_AROUND = frozenset({"indications", "hpi", "pmh", "psh", "preop_dx", "postop_dx", "plan", "follow_up", "instructions", "discharge_instructions", "reason_for_visit", "chief_complaint"})  # fmt: skip


#: The look through the gullet by which a surgeon tests his own suture line.
_LEAK = Pattern(r"\bleak|\bintra-?op")
#: What a test includes: the treatment between two spirometries, the tracing of a stress test.
_OF_A_TEST = {
    "94640": frozenset({"spirometry"}),
    "electrocardiogram": frozenset(
        {
            "stress test",
            "myocardial perfusion",
            "stress echocardiogram",
            "95810",
            "95811",
            "95782",
            "95783",
            "95808",
            "95800",
            "95806",
        }
    ),
    "electroencephalogram": frozenset({"95810", "95811", "95782", "95783", "95808"}),
}


def _beside(test: Done, done: Done) -> bool:
    """Whether something is told in the sentence of a test, or in a report of that test alone."""
    return test.near == done.near or (done.means == "electrocardiogram" and test.scene == done.scene)


def _is_others(done: Done) -> bool:
    """Whether another team did it."""
    return _OTHERS.match(done.near.words[done.evidence.end - done.near.start :].lower()) is not None


def _is_of_others(done: Done) -> bool:
    """Whether staff of another service did it, whatever it is."""
    behind = done.near.words[done.evidence.end - done.near.start :].lower()
    return _BY_A_SERVICE.match(behind) is not None


_BY_A_SERVICE = Pattern(
    r"[^.;,]{0,40}\bby (?:the )?(?:anesthesia|icu(?: team)?|micu|sicu|ems|medics|floor team|primary team|hospitalist)\b"
)
_OTHERS = Pattern(
    r"[^.;,]{0,40}\bby (?:the )?(?:plastic|vascular|general|orthop\w+|neuro|cardiac|urology|gynecolog\w+|another|other|a different)[ -]?(?:surgery|surgeons?|team|service)?\b|"
    r"[^.;,]{0,40}\bby (?:the )?(?:surgery|surgical (?:team|service)|anesthesia|interventional radiology|ir|icu(?: team)?|micu|sicu|ems|medics|floor team|primary team|hospitalist|outside (?:md|provider|surgeon))\b"
)


def _is_account(encounter: Encounter, done: Done) -> bool:
    """Whether words outside a surgeon's report tell of an operation of this encounter, and not of a history."""
    document = encounter.document(done.evidence.document)
    kind = kind_of(document)
    if kind in REPORTS:
        return False
    if done.line.section in _TELLS or _HERE.search(done.near.words.lower()):
        return True
    text = document.text
    headed = _HEADED.search(
        text[max(0, text.rfind("\n", 0, done.evidence.start) + 1) : done.evidence.start].lower()
    )
    return headed is not None or (
        kind in {None, DocumentKind.OPERATIVE}
        and done.line.section == "other"
        and len(text) < _SHORT
        and not _HISTORY.search(text.lower())
    )


#: Parts that tell what was done here.
_TELLS = frozenset(
    {"procedure", "technique", "operative_record", "procedure_findings", "specimen", "complications"}
)
_HEADED = Pattern(
    r"^\W*(?:\w+ ){0,3}(?:procs?|procedures?|operations?|surgery|treatment|intervention|op(?:erative)? (?:note|report))(?: \w+| \([^)\n]{1,30}\))?\s*[:.-]"
)
_HERE = Pattern(
    r"\b(?:today|here|in (?:the |our )?(?:office|clinic|house|ed|er|department|suite|operating room)|this (?:morning|afternoon|evening|visit|session)|i (?:then |also )?(?:performed|placed|excised|made|removed|did|inserted|repaired)|by me|at (?:the )?bedside|under local|under ultrasound|under fluoroscop\w+)\b"
)
#: A short note without parts tells of its own day, unless it has a history.
_SHORT = 1600
_HISTORY = Pattern(
    r"\b(?:history of present illness|past medical history|presents? (?:with|for|today)|years? ago|months? ago|follow-?up|was admitted|case report|(?:days?|weeks?|months?|years?) (?:later|after)|in (?:19|20)\d\d|it was decided)\b"
)


def _is_part(done: Done, every: tuple[Done, ...], operated: set[Evidence], hand: Hand | None) -> bool:
    """Whether it is a part of an operation of its passage, or the closing of one in a surgeon's report."""
    if done.means in _GUIDES and any(d.means in _ACCESS for d in every):
        return False
    if done.means in _PARTS and done.scene in operated:
        return True
    if (
        done.means in _WITHIN
        and any(d.means in _WITHIN[done.means] for d in every)
        and not _ELSEWHERE.search(done.near.words.lower())
    ):
        return True
    if done.means in _PORT_WORK and any(
        d.work in {"drug", "act", "staff"} and d.means not in {*_PORT_WORK, *FLUSHES} for d in every
    ):
        return True
    if done.means == "76937" and any(d.means == "picc placed" for d in every):
        return True
    if done.means == "upper endoscopy" and operated and _LEAK.search(done.near.words.lower()):
        return True
    if done.means in _OF_A_TEST and any(
        d.means in _OF_A_TEST[done.means] and _beside(d, done) for d in every
    ):
        return True
    if done.means.endswith((" splint", " cast")) and done.scene in operated:
        return True
    if done.means in _STRAPPED and any(d.means == "fracture care" and d.scene == done.scene for d in every):
        return True
    cut = any(d.means in {"lesion excision", "mohs"} for d in every) or re.search(
        r"lacerat|wounds? (?:was |were )?(?:repair|clos)|repair of", done.scene.words.lower()
    )
    return done.means == "wound repair" and hand is Hand.SURGEON and bool(operated) and not cut


#: Guidance of a line into a central vein, which is beside it; and such lines.
_GUIDES = frozenset({"76937", "77001"})
_ACCESS = frozenset(
    {
        "port placed",
        "tunneled line placed",
        "36555",
        "36556",
        "36557",
        "36558",
        "36560",
        "36561",
        "36563",
        "36565",
        "36566",
        "36570",
        "36571",
        "36580",
        "36581",
        "36582",
        "36583",
        "36589",
        "36590",
    }
)
_MOHS = frozenset({"mohs"})
#: What is a part of other work wherever the record tells it: taking and reading the layers of Mohs surgery; forms scored as tests.
_WITHIN = {
    **dict.fromkeys(
        (
            "lesion excision",
            "tangential biopsy",
            "lesions destroyed",
            "lesion shaved",
            "frozen section",
            "surgical pathology",
        ),
        _MOHS,
    ),
    "brief assessments": frozenset({"tests administered", "tests administered by a technician"}),
}
#: That something was done to another growth.
_ELSEWHERE = Pattern(r"\b(?:separate|another|second|other|different|additional|unrelated)\b")
#: Blood drawn from a port or catheter, and its flush, which stand by themselves alone (CPT; NCCI policy manual, chapter 11).
_PORT_WORK = frozenset({"36591", "36592", "96523"})
#: What a port is flushed with is no other work.
FLUSHES = frozenset({"heparin", "normal saline", "injected drug", "36415"})

_TABLES = {Hand.ANESTHETIST: "anesthesia", Hand.CREW: "ambulance"}
