"""The drugs that a record says are taken for long, by the code of their long-term use."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.underdosed import sentence_of
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Drug, Evidence, Setting
from chartproof.terms.drugs import long_term_code

#: How many places in the record one code rests on.
SHOWN = 3
#: A steroid named with what keeps a transplant from rejection is taken as long as that is.
STEROID, AGAINST_REJECTION = "systemic steroid", frozenset({"calcineurin inhibitor"})

#: Diseases that steroids are taken for through a year or more: polymyalgia, giant cell arteritis.
STEROIDS_FOR_LONG = ("M35.3", "M31.5", "M31.6")


def long_term_drugs_of(coding: Coding, only: frozenset[str] | None = None) -> dict[str, tuple[Evidence, ...]]:
    """The Z79 codes of the drugs taken for long, each with where the record names them."""
    found: dict[str, tuple[Evidence, ...]] = {}
    stopped = {d.name for d in coding.reading.drugs if d.long_term is False and not _is_mixed(d)}
    stopped -= {d.name for d in coding.reading.drugs if d.long_term and _is_resumed(d, coding)}
    lasting = bool(coding.having(*STEROIDS_FOR_LONG))
    kept = lasting or any(d.long_term and d.kind in AGAINST_REJECTION for d in coding.reading.drugs)
    for drug in coding.reading.drugs:
        lasts = drug.long_term or (drug.long_term is None and kept and drug.kind == STEROID)
        lasts = lasts or (drug.long_term is None and _takes_over(drug, coding))
        if not lasts or drug.evidence is None or drug.name in stopped or _is_of_the_stay(drug, coding):
            continue
        if _is_declined(drug, coding) or _is_of_the_street(drug, coding):
            continue
        code = _code(drug)
        if code and (only is None or code in only) and len(found.get(code, ())) < SHOWN:
            found[code] = (*found.get(code, ()), drug.evidence)
    return found


#: Behind a drug that was only spoken of.
_DECLINED = Pattern(
    r" (?:at home |here )?(?:(?:was|were|is|has been|had been) )?(?:offered|proposed|suggested|considered)\b[^.;\n]{0,40}\b(?:declin\w+|refus\w+|not (?:wanted|started|begun))\b|"
    r" (?:at home |here )?(?:was |were |is )?(?:declined|refused)\b",
    re.IGNORECASE,
)


def _is_declined(drug: Drug, coding: Coding) -> bool:
    """Whether the patient did not want it."""
    assert drug.evidence
    text = coding.encounter.document(drug.evidence.document).text
    return _DECLINED.match(text, drug.evidence.end) is not None


#: In front of an opioid that is used and not prescribed.
_STREET = Pattern(
    r"(?:\biv|\bstreet|\billicit|\binject(?:s|ed|ing)?|\bsnort(?:s|ed|ing)?|\bsmok(?:es|ed|ing)|\bshoot(?:s|ing)?|\blast|\bbuys|\bbought|\bdisorder \(|\boud \()[ (]*$",
    re.IGNORECASE,
)


def _is_of_the_street(drug: Drug, coding: Coding) -> bool:
    """Whether it is the opioid of a use disorder: "OUD severe (IV fentanyl)"."""
    if drug.kind != "opioid" or drug.evidence is None or not coding.having("F11"):
        return False
    text = coding.encounter.document(drug.evidence.document).text
    return _STREET.search(text, max(0, drug.evidence.start - 20), drug.evidence.start) is not None


#: Behind a drug that the patient has again: what was said of stopping it lies before.
_RESUMED = Pattern(
    r"[^.;\n]{0,60}\b(?:was|were|is|been|be|now) (?:restarted|resumed|reinstated|refilled|renewed)\b",
    re.IGNORECASE,
)


def _is_resumed(drug: Drug, coding: Coding) -> bool:
    if drug.evidence is None:
        return False
    text = coding.encounter.document(drug.evidence.document).text
    return _RESUMED.match(text, drug.evidence.end) is not None


#: One drug for another: "stop dulaglutide, start tirzepatide", "warfarin was changed to apixaban".
_EXCHANGES = Pattern(
    r"\b(?:stop\w*|discontinu\w*|d/c'?d?|replac\w+|switch\w*|chang(?:e[ds]?|ing)|convert\w*|transition\w*|swap\w*|instead of|in place of)\b",
    re.IGNORECASE,
)
_STARTED = Pattern(r"\b(?:start|begin|initiat|add)(?:s|ed|ing|e)?\b[^.;,\n]{0,20}$", re.IGNORECASE)
_NOT_YET = Pattern(
    r"\b(?:not|never|consider\w*|discuss\w*|if|may|might|could|would|declin\w+|refus\w+|option|trial|allerg\w*|bridg\w*|days?|until)\b",
    re.IGNORECASE,
)
_BEGUN = Pattern(
    r"(?:\b(?:start|begin|began|begun|initiat\w*|us(?:e|ing)|add(?:ed)?|to|with|by|for)(?:s|ed|ing)?\b)[^.;,\n]{0,20}$",
    re.IGNORECASE,
)


#: The beginning lies ahead: "the PCP will start basal insulin tomorrow".
_AHEAD = Pattern(
    r"\b(?:will|to|would|should|plans?) (?:\w+ )?(?:start|begin|initiate|add)|\b(?:tomorrow|next (?:week|visit|month|time)|once|after|when)\b",
    re.IGNORECASE,
)


def begun_at_visit(coding: Coding, only: frozenset[str]) -> dict[str, tuple[Evidence, ...]]:
    """The Z79 codes of drugs that a visit begins for good, each with where the record names them."""
    found: dict[str, tuple[Evidence, ...]] = {}
    if coding.encounter.is_stay or coding.encounter.setting in {Setting.ED, Setting.OBSERVATION}:
        return found
    for drug in coding.reading.drugs:
        code = _code(drug)
        if code not in only or code in found or drug.long_term is not None or drug.evidence is None:
            continue
        document = coding.encounter.document(drug.evidence.document)
        told = sentence_of(document, drug.evidence)
        begins = _STARTED.search(document.text, told.start, drug.evidence.start)
        if begins and not _NOT_YET.search(told.words) and not _AHEAD.search(told.words):
            found[code] = (drug.evidence,)
    return found


#: Antibiotics, NSAIDs, steroids: most are courses, and one that follows another is the same course.
_COURSES = frozenset({"Z79.2", "Z79.1", "Z79.52"})


def _takes_over(drug: Drug, coding: Coding) -> bool:
    """Whether a drug is begun in the place of another of its class that was taken: the class is taken on."""
    if drug.evidence is None or not (code := _code(drug)) or code in _COURSES:
        return False
    document = coding.encounter.document(drug.evidence.document)
    told = sentence_of(document, drug.evidence)
    if not _EXCHANGES.search(told.words) or _NOT_YET.search(told.words):
        return False
    if not _BEGUN.search(document.text, told.start, drug.evidence.start):
        return False
    places = [
        other.evidence
        for other in coding.reading.drugs
        if other.name != drug.name and _code(other) == code and other.evidence
    ]
    return any(p.document == told.document and told.start <= p.start < told.end for p in places)


#: An injection that keeps clots away while a patient lies in bed.
_PROPHYLAXIS = Pattern(r"\b(?:prophyla\w+|ppx)\b", re.IGNORECASE)


def _is_of_the_stay(drug: Drug, coding: Coding) -> bool:
    """Whether heparin or the like is only told as what a stay gives against clots."""
    if drug.kind != "parenteral anticoagulant" or drug.evidence is None or not coding.encounter.is_stay:
        return False
    told = sentence_of(coding.encounter.document(drug.evidence.document), drug.evidence)
    return _PROPHYLAXIS.search(told.words) is not None


def drugs_told(coding: Coding, *, long_term: bool | None) -> frozenset[tuple[str, int]]:
    """Where the record names drugs of which it says so: document and place; `long_term` None: it does not say."""
    return frozenset(
        (d.evidence.document, d.evidence.start + word.start())
        for d in coding.reading.drugs
        if d.evidence and d.long_term is long_term
        for word in _WORD.finditer(d.evidence.words)
    )


_WORD = Pattern(r"\S+")


#: Drugs that are often given once and taken for long besides: one does not say the other is over.
_MIXED = frozenset({"insulin", "systemic steroid", "opioid", "nsaid", "aspirin", "parenteral anticoagulant"})


#: A steroid for the skin that replaces what the adrenals lack where it is taken by so many milligrams.
_BY_MOUTH = "hydrocortisone"


def _is_mixed(drug: Drug) -> bool:
    return drug.kind in _MIXED or drug.name == _BY_MOUTH


def _code(drug: Drug) -> str:
    if drug.kind == "glp-1 agonist" and drug.route == "oral":
        return "Z79.84"
    if drug.kind == "inhaled steroid" and drug.route in {"nasal", "oral", "topical"}:
        return ""
    if drug.name == _BY_MOUTH and drug.route in {None, "oral"} and "mg" in (drug.dose or ""):
        return "Z79.52"
    code = long_term_code(drug.kind)
    return "" if code.startswith(_OF_THE_BODY) and drug.route in _LOCAL else code


#: What weakens the defence of the body or stops growth does so where it goes through the body: no ointment, no eye drops.
_OF_THE_BODY, _LOCAL = "Z79.6", frozenset({"topical", "ophthalmic", "otic", "nasal"})
