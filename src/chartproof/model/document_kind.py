"""What a document of a record is, from what it is called or the title it begins with."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.model.record import Author, Document


class DocumentKind(Enum):
    """The kinds of document that guidelines and the line tell apart."""

    QUESTIONNAIRE = "questionnaire"  # in the patient's own words
    CLINICIAN = "clinician's note"  # nurses, dietitians, therapists, pharmacists, social workers
    PATHOLOGY = "pathology report"
    LABORATORY = "laboratory report"
    ORDER = "order"
    OPERATIVE = "operative note"
    IMAGING = "imaging or test report"
    EMERGENCY = "emergency note"
    DISCHARGE = "discharge summary"
    CONSULT = "consultation"
    ADMISSION = "history and physical"
    PROGRESS = "progress note"


#: In this order: "nutrition consult" is a dietitian's, "discharge orders" are orders.
_CALLED = (
    (DocumentKind.QUESTIONNAIRE, r"questionnaire|survey|(?:patient|self)[- ]report|intake form"),
    (
        DocumentKind.CLINICIAN,
        (
            r"\b(?:rn|lpn|nurs\w*)\b(?! practitioner| facility| home| center)|diet(?:ar|it|ic)|nutrition|(?:physical|occupational|speech|"
            r"respiratory) therap|\b(?:pt|ot|slp)\b|wound (?:ostomy|care nurse)|pharmac|social work|"
            r"case manage|discharge planning|paramedic|\bems\b|ambulance|chaplain"
        ),
    ),
    (DocumentKind.PATHOLOGY, r"patholog|cytolog|histolog|biopsy report"),
    (DocumentKind.LABORATORY, r"\blab(?:s|orator\w*)?\b|microbiolog|\bcultures?\b"),
    (DocumentKind.ORDER, r"\borders?\b|requisition|\bprescription|consent"),
    (DocumentKind.OPERATIVE, r"operati(?:ve|on)|\bop note|procedure (?:note|report)|anesthes|interventional"),
    (
        DocumentKind.IMAGING,
        (
            r"radiolog\w*|x-?ray|\bcxr\b|\bt[te]e\b|\bct\b(?! surg)|\bmri\b|ultraso|imaging|\becho|\be[ck]g\b|mammogra|doppler|"
            r"\bpet\b|fluorosc|\bdexa\b|\beeg\b|pulmonary function|\bpfts?\b"
        ),
    ),
    (DocumentKind.DISCHARGE, r"discharge (?:summar|note|diagnos)|death (?:summar|note)|\bdischarge\W*$"),
    (DocumentKind.CONSULT, r"consult"),
    (DocumentKind.EMERGENCY, r"emergency|\be[dr]\b"),
    (
        DocumentKind.ADMISSION,
        r"history (?:and|&) physical|\bh ?(?:&|and) ?p\b|\badmi(?:ssion|t)\b|observation|psychiatric (?:evaluation|assessment)",
    ),
    (DocumentKind.PROGRESS, r"progress|\bdaily\b|\bsoap\b|\bround(?:s|ing)?\b|\bicu\b"),
)
_PATTERNS = tuple((kind, Pattern(pattern, re.IGNORECASE)) for kind, pattern in _CALLED)
#: How a title ends that says what the document is.
_TITLE = Pattern(
    r"(?:[A-Z][\w &/,'-]{0,50}\b)?(?:note|report|summary|physical|consult\w*|h&p)\W*", re.IGNORECASE
)
#: The title of a summary with the service or the day behind it: "Discharge Summary (Hospital Medicine)", "DISCHARGE SUMMARY - CARDIOLOGY".
_SUMMARY = Pattern(
    r"(?:[A-Z][\w &/,'\u2019-]{0,50}\b)?(?:discharge|death) summary(?: ?[.(\u2013\u2014:|-]| \d)(?!.*\b(?:review|receiv|from|request|pend))[^.\n]{0,60}\.?",
    re.IGNORECASE,
)
#: The first words of a record that is an account of what was done: "Radiologist's report", "Hospital endoscopy unit record".
_WHOSE = (
    r"(?:radiolog|endoscop|sonograph|cardiolog|patholog|proceduralist|surgeon|neurolog|pulmonolog|electrophysiolog|urolog|audiolog|technolog|interpret|reading|"
    r"procedur|operat|study|professional|technical|imaging|echo|laborator|lab|sleep|test|scan|infusion|treatment|therap|delivery|stress|vascular|facility|nursing|hospital|fetal|respiratory|"
    r"polysomno|eeg|emg|e[ck]g|spirometr|audiometr|audiolog|ultraso|sonogra|duplex|doppler|mri|ct|x-ray|mammogra|colonoscop|egd|bronchoscop|cystoscop|holter|nerve conduction|"
    r"ercp|eus|treadmill|dexa|dxa|bone density|pet|angiogra|fluorosc|hysterosc|colposc|laryngosc|arthrosc|capsule|manometr|remote (?:follow-?up|monitoring|interrogation)|interrogation|device (?:check|interrogation|clinic))"
)
_ACCOUNT = Pattern(
    rf"\W*(?:[\w'\u2019&/,-]+ ){{0,6}}?{_WHOSE}\w*(?:'s|\u2019s)? (?:(?:unit|department|ed|lab|physician(?:'s|\u2019s)?|professional|technical|final|clinical) )*"
    r"(?:report|record|note|log|sheet)\b",
    re.IGNORECASE,
)
#: Reports of tests: what they find is coded where a provider takes it up (guideline III.B).
REPORTS = frozenset({DocumentKind.PATHOLOGY, DocumentKind.LABORATORY, DocumentKind.IMAGING})
#: Written as the patient comes in.
AT_ADMISSION = frozenset({DocumentKind.ADMISSION, DocumentKind.EMERGENCY})
_AUTHORS = {
    DocumentKind.QUESTIONNAIRE: Author.PATIENT,
    DocumentKind.CLINICIAN: Author.CLINICIAN,
    DocumentKind.LABORATORY: Author.CLINICIAN,
}


def kind_of(document: Document) -> DocumentKind | None:
    """What a document is: by its kind, else by the title that it begins with; None where neither says."""
    if document.kind:
        return kind_called(document.kind)
    title = next((line.strip() for line in document.text[:400].splitlines() if line.strip()), "")
    return kind_called(title) if _TITLE.fullmatch(title) or _SUMMARY.fullmatch(title) else None


def is_account(document: Document) -> bool:
    """Whether a record calls itself, in its first words, an account of what was done."""
    return _ACCOUNT.match(document.text) is not None


_OF_PATHOLOGY = Pattern(
    r"\W*(?:[\w'\u2019-]+ ){0,3}?(?:dermato|histo|surgical |anatomic )?patholog\w*(?:'s|\u2019s)? (?:(?:final|consultation) )?report\b",
    re.IGNORECASE,
)


def is_pathology(document: Document) -> bool:
    """Whether a record is a pathologist's report: by its kind, its title or its first words."""
    return kind_of(document) is DocumentKind.PATHOLOGY or _OF_PATHOLOGY.match(document.text) is not None


