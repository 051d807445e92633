"""An operation begun through a scope and ended open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sought import first

#: That it was opened, now.
_CONVERTED = Pattern(
    r"\b(?:converted|conversion) to (?:an? |the )?(?:formal |full |emergent |midline )?(?:open\b|laparotomy|thoracotomy|arthrotomy)"
    r"(?![^.;\n]{0,30}\b(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
#: In front of it: what was not, may be, or was once.
_NOT = Pattern(
    r"\b(?:no|not|without|never|avoid\w*|possible|possibly|potential|may|might|could|would|if|risks?|chance|need(?:ed)? for|consent\w*|discuss\w*|"
    r"history|hx|h/o|s/p|prior|previous\w*|ago|(?:19|20)\d\d)\b[^.;\n]*$",
    re.IGNORECASE,
)
#: The kind of scope, by the code.
SCOPES = (
    ("Z53.33", Pattern(r"\b(?:arthroscop\w+|arthrotomy)\b", re.IGNORECASE)),
    ("Z53.32", Pattern(r"\b(?:thoracoscop\w+|vats|thoracotomy)\b", re.IGNORECASE)),
    ("Z53.31", Pattern(r"\b(?:laparoscop\w+|lap (?:chole|appy|appendectomy|colectomy))\b", re.IGNORECASE)),
)
#: So far in front of the words the scope may stand.
_REACH = 400


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.13", URL),
)
def scope_converted_to_open(coding: Coding, _: Books) -> Iterator[Give]:
    """An operation through a scope that was converted to an open one is told by the code of the conversion."""
    for words in said(coding, _CONVERTED):
        text = coding.encounter.document(words.document).text
        if _NOT.search(text[text.rfind("\n", 0, words.start) + 1 : words.start].rpartition(". ")[2]):
            continue
        start, end = max(0, words.start - _REACH), words.end + 40
        value = next((code for code, scope in SCOPES if first(scope, text[start:end])), None)
        if value is not None:
            yield Give(value, because=(words,), needed=Needed.OBLIGED)
            return
