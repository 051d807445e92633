"""What a stay was operated for: diseases whose operation a sentence of the record tells as done."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.symptoms import is_certain, is_symptom
from chartproof.code.icd10cm.wording import ahead
from chartproof.model.coding import Assignment, Coding
from chartproof.model.lately import lately
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence

_HIP = ("S72.0", "S72.1", "S72.2", "M80.05", "M84.45", "M84.55", "M84.65", "S32.4")
_BONES = ("S42", "S52", "S62", "S72", "S82", "S92", "M80.0", "M80.8", "M84.4", "M84.5")
#: Operations, and the diseases they are done for.
_DONE_FOR = tuple(
    (Pattern(rf"\b(?:{operation})\b", re.IGNORECASE), diseases)
    for operation, diseases in (
        (
            r"hemi-?arthroplasty|cephalomedullary (?:nail\w*|fixation)|(?:dynamic|sliding) hip screw|hip (?:pinning|nailing|ORIF)",
            _HIP,
        ),
        (
            r"(?:intra-?medullary|IM|retrograde) (?:nail\w*|rod\w*)|ORIF|open reduction(?: and internal fixation)?|(?:percutaneous )?pinning",
            _BONES,
        ),
        (r"(?:kypho|vertebro)plasty", ("M80.08", "M80.88", "M84.48", "M84.58", "S22.0", "S32.0")),
        (r"append(?:ic)?ectomy|appy", ("K35", "K36", "K37")),
        (r"cholecystectomy|lap chole", ("K80.0", "K80.1", "K80.2", "K81", "K82")),
        (r"lysis of adhesions|adhesiolysis", ("K56",)),
        (
            r"sigmoid(?:ectomy| resection)|hartmann\S*(?: procedure)?|(?:hemi)?colectomy",
            ("K57", "C18", "K56"),
        ),
        (
            r"(?:inguinal |umbilical |ventral |incisional )?hernia repair|herniorrhaphy",
            ("K40", "K41", "K42", "K43", "K44"),
        ),
        (r"mechanical thrombectomy", ("I63",)),
    )
)
#: What was done in the stay, and what was before it, ahead or not done.
_WAS_DONE = Pattern(
    r"\b(?:underwent|had|taken (?:to|for)|went to (?:the )?(?:OR|operating room)|performed|treated (?:with|by)|s/p|status post|did)\b",
    re.IGNORECASE,
)
_NOT_NOW = Pattern(
    r"\b(?:history|years? ago|prior|previous(?:ly)?|remote|not|no|declined|refus\w+|deferred|cancel\w+|planned|plan|elective|outpatient|interval|if|consider\w*|will|(?:in )?(?:19|20)[01]\d)\b",
    re.IGNORECASE,
)
#: An operation named by what it is done on: "unroofing of the prostatic abscess".
_ON = Pattern(
    r"\b(?:unroofing|drainage|resection|excision|evacuation|removal|extirpation|enucleation|debridement|decompression|curettage|repair|"
    r"embolization|clipping|marsupialization) of (?:(?:the|an?|his|her|this|left|right|large|multiple) )*$",
    re.IGNORECASE,
)


@lately()
def operated_for(coding: Coding) -> tuple[Assignment, ...]:
    """The diseases of a stay for which an operation was done in it."""
    if not coding.encounter.is_stay:
        return ()
    outside = sentences_outside(coding, "pmh", "psh", "family_history")
    done = [s for s in outside if _WAS_DONE.search(s.words) and not _NOT_NOW.search(s.words)]
    certain = [a for a in coding.assignments if any(map(is_certain, a.mentions))]
    on = [s for s in outside if _DONE.search(s.words) and not _NOT_NOW.search(s.words)]
    return tuple(
        a for a in certain if any(_is_for(sentence, a) for sentence in done) or any(_is_on(s, a) for s in on)
    )


#: Said behind the name of an operation.
_DONE = Pattern(
    r"\b(?:was|were) (?:then |finally |successfully )?(?:carried out|performed|done|undertaken)\b|\bunder(?:went|goes)\b",
    re.IGNORECASE,
)


def _is_on(sentence: Evidence, assignment: Assignment) -> bool:
    """Whether a sentence tells an operation on the disease itself."""
    return any(
        m.document == sentence.document
        and sentence.start <= m.evidence[0].start < sentence.end
        and _ON.search(ahead(m)) is not None
        for m in assignment.mentions
        if m.evidence and not is_symptom(assignment.value)
    )


def _is_for(sentence: Evidence, assignment: Assignment) -> bool:
    """Whether a sentence tells an operation for a disease, of its side where both name one."""
    words, title = sentence.words, (assignment.title or "").lower()
    sides = {side for side in ("right", "left") if side in title}
    return any(
        assignment.value.startswith(diseases)
        and operation.search(words)
        and (not sides or not sides_named(words) or bool(sides & sides_named(words)))
        for operation, diseases in _DONE_FOR
    )


#: What the patient came for at this encounter: "came for elective outpatient laparoscopic repair of a hernia".
_CAME_FOR = Pattern(
    r"\b(?:came|here|admitted|presents?|presented|brought in|scheduled) (?:in |today )?for (?:an? |his |her |the )?"
    r"(?:(?:elective|planned|scheduled|outpatient|same[- ]day|laparoscopic|robotic|open|ambulatory) )+(?:[\w-]+ ){0,3}?"
    r"(?:repair|\w{3,}(?:ectomy|otomy|plasty|rrhaphy)|excision|removal|fixation|replacement|release)\b",
    re.IGNORECASE,
)


@lately()
def came_for_operation(coding: Coding) -> bool:
    """Whether the record says that the patient came to be operated on."""
    return any(_CAME_FOR.search(document.text) for document in coding.encounter.documents)
