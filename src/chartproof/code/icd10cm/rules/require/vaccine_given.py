"""A vaccine given at the encounter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.vaccines import told_of_vaccines
from chartproof.codesets.books import Books
from chartproof.model.calendar import CALENDAR, day_of
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Document, Encounter, Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_VACCINE = (
    r"(?:vaccin(?:e|es|ation)|immunizations?|shots?|booster|mmrv?|tdap|dtap|td|menacwy|menb|hpv|hep(?:atitis)? ?[ab]|hbv|"
    r"typhoid|yellow fever|varicella|shingrix|prevnar|pneumovax|pcv(?:13|15|20|21)|ppsv23|ipv|hib|rotavirus|rabies|"
    r"(?:recombinant )?zoster|shingles|influenza|flu|rsv|covid(?:-19)?|kinrix|quadracel|proquad|pediarix|pentacel|vaxelis|gardasil|boostrix|adacel|bexsero|menquadfi|menveo|"
    r"havrix|engerix|heplisav|vaxneuvance|fluzone|flublok|arexvy|abrysvo|beyfortus)"
)
#: What may stand before its name: "the second dose of", "her annual".
_DOSE = r"(?: (?:an?|the|his|her|their|both|annual|yearly|seasonal|high-dose|first|second|third|fourth|final|last|next|1st|2nd|3rd|dose|series|of|pfizer|moderna|recombinant|updated|new))*"
#: "MMR #1 given today", "hep B vaccine given", "Given: yellow fever, typhoid Vi, hep A".
GIVEN = Pattern(
    rf"\b{_VACCINE}\b(?: (?:vaccine|vax|shot|booster|dose|im|#?\d|0?\.\d+ ?ml|\([\w -]{{2,30}}\)))*(?: (?:was|were))? (?:given|administered)\b(?! (?:the|his|her|their|that|this|these|a|an|its|recent|known|(?:at )?\d\d ?(?:weeks?|wks?|w))\b)"
    rf"|\b(?:here|presents?|in) (?:today )?for (?:an? |his |her |the |annual )*{_VACCINE}(?: (?:vaccine|vaccination|shot|booster|immunization))\b"
    rf"|\b{_VACCINE} (?:vaccine|vax|shot|booster)s?(?: #?\d)? today\b"
    rf"|\b{_VACCINE} #\d (?:given )?today\b"
    rf"|\b{_VACCINE} (?:0?\.\d+ ?ml )?(?:im|intramuscular(?:ly)?|subq|sq|sc)\b"
    r"|\bvaccine #\d (?:given )?today\b"
    rf"|(?:->|\u2192) ?{_VACCINE}\b(?= (?:vaccine|booster|0?\.\d+ ?ml|im|today))"
    # told in a sentence: "received a Tdap booster in the left deltoid today", "we gave the second dose of hepatitis B vaccine"
    rf"|\b(?:(?:I|we|nurse|MA) (?:gave|administered)|given|was administered)(?: (?:him|her|them|the patient))?{_DOSE} (?!shots?\b){_VACCINE}\b(?! clinic)"
    rf"|\b(?:receiv(?:ed|es)|got|gets|given|had)(?: (?:his|her|their))?{_DOSE} (?!shots?\b){_VACCINE}\b(?=[^.;\n]{{0,60}}\b(?:today|at this visit|this visit|here in (?:the )?(?:office|clinic))\b)"
    rf"|\b(?:today|at this visit),? (?:(?:s?he|they|we|I|the patient) )?(?:also )?(?:receiv(?:ed|es)|got|gave|given|administered)(?: (?:him|her|them))?{_DOSE} (?!shots?\b){_VACCINE}\b"
    rf"|\b{_VACCINE}\b(?: (?:vaccine|vax|shot|booster|dose|immunization|#?\d+))*(?: (?:was|were))? (?:given|administered|updated) (?:in|into) (?:the |his |her )?(?:left|right|l\b|r\b) (?:deltoid|arm|thigh|shoulder|upper arm)"
    rf"|\b{_VACCINE}(?: (?:vaccine|vax|booster|im|0?\.\d+(?: ?ml)?|#?\d))* (?:in |to )?(?:the )?(?:left|right|[lr]) (?:deltoid|thigh|vastus|arm)\b(?!,? (?:is|was|sore\w*|pain\w*|swell\w*|swollen|red\w*|hurts?)\b)"
    rf"|(?<![^\n])[ \t*•-]*(?:immunizations?|imms?|vaccines?|shots?)(?: today)?: ?(?:[\w#-]+,? ){{0,6}}?{_VACCINE}\b(?=[^.;\n]{{0,60}}\b(?:given|administered|today)\b)"
    rf"|(?<![^\n.)])[ \t]*(?:immunizations?|imms?|vaccines?|shots?) (?:given )?(?:today|here|now): ?(?:[\w#-]+,? ){{0,6}}?{_VACCINE}\b"
    rf"|\b(?:given|administered)(?: today)?: ?(?:[\w#-]+,? ){{0,4}}?{_VACCINE}\b",
    re.IGNORECASE,
)
#: What was given before or later, or not; and by its sentence, elsewhere or to another.
OTHER = Pattern(
    r"\b(?:19|20)\d\d\b|\b(?:last|previously|prior|already|declin\w+|refus\w+|not(?! immune)|never|no (?:\w+ )?(?:vaccin\w*|immuni\w*|shots?|boosters?|tetanus)|to be|will be|should be|ago|prenatal(?:ly)?|antenatal(?:ly)?|antepartum)\b",
    re.IGNORECASE,
)
ELSEWHERE = Pattern(
    r"\b(?:pharmacy|elsewhere|outside|allerg\w+|mother|maternal|immune globulin|(?:his|her|their) (?:son|daughter|wife|husband|spouse|partner|sister|brother|father|child))\b",
    re.IGNORECASE,
)
#: What an office tells of the stay before.
IN_HOSPITAL = Pattern(
    r"\b(?:in (?:the )?(?:hospital|nursery|nicu)|at birth|before discharge|birth|apgars?|bw|cchd)\b",
    re.IGNORECASE,
)


#: In a stay, with a day of it: "Hep B vaccine 4/8".
_DATED = Pattern(
    rf"\b{_VACCINE}(?: (?:vaccine|vaccination|shot|booster|dose|im|#?\d))*(?: (?:was|were))?(?: (?:given|administered))?:? (?:on )?{CALENDAR}",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.2", URL),
)
def vaccine_given(coding: Coding, _: Books) -> Iterator[Give]:
    """A vaccine given at the encounter is told by the encounter for immunization, whatever else was done."""
    if coding.having("Z23"):
        return
    for document in coding.encounter.documents:
        words = _given(document, at_visit=not coding.encounter.is_stay)
        if words is None and coding.encounter.is_stay:
            words = _dated(document, coding.encounter)
        if words is not None:
            yield Give("Z23", (words,), needed=Needed.OBLIGED)
            return


def _dated(document: Document, stay: Encounter) -> Evidence | None:
    """A vaccine with a day of the stay beside it."""
    for found in told_of_vaccines(document.text, _DATED) if stay.began else ():
        day = day_of(found, stay.began) if stay.began else None
        inside = (
            day is not None and stay.began is not None and stay.began <= day <= (stay.ended or stay.began)
        )
        line = max(document.text.rfind(mark, 0, found.start()) for mark in (". ", ";", "\n")) + 1
        told = document.text[line : found.end()]
        if inside and not OTHER.search(told) and not ELSEWHERE.search(told):
            return document.quote(*found.span())
    return None


def _given(document: Document, *, at_visit: bool) -> Evidence | None:
    """The words of a sentence that say a vaccine was given now."""
    for found in told_of_vaccines(document.text, GIVEN):
        start = max(document.text.rfind(mark, 0, found.start() + 2) for mark in (". ", ";", "\n", "->")) + 1
        ends = [at for mark in (". ", ";", "\n") if (at := document.text.find(mark, found.end())) >= 0]
        sentence = document.text[start : min(ends, default=len(document.text))]
        part = document.text[_part(document.text, start, found.start()) : start + len(sentence)]
        line = document.text.rfind("\n", 0, found.start()) + 1
        if at_visit and IN_HOSPITAL.search(document.text, line, start + len(sentence)):
            continue
        part = _NEXT.split(_LAST.sub("", part))[0]
        if not OTHER.search(part) and not ELSEWHERE.search(sentence):
            return document.quote(found.start(), found.end())
    return None


#: Behind a vaccine when the one before it was given, and a list's next one, of which another thing may be told.
_LAST = Pattern(r"\((?:last|prior|previous|overdue|due)\b[^()\n]*\)", re.IGNORECASE)
_NEXT = Pattern(
    rf", (?={_VACCINE}\b(?! (?:vaccine )?given\b)[^,.;\n]*\b(?:not|declin\w+|refus\w+|utd|up to date)\b)",
    re.IGNORECASE,
)


def _part(text: str, start: int, at: int) -> int:
    """Where the part of a sentence between commas begins that holds a place: "last tetanus 2014, Tdap given"."""
    comma = text.rfind(", ", start, at)
    return start if comma < 0 or len(text[comma:at].split()) > 6 else comma + 1
