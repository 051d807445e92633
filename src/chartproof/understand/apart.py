"""Words that stand near one another and are said of different things.

The back of the hand is no back, "secondary to diabetes" is no secondary diabetes, and a history that the patient
comes behind is not of what is told then: "no medical history presented with pneumonia".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.terms.every_term import Term
from chartproof.terms.former import is_former
from chartproof.terms.ruled_out import TESTS
from chartproof.terms.words import Words, folded
from chartproof.understand.cuewords import Cue
from chartproof.understand.trait_words import SITES


def is_back_of_another(at: Sequence[int], words: Words) -> bool:
    """Whether "back" is the back of another place, not the spine's: pain on the back of the hand."""
    for i in at:
        if words.folded[i] != "back" or i + 1 >= len(words) or i + 1 in at:
            continue
        if _OF_ANOTHER.fullmatch(words.text, words.ends[i], words.starts[i + 1]):
            place = i + 2 if words.folded[i + 1] in _SIDES else i + 1  # the back of the right hand
            return place < len(words) and place not in at and words.folded[place] in _backed()
    return False


_OF_ANOTHER = Pattern(r" of (?:the |his |her |their |my |your |both |one )?", re.IGNORECASE)
_SIDES = frozenset({"left", "right", "bilateral"})


@lru_cache(maxsize=1)
def _backed() -> frozenset[str]:
    """Places that have a back of their own."""
    return SITES | set(
        folded("head throat mouth penis eye tongue leg arm calf scalp ear nose thigh hand foot finger skull")
    )


def history_ended(at: Sequence[int], words: Words) -> bool:
    """Whether the patient comes between a history and what is told: "no medical history presented with pneumonia"."""
    first = next((n for n, i in enumerate(at[:-1]) if words.folded[i] == "history"), None)
    if first is None:
        return False
    return _COMES.search(words.text, words.ends[at[first]], words.starts[at[first + 1]]) is not None


_COMES = Pattern(
    r"\s*,\s*(?:an?|the|we|it)\b|\b(?:present(?:s|ed|ing)|came|comes|who|complain\w*|consult(?:s|ed|ing)|develop(?:s|ed)|"
    r"(?:was|is) (?:\w+ )?(?:admitted|seen|referred|brought|hospitali[sz]ed|evaluated|found|sent|transferred))\b",
    re.IGNORECASE,
)


def is_of_before(at: Sequence[int], words: Words) -> bool:
    """Whether the worsening that a term names is one that was: "COPD, last flare in January"."""
    return any(is_former(words, i) for i in at)


def is_its_operation(at: Sequence[int], words: Words) -> bool:
    """Whether the cataract that a term names is only the name of its operation: "cataract surgery on both eyes"."""
    for i in at:
        behind = i + 1 < len(words) and i + 1 not in at and words.folded[i + 1]
        if words.folded[i] == _OPERATED and behind in _OPERATIONS:
            return True
    return False


_OPERATED, _OPERATIONS = "cataract", frozenset({"surgery", "extraction", "removal", "operation", "op"})


def patient_again(cue: Cue, text: str, end: int) -> bool:
    """Whether the patient comes back behind a family history: "no family history of gout who was seen for a rash"."""
    if cue.what != "family":
        return False
    return _WHO_COMES.search(text, cue.end, end) is not None and _RELATIVE.search(text, cue.end, end) is None


def is_of_next_thing(cue: Cue, text: str, end: int) -> bool:
    """Whether "negative" behind a condition is said of the test that follows: "cough and a negative COVID test"."""
    if cue.what != "absent":
        return False
    if (
        _A_TEST.fullmatch(text, end, cue.end) is not None
        and _ENDS_IN_TEST.search(text, max(0, end - 20), end) is None
    ):  # "pharyngitis, strep negative"
        return True
    if _NEGATIVE.fullmatch(text, cue.start, cue.end) is None:
        return False
    return _AND_A.search(text, end, cue.start) is not None and _A_THING.match(text, cue.end) is not None


def resumes(text: str, cue: Cue, start: int, cues: Sequence[Cue]) -> bool:
    """Whether the sentence goes on behind one thing that it denies between two commas: "fever, without chills, and cough".

    Also behind a value between commas: "no necrosis, lipase 1400, alcohol dependence".
    """
    if _NO.fullmatch(text, cue.start, cue.end) and _VALUE.search(text, cue.end, start) is not None:
        return _ONE_OF.match(text, start) is None
    if _WITHOUT.fullmatch(text, cue.start, cue.end) is None or not text[: cue.start].endswith(
        (", ", ", with ")
    ):
        return False
    if _ONE_AND.fullmatch(text, cue.end, start) is None:
        return False
    begins = max(text.rfind(stop, 0, cue.start) for stop in ".;:\n")
    return not any(c.what == "absent" and begins < c.start < cue.start for c in cues)


#: A name and its number, between commas.
_VALUE = Pattern(
    r",\s(?!(?:in|for|x|over|since|past|last|about|after|at|up|more|less|than|until|till|and|or)\b)[A-Za-z][\w/%-]{0,14}(?: [A-Za-z][\w/%-]{0,14})?[ :=~]{1,3}\d[\d./,]*%?(?: ?[A-Za-z][\w/]{0,6})?,\s"
)
_NO = Pattern(r"no|without|w/o", re.IGNORECASE)
#: The last of a list that is denied.
_ONE_OF = Pattern(r"[\w -]{1,30}(?:, [\w -]{1,30}){0,3},? n?or\b", re.IGNORECASE)
_WITHOUT = Pattern(r"without|not accompanied by|with no", re.IGNORECASE)
_ONE_AND = Pattern(
    r" (?!(?:\w+ )?(?:or|nor)\b)[\w-]+(?: [\w-]+){0,2}, (?:and|but) (?:[\w-]+ ){0,2}", re.IGNORECASE
)