#: Parts of a visit's note, which a report has none of.
_OF_A_VISIT = frozenset(
    {"assessment", "ros", "pmh", "medications", "plan", "assessment_plan", "vitals", "social_history"}
)


def is_report(parts: AbstractSet[str]) -> bool:
    """Whether a record of these parts is the report of one study: it tells of its technique or findings, and has no parts of a visit."""
    told = "technique" in parts or "procedure_findings" in parts or {"findings", "impression"} <= parts
    return told and not parts & _OF_A_VISIT


#: What a supplier of equipment begins its record with.
_SUPPLIER = Pattern(
    r"\b(?:dme|dmepos|hme|home medical equipment|durable medical equipment|medical equipment|supplier|delivery (?:ticket|slip|record)|proof of delivery|home infusion pharmacy|orthotics? and prosthetics?)\b",
    re.IGNORECASE,
)
_ITS_BEGINNING = 160


def is_suppliers(document: Document) -> bool:
    """Whether a record is that of a supplier who hands out equipment: what it lists was handed out."""
    return _SUPPLIER.search(document.text, 0, _ITS_BEGINNING) is not None


#: What only who works on a body writes: what numbs, what cuts or pierces, how it is made ready, how it ends.
_BY_HAND = (
    Pattern(
        r"\d ?%? ?(?:lido\w*|marcaine|bupi\w*|xylo\w*|ropi\w*)|\blido(?:caine)?\b|\bbupiv\w*|\blocal(?:ly)?(?: anesth\w*)?\b|\btumescent\b|\b(?:ethyl chloride|tetracaine|proparacaine|emla|geta|propofol|mac)\b|\b(?:general|spinal|digital block|hematoma block|numbed|unsedated|no sedation|sedat\w+)\b",
        re.IGNORECASE,
    ),
    Pattern(
        r"\b\d\d ?(?:g|ga|gauge)\b|#1[015]\b|\b[2-7]-0\b|\b\d+ ?(?:f|fr)\b|\b(?:punch|curett\w*|scalpel|blade|needles?|trocars?|\w*scope|speculum|tenaculum|forceps|snare|ln2|liquid nitrogen|fluoro\w*|electrodes?|cannulae?|incision|portals?|stapler?|sheath|guidewire|cautery|pocket|mesh|dermatome|retractors?|sutures?|vicryl|nylon|prolene|monocryl)\b",
        re.IGNORECASE,
    ),
    Pattern(
        r"\b(?:chg|chlorhex\w*|chloraprep|betadine|povidone|alcohol prep|prepped|draped|sterile\w*|time[- ]?out|consent\w*|supine|prone|prep:)\b",
        re.IGNORECASE,
    ),
    Pattern(
        r"\b(?:tolerated|tol\.? (?:well|proc\w*)|no complic\w*|complications?:? none|ebl|qbl|hemostasis|dressed|dressing|band-?aids?|bandage|(?:to|sent to|call w/|call with) (?:derm)?path\w*|dermpath|specimens?|wound care|counts correct|to pacu|extubated)\b",
        re.IGNORECASE,
    ),
)


