"""A history from someone else, because the patient cannot give it all or it must be confirmed, counts."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.lines import words_before
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing
from chartproof.model.visit import Count, Datum, Element, Visit
from chartproof.rules.core import rule

_ADULT = 18
#: A relative who says something is a historian only where the patient cannot tell it.
_PLAIN = Pattern(r"\b(?:reports?|reported|states?|says?|describes?|noticed|notes|per|according)\b")
_DENIED = Pattern(r"\b(?:no|not|without)\b[^.;]*$")
_UNABLE = Pattern(
    r"\b(?:unable to (?:give|provide|relate|recall)|cannot (?:give|provide|recall|tell|relate)|can't (?:give|provide|recall)|"
    r"poor historian|unreliable|nonverbal|non-verbal|dementia|confus\w+|alter(?:ed|ation)|obtunded|intubated|aphasi\w+|delirium|"
    r"unresponsive|postictal|post-ictal|intellectual disab\w+|limited historian|memory|does not remember|doesn't remember|no recollection)\b"
)


@rule(holds=SINCE, reviewed=None, cite=table("data, independent historian"))
def independent_historian(visit: Visit, _: Books) -> Iterator[Count]:
    """A history from someone else, because the patient cannot give it all or it must be confirmed, counts."""
    encounter = visit.coding.encounter
    minor = encounter.age is not None and encounter.age < _ADULT
    whole = " ".join(document.text.lower() for document in encounter.documents)
    for act in visit.acts("historian"):
        said = act.evidence.words.lower()
        plain = _PLAIN.search(said) is None
        if act.doing is Doing.PLANNED or _DENIED.search(words_before(visit.coding, act.evidence, 24)):
            continue
        if plain or minor or _UNABLE.search(whole):
            yield Count(Element.DATA, Datum.HISTORIAN, "historian", (act.evidence,))
            return
