"""An allergy that heads a problem and is none by the sentences below it: tested negative, taken off the chart."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.under import lines_below, said_below
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence

_DISPROVED = (
    r"\b(?:is|was|are) (?:not|no longer|never)(?: (?:truly|really|actually|in fact))? allergic(?! to (?!it\b|this\b|that\b|them\b|(?:the )?(?:%s)\b))"
    r"|\b(?:does|did) not have (?:it|an? (?:true |real )?(?:(?:%s) )?allergy)\b|\bno true allergy\b"
    r"|\b(?:took|taken|removed|deleted|struck) (?:the|this|that|her|his|it)(?: (?:%s))?(?: (?:allergy|label))* (?:off|from) (?:the|her|his) (?:chart|list|record|allerg)"
    r"|(?<!if )(?<!if the )\b(?:allergy|label)(?: label)? (?:was|is|has been) (?:removed|deleted|taken off|disproved|excluded|ruled out)\b"
    r"|(?<!if )\b(?:he|she|they|the patient|patient|pt) (?:has |have )?(?:passed|tolerated) (?:an? |the )?(?:(?:oral|graded|drug|direct|office|supervised|(?:%s)|amoxicillin|penicillin) )*challenge\b"
    r"|(?<!if )(?<!if the )\b(?:skin|allergy) test(?:s|ing)?(?: and (?:the |an? )?(?:oral |graded |drug )?challenge)?(?: (?!if|not|to)\w+){0,3} (?:was|were|is|are|came back) (?:both |all |now )?negative\b"
)


#: In front of it: what is only thought of, or another person.
_NOT_YET = Pattern(
    r"\b(?:once|until|unless|if|whether|as soon as|should|(?:mother|father|mom|dad|parent|brother|sister|sibling|son|daughter|cousin|aunt|uncle|husband|wife|twin)(?:'?s)?)\b|\b(?:after|when)\b(?=.* (?:is|are|be)\b)",
    re.IGNORECASE,
)
#: A test of another thing: "for tuberculosis", "negative to wasp".
_ANOTHER = (
    r"\b(?:tests?|testing|negative) (?:for|to) (?!(?:%s|it|this|that|them|both|all|the|her|his)\b)[a-z]"
)
#: It is avoided still, whatever a test said.
_AVOIDED = Pattern(
    r"(?<!no need to )(?<!no longer )(?<!not have to )(?<!not need to )\b(?:avoid(?:s|ing)?\b|(?:keep|carry|refill|renew|prescribe)\w*(?: \w+){0,3} (?:epi-?pen|epinephrine|auto-?injector))",
    re.IGNORECASE,
)


def disproved_below(coding: Coding, at: tuple[Evidence, ...]) -> Evidence | None:
    """The words by which an allergy named there is none, in a later sentence of its problem."""
    if said_below(coding, at[-1], _AVOIDED):
        return None
    names = {re.escape(word.lower()) for e in at for word in e.words.split()} - {"allergy", "allergic", "to"}
    told, another = _disproved("|".join(sorted(names)) or "it")
    for document, line in lines_below(coding, at[-1]):
        start = max(line.start, at[-1].end)
        found = told.search(document.text, start, line.end)
        if found is None or _NOT_YET.search(document.text[start : found.end()]):
            continue
        words = document.text[start : line.end]
        if not another.search(words) and not (
            _names_another(document.text[start : found.end()], names) and "test" in found[0].lower()
        ):
            return document.quote(*found.span())
    return None


@lru_cache(maxsize=128)
def _disproved(own: str) -> tuple[Pattern, Pattern]:
    return Pattern(_DISPROVED % (own, own, own, own), re.IGNORECASE), Pattern(_ANOTHER % own, re.IGNORECASE)


@lru_cache(maxsize=1)
def _allergens() -> Pattern:
    return Pattern(rf"\b(?:{'|'.join(row[0] for row in rows('allergens'))})\b", re.IGNORECASE)


def _names_another(words: str, names: set[str]) -> bool:
    """Whether a sentence tests another allergen and not this one."""
    named = [found[0].lower() for found in _allergens().finditer(words)]
    return bool(named) and not any(any(name.rstrip("s") in each for name in names) for each in named)


#: Behind its name, in the paragraph: it is on the chart no longer.
_REMOVED = Pattern(
    r"\b(?:label|allergy|this|it) (?:was |has been |is |has )?(?:removed|taken off|deleted|de-?labeled)\b(?: from (?:the |her |his )?(?:chart|list|record)\w*)?",
    re.IGNORECASE,
)
_IF = Pattern(
    r"\b(?:if|once|until|can|could|may|might|will|would|should|to be|ask\w*|want\w*)\b", re.IGNORECASE
)
#: So far behind.
_REACH = 260


def removed_behind(coding: Coding, at: tuple[Evidence, ...]) -> Evidence | None:
    """The words behind the name of an allergy, in its paragraph, by which it is on the chart no longer."""
    document = coding.encounter.document(at[-1].document)
    start = at[-1].end
    end = document.text.find("\n", start)
    end = min(len(document.text) if end < 0 else end, start + _REACH)
    found = _REMOVED.search(document.text, start, end)
    if found is None or _IF.search(document.text[start : found.start()].rpartition(".")[2]):
        return None
    return document.quote(*found.span())
