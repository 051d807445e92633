"""Complications of care: which codes they are, and which of them an operation of this stay brought."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.chart import Chart
from chartproof.code.icd10cm.lasting import is_chronic
from chartproof.code.icd10cm.present import Stay
from chartproof.code.icd10cm.wording import said
from chartproof.model.calendar import CALENDAR, day_of
from chartproof.model.coding import Assignment
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.lately import lately
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.cause import FROM

#: Complications of surgery and other care: T80-T88 and those of the organ chapters (guideline I.B.16).
COMPLICATIONS = (
    *("T80", "T81", "T82", "T83", "T84", "T85", "T86", "T87", "T88", "D78", "E36", "E89", "G97", "H59"),
    *("H95", "I97", "J95", "K91", "K94", "K95", "L76", "M96", "N98", "N99", "O86.0"),
)
#: Words that put a condition behind an operation.
_AFTER = Pattern(
    r"\bpost-?\s?(?:op|operative|operatively|surgical|procedural|procedure)\b|\bpost-(?:explant\w*|\w{3,}(?:ectomy|otomy|ostomy|plasty))\b|\bintra-?operative\w*|"
    rf"\b(?:after|following|{FROM}|during) (?!(?:the |his |her |an? )?(?:prior|previous|old|earlier|past|remote|former|multiple|childhood)\b)(?:the )?(?:\w+ )?(?:surgery|operation|procedure|"
    r"cathet\w+|\w{3,}(?:ectomy|otomy|ostomy|plasty))\b|\b(?:surgical|operative) (?:blood )?loss|"
    r"\bPOD\s*#?\d|\b(?:result|consequence) of (?:an?|the|this|his|her) (?:\w+ ){0,2}(?:surgery|operation|procedure)\b",
    re.IGNORECASE,
)

#: A note of a later day that counts the days since an operation.
_POSTOPERATIVE = Pattern(r"\bPOD\s*#?\d|\bpost-?op(?:erative)? day\s*#?\d", re.IGNORECASE)


#: A summary that tells an operation of the stay.
_DONE = Pattern(
    r"\b(?:surgery|operation|nailing|pinning|fixation|repair|bypass|replacement|\w{3,}(?:ectomy|otomy|ostomy|plasty))\b[^.;\n]{0,30}\b(?:was|were) (?:done|performed|carried out)\b"
    r"|\bperformed (?:an? |the )?(?:[\w-]+ ){0,3}?(?:catheterization|angiography|surgery|operation|\w{3,}(?:ectomy|otomy|ostomy|plasty))\b"
    r"|\b(?:lap(?:aroscopic)?|robotic|open|urgent|emergent|emergency|uncomplicated) (?:[\w-]+ ){0,3}?\w{3,}(?:ectomy|otomy|ostomy|plasty)(?: on)? \d{1,2}/\d{1,2}\b"
    r"|\b(?:taken to|went to) (?:the )?(?:OR|operating (?:room|theat\w+))\b"
    r"|(?:^|\n)[ \t]*(?:operations?(?: performed)?|(?:operative|surgical) procedures?(?: performed)?|(?:operation|procedure|surgery)s?,? \(?(?:on )?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)"
    r"(?:[ \t]*[:.\u2013-][ \t]*|[ \t]+\d{1,2}/\d{1,2}[^:\n]{0,8}[:.][ \t]*|[ \t]*\r?\n[ \t*-]*)(?!none|no\b|n/a|not|deferred|planned|declined|[^\n]{0,30}\b(?:wash-?out|debridement|revision|re-?exploration|evacuation|incision and drainage|i&d|hardware|explant\w*)\b)\S",
    re.IGNORECASE,
)


def is_complication(assignment: Assignment) -> bool:
    """Whether a code names a complication of care."""
    return assignment.value.startswith(COMPLICATIONS)


def brought_by_operation(assignment: Assignment, stay: Stay) -> Assignment | Evidence | None:
    """What says that a condition followed an operation of this stay, where no note of the admission has it."""
    if follows := follows_dated(assignment, stay):
        return follows
    operated = _operated_in(stay.chart)
    if not operated and not _is_dated_in(stay):
        return None
    parts = stay.parts(assignment)
    if not parts or any(stay.noted(part, assignment) for part in parts):
        return None
    words = said(stay.coding, assignment, _AFTER)
    words = None if words and _is_of_what_it_brought(assignment, words) else words
    # the lumen of an old stent narrows before the stay
    lasts = is_chronic(assignment.value, assignment.title or "") or _is_of_earlier_device(assignment, stay)
    return words or (assignment if operated and is_complication(assignment) and not lasts else None)


#: What a condition brought, told behind it: "purulent peritonitis c/b post-op ileus".
_BROUGHT = Pattern(r"\b(?:c/b|complicated by)\b", re.IGNORECASE)


def _is_of_what_it_brought(assignment: Assignment, words: Evidence) -> bool:
    """Whether every sentence with these words says them of what the condition was complicated by."""
    told = [m for m in assignment.mentions if m.line.start <= words.start < m.line.end]
    return bool(told) and all(
        _BROUGHT.search(m.line.words, m.evidence[-1].end - m.line.start, words.start - m.line.start)
        for m in told
        if m.document == words.document
    )


#: A device that was put in before and that the stay takes out or changes, and what is told of it as old.
_DEVICES = ("K95.0", "T82", "T83", "T84", "T85")
_TAKEN_OUT = Pattern(
    r"\b(?:explant\w*|DAIR|resection arthroplasty|two-stage|antibiotic spacer|revision (?:of|arthroplasty|TKA|THA)|"
    r"(?:removal|exchange|extraction) of (?:the |all |his |her |infected )*(?:hardware|components?|implants?|prosthe\w+|leads?|device|generator|graft|mesh|plate|nail|(?:lap |gastric )?band))\b",
    re.IGNORECASE,
)
_OLD = Pattern(r"\b(?:chronic|late|long-?standing)\b", re.IGNORECASE)


def _is_of_earlier_device(assignment: Assignment, stay: Stay) -> bool:
    """Whether a complication is one of a device that was in before: told as chronic, or what the stay took it out for."""
    if not assignment.value.startswith(_DEVICES):
        return False
    chronic = any(_OLD.search(m.line.words) for m in assignment.mentions)
    return chronic or any(_TAKEN_OUT.search(d.text) for d in stay.chart.documents)


#: What followed an act that a day of the stay is set beside: "hematoma after biopsy 4/22".
_DATED = Pattern(
    rf"\b(?:after|following|{FROM}|post)[- ](?:the |an? |his |her )?(?:[\w-]+ ){{0,3}}?(?:biopsy|surgery|operation|procedure|cathet\w+|\w{{3,}}(?:ectomy|otomy|ostomy|plasty|scopy|centesis)),?(?: \(?(?:on )?|\(){CALENDAR}",
    re.IGNORECASE,
)


def follows_dated(assignment: Assignment, stay: Stay) -> Evidence | None:
    """The words that set a complication behind an act of a later day of the stay, where no note of the admission has it."""
    began = stay.coding.encounter.began
    if began is None or not is_complication(assignment):
        return None
    if any(stay.noted(part, assignment) for part in stay.parts(assignment)):
        return None
    for words in assignment.proof.words():
        document = stay.coding.encounter.document(words.document)
        found = _DATED.search(document.text, words.start, min(words.end + 40, len(document.text)))
        day = day_of(found, began) if found else None
        if found and day and day > began:
            return document.quote(*found.span())
    return None


#: An operation named with its day: "s/p cemented hemi 1/30", "explant + spacer 5/29".
_ON_A_DAY = Pattern(
    rf"\b(?:hemi(?:arthroplasty)?|THA|TKA|ORIF|IMN|CMN|CABG|TLIF|ACDF|DAIR|explant\w*|nailing|pinning|fixation|amputation|[BA]KA|\w{{3,}}(?:ectomy|otomy|ostomy|plasty))\b[^.;,\n]{{0,24}}? (?:on )?{CALENDAR}",
    re.IGNORECASE,
)


def _is_dated_in(stay: Stay) -> bool:
    """Whether a summary names an operation with a day of the stay."""
    began, chart = stay.coding.encounter.began, stay.chart
    return began is not None and any(
        (day := day_of(found, began)) is not None and day >= began
        for d in chart.documents
        if chart.kinds[d.id] is DocumentKind.DISCHARGE
        for found in _ON_A_DAY.finditer(d.text)
    )


@lately()
def _operated_in(chart: Chart) -> bool:
    """Whether an operation was in the stay: its note does not stand before those of the admission."""
    kinds = [chart.kinds[d.id] for d in chart.documents]
    if DocumentKind.OPERATIVE not in kinds:
        at = chart.documents
        return any(
            k not in AT_ADMISSION
            and (_POSTOPERATIVE.search(d.text) or (k is DocumentKind.DISCHARGE and _DONE.search(d.text)))
            for k, d in zip(kinds, at, strict=True)
        )
    last = len(kinds) - 1 - kinds[::-1].index(DocumentKind.OPERATIVE)
    return last > next((i for i, kind in enumerate(kinds) if kind in AT_ADMISSION), -1)