@lru_cache(maxsize=64)
def marks_of_a_hand(text: str) -> int:
    """How many of four a record tells of what was done to a body: what numbs, what pierces, how it was made ready, how it ended."""
    return sum(pattern.search(text) is not None for pattern in _BY_HAND)


def is_by_hand(text: str) -> bool:
    """Whether a record tells how something was done to a body."""
    return marks_of_a_hand(text) > 1


#: What only the note of a visit or a stay says.
_OF_VISITS = r"\b(?:hpi|ros|pmh|psh|mdm|chief complaint|review of systems|vitals?|vs:|assessment(?=\s*(?:[:/&\n]|and plan))|a/p|a&p|physical exam\w*|medications?:|allergies|ed (?:provider|physician|course|record)|triage|presents? (?:with|to|for|after)|here for|c/o|complain\w*|new (?:pt|patient)|est\.? (?:pt|patient)|follow-?up visit|walk-?in|urgent care|wcc|well[- ]child|annual (?:visit|exam|physical|wellness))\b"
_VISITED = Pattern(
    rf"{_OF_VISITS}|\brtc\b|^\W*(?:cc|s|o|a|p|pe|exam|plan|subjective|objective)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
#: The same but the plan and the return, with which the record of a procedure ends too.
_VISITED_BESIDES = Pattern(
    rf"{_OF_VISITS}|^\W*(?:cc|s|o|a|pe|exam|subjective|objective)\s*:", re.IGNORECASE | re.MULTILINE
)
#: A record whose first line is the name of a procedure.
_TITLED = Pattern(
    r"\W*(?:[\w&/,'()-]+ ){0,6}?\w*(?:scopy|ectomy|plasty|otomy|ostomy|centesis|surgery|procedures?|operations?|injections?|biops(?:y|ies)|repair|reduction|ablation|blocks?|excision|debridement|implant\w*|insertion|catheteriz\w+|lithotripsy|angiogra\w+|embolization)\b[^\n]{0,40}(?:\n|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def is_of_one_procedure(text: str) -> bool:
    """Whether a record tells of work on a body and has no words of a visit; one titled by a procedure may end with a plan."""
    titled = _TITLED.match(text) is not None
    visited = _VISITED_BESIDES if titled else _VISITED
    return visited.search(text) is None and marks_of_a_hand(text) > _MOST_MARKS - titled


_MOST_MARKS = 2


#: Who has the machine, or says that nothing but tests was made.
_TESTS_ALONE = Pattern(
    r"\b(?:our|own|the practice's|the office's) (?:own )?(?:equipment|(?:radiology |imaging |x-ray )?(?:unit|machine|scanner)|sonographer|technologist|radiologist)\b|\bimaging center\b|\b(?:testing|imaging|films) only\b|\b(?:pulmonary|vascular|echo(?:cardiography)?|sleep|imaging|stress|audiology|e[ck]g|emg|device|nuclear|x-ray|pft|cardiac|heart station)(?: function)? lab(?:oratory)?\b[^.\n]{0,24}\b(?:ours|our own|own)\b|"
    r"\b(?:films?|x-?rays?|radiographs?|images?|stud(?:y|ies)) (?:were |was )?(?:\w+ )?(?:taken|made|obtained|performed|acquired) and (?:read|interpreted|reported)\b|\b(?:mri|ct|radiology|imaging|mammography|ultrasound|nuclear medicine) department\b|"
    r"\b(?:performed|made|taken|acquired|done|obtained) (?:on|with) the (?:hospital|office|clinic|facility)(?:'s)? (?:[\w-]+ )?(?:scanner|machine|equipment|unit)\b|\bfindings:(?:.|\n){1,1500}?\bimpression:|\b(?:laboratory|lab) of our practice\b|\b(?:run|done|performed|tested|resulted) (?:on[- ]?site|in[- ]house|in (?:our|the office|the clinic) lab\w*)\b|\bin[- ]house lab\w*\b|\((?:clinic|office|our) lab\)",
    re.IGNORECASE,
)
#: The first words of a report that is titled by the study it tells of.
_STUDY = Pattern(
    r"\W*(?:exam(?:ination)?|study|procedure|test)?\W*(?:(?:bilateral|unilateral|complete|limited|screening|diagnostic|transthoracic|2d|resting|exercise|nuclear|pharmacologic\w*|lexiscan|portable|24[- ]h\w*|48[- ]h\w*|left|right|lt|rt|lower|upper|extremity|renal|carotid|venous|arterial|thyroid|abdominal|pelvic|transvaginal|obstetric|ob|fetal|contrast|myocardial|perfusion|whole body|head|chest|brain|knee|hip|gated|treadmill) ){0,4}"
    r"(?:echocardiogra\w+|echo|tte|tee|stress (?:test|echo\w*)|spect|holter|event monitor|spirometry|pulmonary function test\w*|pfts?|e[ck]g|electrocardiogram|12-lead|ultraso\w+|sonogram|us|doppler|duplex|ct|cta|mri|mra|x-?rays?|xr|radiographs?|mammogra\w+|tomosynthesis|dexa|dxa|bone density|pet(?:/ct|-ct)?|nuclear \w+|perfusion (?:study|imaging|scan|spect)|eeg|emg|ncs|nerve conduction\w*|polysomnogra\w+|sleep study|abi|fluoroscop\w+|barium|esophagram|upper gi|hida|bone scan|v/q|myelogram|arthrogram|hsg|hysterosalpingogram|venogram|angiogram|biophysical profile|nst|audiogram|capsule endoscopy|manometry)\b[^\n.]{0,60}",
    re.IGNORECASE,
)
#: What a report of a study says at its end.
_READ = Pattern(
    r"\b(?:impression|imp|conclusions?|interp\w*|findings|summary|read by|signed|bi-?rads)\b\W", re.IGNORECASE
)


@lru_cache(maxsize=64)
def is_study(text: str) -> bool:
    """Whether a record is the report of a study that its title names: what it shows is told, and no visit."""
    return _STUDY.match(text) is not None and _READ.search(text) is not None and _VISITED.search(text) is None


#: How the record of who reads films for a department begins.
_READERS = Pattern(
    r"\b(?:radiology|imaging|x-?rays?|ct|mri|ultrasound|cardiology|ecg|ekg|eeg|vascular lab)\b[^\n]{0,60}\b(?:interpretations?|reads?|reports?|reading)\b|\b(?:interpretations?|reads|readings?|reports?) by (?:the |our |contracted )*(?:hospital's )?(?:contracted )?(?:radiolog|cardiolog|neurolog)\w+",
    re.IGNORECASE,
)


def is_readers(text: str) -> bool:
    """Whether a record is that of who reads films or tracings for a department: "Radiology: interpretations by the hospital's radiologist"."""
    return _READERS.search(text, 0, _ITS_BEGINNING) is not None


_PARTS_OF_TESTS = frozenset(
    {"other", "title", "findings", "impression", "technique", "exam", "indications", "comparison", "imaging", "results", "labs", "ekg"}
)  # fmt: skip


def is_of_tests_alone(text: str, parts: AbstractSet[str]) -> bool:
    """Whether a record without parts of a visit says whose machine made its tests, or that nothing else was done."""
    return parts <= _PARTS_OF_TESTS and (_says_tests_alone(text) or is_study(text))


@lru_cache(maxsize=16)
def _says_tests_alone(text: str) -> bool:
    return _TESTS_ALONE.search(text) is not None


@lru_cache(maxsize=1024)
def kind_called(words: str) -> DocumentKind | None:
    """The kind that words for a document mean; None where they mean none of these."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(words)), None)


def author_of(kind: str | None) -> Author:
    """Who writes such documents, where the case does not say."""
    called = kind_called(kind) if kind else None
    return _AUTHORS.get(called, Author.PROVIDER) if called else Author.PROVIDER
