"""A cycle of antineoplastic drugs given at the encounter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import CAME
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Document, Evidence
from chartproof.model.results import Give, Mark
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled
from chartproof.terms.sought import first, sought

_CYCLE = r"(?:cycles?|C) ?#?\d+(?:,? ?(?:day|D) ?\d+)?"
#: Drugs against neoplasms that are given into a vein.
_DRUG = (
    r"(?:\w+(?:platin|taxel|rubicin|citabine)|pemetrexed|etoposide|irinotecan|vincristine|cyclophosphamide|"
    r"bendamustine|dacarbazine|azacitidine|decitabine|bortezomib|eribulin|topotecan|5-?fu|fluorouracil|"
    r"folf\w+|r?-?chop|abvd|carbo(?:/\w+)+|ipi/nivo|pembro(?:lizumab)?|nivolumab|ipilimumab|atezolizumab|durvalumab)"
)
#: "Here for cycle 3", "proceed with C2D1 today", "chemotherapy given", "infused without reaction".
_GIVEN = Pattern(
    rf"\b(?:here|presents?|presenting|arriv\w+|seen|comes|came)\b[^.;\n]{{0,30}}?\bfor\b[^.;\n]{{0,30}}?\b{_CYCLE}\b"
    rf"|\bproceed(?:ed|ing)?\b[^.;\n]{{0,40}}?\b(?:{_CYCLE}|chemo\w*|treatment|infusion|full dose today)\b"
    rf"|\b{_CYCLE}\b[^.;\n]{{0,40}}?\b(?:given|administered|infused|today)\b"
    r"|\b(?:chemo(?:therapy)?|immunotherapy)\b[^.;,\n]{0,30}?\b(?:given|administered|infused)\b",
    re.IGNORECASE,
)
#: A stay is for chemotherapy where the patient came for it, not where a stay for something else gave a cycle too.
_ADMITTED_FOR = Pattern(
    rf"\b(?:here|presents?|presenting|arriv\w+|comes|came|admitted|admit|admission|elective\w*)\b[^.;\n]{{0,40}}?\bfor\b[^.;\n]{{0,40}}?\b(?:{_CYCLE}|chemo\w*|induction|consolidation)\b"
    rf"|\bproceed(?:ed|ing)?\b[^.;\n]{{0,40}}?\b(?:{_CYCLE}|chemo\w*)\b"
    rf"|\b(?:reason for admission|admitted|admission)\b[^.;\n]{{0,20}}\b(?:elective|scheduled|planned)\b[^.;\n]{{0,12}}?\b{_CYCLE}\b",
    re.IGNORECASE,
)
#: At a visit, the drugs themselves.
_INFUSED = Pattern(
    rf"\b(?:here|presents?|presenting|seen|comes|came)\b[^.;\n]{{0,15}}?\bfor (?:(?:his|her|the|next|weekly|maintenance|adjuvant|neoadjuvant|{_CYCLE}) ){{0,3}}{_DRUG}\b"
    r"|\b(?:all|both)(?: \w+)? (?:agents|drugs) (?:were )?(?:given|infused)\b"
    rf"|\b{_DRUG}\b[^.;\n]{{0,50}}?\b(?:given|administered|infused|infusing)\b"
    rf"|\b{_DRUG}\b(?: {_CYCLE})? today\b"
    rf"|\b(?:gave|infused|administered)\b[^.;\n]{{0,40}}?\b{_DRUG}\b",
    re.IGNORECASE,
)
#: What was another day's, or is not given.
_NOT = Pattern(
    r"\b(?:last|before|between|off|prior|previous(?:ly)?|complet\w+|finish\w+|after|since|h[oe]ld|holding|defer\w*|delay\w*|postpon\w*|"
    r"cancel\w*|not|no|declin\w+|next|will|plan(?:ned|s)?|schedul\w+|tomorrow|start(?:ing)? in)\b",
    re.IGNORECASE,
)
#: Behind it: the cycle is given elsewhere, when the visit is over.
_ELSEWHERE = Pattern(
    r"[^.;\n]{0,24}\b(?:after|following) (?:the |this |her |his |today's )?(?:visit|clinic|appointment)\b|[^.;\n]{0,24}\blater today\b",
    re.IGNORECASE,
)
#: Behind it the day on which it was given, and how long before the arrival that was: "given 11/28 (day 12 on arrival)".
_BEFORE = Pattern(
    r"[^.;\n]{0,24}?\(? ?(?:(?:cycle )?day \d+ (?:on|at) (?:arrival|admission)|\d+ (?:days?|weeks?) (?:ago|before|prior|earlier))",
    re.IGNORECASE,
)
#: Drugs against neoplasms that are swallowed at home, and signs of one that is given in the clinic.
_SWALLOWED = Pattern(
    r"\b(?:\w+(?:ciclib|tinib|parib|lidomide|lutamide|rafenib)|capecitabine|xeloda|temozolomide|temodar|letrozole|anastrozole|exemestane|tamoxifen|venetoclax|abiraterone)\b",
    re.IGNORECASE,
)
_IN_CLINIC = Pattern(
    rf"\b(?!capecitabine\b){_DRUG}\b|\b(?!denosumab\b)\w+mab\b|\b(?:infus\w+|intravenous|port(?:-?a-?cath)?|chemo\w*|injection)\b",
    re.IGNORECASE,
)
#: Several cycles, told in a narrative: no stay for one of them.
_COURSES = Pattern(
    rf"\b(?:\d+|{spelled(2)}|several|more|both) (?:\w+ )?(?:cycles|courses|sessions|lines)\b|\b(?:first|second) (?:course|line)\b",
    re.IGNORECASE,
)
#: Antibodies that let the patient's own immunity fight the neoplasm; and words of chemotherapy.
_IMMUNE = Pattern(
    r"\b(?:pembrolizumab|keytruda|nivolumab|opdivo|ipilimumab|yervoy|atezolizumab|tecentriq|durvalumab|imfinzi|"
    r"avelumab|cemiplimab|dostarlimab|pembro|(?:ipi/)?nivo(?:/ipi)?|atezo|durva|chemo-?io|(?:chemo-?)?immunotherapy)\b",
    re.IGNORECASE,
)
_CHEMO = Pattern(
    r"\bchemo|\b\w+(?:platin|taxel|rubicin|citabine)\b|\b(?:pemetrexed|etoposide|irinotecan|vincristine|"
    r"cyclophosphamide|fluorouracil|5-?fu|folf\w+|capox|r?-?chop|abvd|tchp?|ac-?t|carbo|gem/?cis)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.e.2", URL),
)
def neoplasm_treated_today(coding: Coding, _: Books) -> Iterator[Give | Mark]:
    """An encounter at which a malignancy is given its cycle of chemotherapy or immunotherapy is one for that treatment."""
    neoplasm = next(iter(coding.having("C")), None)
    given = {a.value for a in coding.having("Z51.1")}
    for told in coding.having("Z51.0", "Z51.1") if neoplasm else ():
        if told.needed is Needed.ALSO and any(CAME.search(m.line.words) for m in told.mentions):
            yield Mark(told, needed=Needed.ADDRESSED)
    if neoplasm is None or "Z51.12" in given:
        return
    for document in coding.encounter.documents:
        words = _words(document, at_visit=not coding.encounter.is_stay)
        if words is None or _is_at_home(document.text):
            continue
        immune = first(_IMMUNE, document.text) is not None
        if immune:
            yield Give("Z51.12", (words, neoplasm), needed=Needed.ADDRESSED)
        if "Z51.11" not in given and (not immune or first(_CHEMO, document.text)):
            yield Give("Z51.11", (words, neoplasm), needed=Needed.ADDRESSED)
        return


def _is_at_home(text: str) -> bool:
    """Whether the drugs told are swallowed at home, and none is given in the clinic."""
    return first(_SWALLOWED, text) is not None and first(_IN_CLINIC, text) is None


def _words(document: Document, *, at_visit: bool) -> Evidence | None:
    """The words that say a cycle was given at this encounter."""
    patterns = (_GIVEN, _INFUSED) if at_visit else (_ADMITTED_FOR,)
    for found in (m for words in patterns for m in sought(words, document.text)):
        start = max(document.text.rfind(mark, 0, found.start()) for mark in (". ", ";", ",", "\n")) + 1
        over = not at_visit and _COURSES.search(document.text, start, found.end())
        if _ELSEWHERE.match(document.text, found.end()):
            continue
        if _BEFORE.match(document.text, found.end()):
            continue
        if not (over or _NOT.search(document.text, start, found.end())):
            return document.quote(*found.span())
    return None