def of_its_term(
    cues: Sequence[Cue], start: int, terms: Sequence[Sequence[int]], words: Words
) -> tuple[Cue, ...]:
    """The cues but a "without" that says which of a disease it is, and a comma parts from `start`: migraine without aura, anxiety."""
    if not any(_WITHOUT_IT.match(words.text, c.start) for c in cues):
        return tuple(cues)
    ends = {
        words.starts[i]: words.ends[at[-1]]
        for at in terms
        for i in at
        if words.folded[i] == "without" and words.ends[at[-1]] < start
    }
    return tuple(c for c in cues if not _is_over(c, ends.get(c.start, c.end), start, words.text))


def _is_over(cue: Cue, end: int, start: int, text: str) -> bool:
    """Whether such words end before `start`, and no list goes on behind them."""
    if end == cue.end and (kind := _KIND.match(text, cue.start)) is not None:
        end = kind.end()
    return cue.end < end < start and _OTHER.match(text, end) is not None


_WITHOUT_IT = Pattern(r"without|w/o", re.IGNORECASE)
#: What diseases are told apart by: reflux disease without esophagitis, coronary disease without angina.
_KINDS = (
    r"(?:esophagitis|(?:acute )?exacerbations?|angina(?: pectoris)?|sciatica|loc|loss of consciousness|complications?|aura|"
    r"status (?:migrainosus|asthmaticus|epilepticus)|behaviou?ral (?:disturbances?|symptoms)|myelopathy|radiculopathy|heart failure|gangrene|luts|lower urinary tract symptoms|"
    r"obstruction|dysplasia|psychotic features|psychosis|intractability|crisis|thyroid storm|cholecystitis|macular edema|"
    r"(?:acute )?cor pulmonale|(?:acute )?organ dysfunction|coma|toph(?:us|i))"
)
_KIND = Pattern(
    rf"(?:without|w/o) (?:mention of |current |any |acute )?{_KINDS}(?=\s*(?:,|(?:and|&|plus)\s))",
    re.IGNORECASE,
)
#: A comma, or "and", behind a term that says "without", no list that "or" closes, and no more that it is without.
_OTHER = Pattern(
    rf"\s*(?:,(?![^.;\n]*\b(?:n?or)\b)|(?:and|&|plus)\s+(?!(?:without|bleeding|hemorrhage|perforation|hypoxi\w*|nausea|vomiting|headaches?|{_KINDS})\b))",
    re.IGNORECASE,
)
#: What is tested for or looked at behind a comma, and was negative: its own finding, not the condition's.
_TESTED = (
    rf"(?:{TESTS}|rapid|home|repeat|serial|urine|blood|stool|wound|throat|viral|head|chest|abd(?:ominal)?|initial|all|pregnancy|"
    r"panel|rvp|antigen|toxin|screen|serolog(?:y|ies)|stress|strep|gas|covid(?:[- ]?19)?|sars[- ]cov[- ]2|flu|influenza|rsv|c\.? ?diff(?:icile)?|mono(?:spot)?|"
    r"h\.? ?pylori|hiv|hsv|mrsa|gbs|lyme|ana|rf|ccp|a|b|x|\d)"
)
_A_TEST = Pattern(
    rf"\s*[,(;:\u2013-]+\s*{_TESTED}(?:(?:[ /,&]+|,? and | or ){_TESTED}){{0,4}} (?:was |were |is |are )?(?:negative|neg)",
    re.IGNORECASE,
)
#: A list of tests: "influenza, RSV and COVID negative".
_ENDS_IN_TEST = Pattern(rf"\b{_TESTED}$", re.IGNORECASE)
_NEGATIVE = Pattern(r"negative|neg", re.IGNORECASE)
_AND_A = Pattern(r" (?:and|with|but)(?: an?| the)? $", re.IGNORECASE)
_A_THING = Pattern(
    r" (?!(?:for|on|in|by|at|to|of|as|and|or|but|today|here|now|so|since|both|all|only|this|per|with|throughout|again)\b)[A-Za-z]",
)
_WHO_COMES = Pattern(
    r"(?:\b(?:who|and s?he)|, (?:s?he|the patient|the (?:child|boy|girl|man|woman))) (?:now |also |then )?(?:present(?:s|ed)|came|comes|complain(?:s|ed)|consult(?:s|ed)|"
    r"(?:was|is|has been|had been) (?:\w+ )?(?:admitted|seen|referred|brought|hospitali[sz]ed|evaluated|found|sent|followed|diagnosed))\b",
    re.IGNORECASE,
)
_RELATIVE = Pattern(
    r"\b(?:(?:step|grand)?(?:mother|father|parent|son|daughter)|brother|sister|sibling|uncle|aunt|cousin|niece|nephew|relative|twin)s?\b",
    re.IGNORECASE,
)


def names_its_cause(term: Term, at: Sequence[int], words: Words) -> bool:
    """Whether "secondary to" names a cause here, where the term has a secondary disease: nephropathy secondary to diabetes."""
    second = next((i for i in at if words.folded[i] == "secondary"), None)
    if second is None or second == at[-1] or _TO_A_CAUSE.search(term.surface):
        return False
    return words.text[words.ends[second] : words.starts[second + 1]].lower().startswith(" to ")


_TO_A_CAUSE = Pattern(r"\bsecondary to\b|\bdue\b", re.IGNORECASE)
