"""A hospital visit shared by a physician and another practitioner of the same group carries FS."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.claim.told import Told, first, on_visit
from chartproof.code.em.authority import manual
from chartproof.code.em.lines import words_after
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Doing
from chartproof.model.record import Evidence
from chartproof.model.visit import Add, Family, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(holds=Period(date(2022, 1, 1), None), reviewed=None, cite=manual("30.6.18; 42 CFR 415.140"))
def split_or_shared_visit(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A hospital visit shared by a physician and another practitioner of the same group carries FS."""
    visit, level = found
    acts = (act for act in visit.acts("visit") if act.name == "shared" and act.doing is not Doing.PLANNED)
    words = next((act.evidence for act in acts if _is_by_two(act.evidence, visit)), None)
    if words is None or level.code is None:
        return
    apart = first(visit.coding.encounter, _APART)
    if visit.family not in _SHARED:
        says = "outside a hospital or facility a visit is not split; incident-to rules speak"
        yield from on_visit([Told("FS", (words,), says)])
    elif apart:
        yield from on_visit([Told("FS", (words, apart), "the two are not of the same group")])
    else:
        yield Add("FS", (words,), modifier=True)


_SHARED = frozenset(
    {
        Family.HOSPITAL,
        Family.ED,
        Family.FACILITY_ED,
        Family.DISCHARGE,
        Family.CRITICAL_CARE,
        Family.NURSING,
    }
)
_APART = Pattern(
    r"\b(?:not (?:of|in|from|with) (?:the |my |our )?same group|(?:a )?different groups?|not (?:of|in|from) (?:my|our) group|another group|other group)\b|"
    r"\bemployed by the hospital\b[^.;\n]{0,40}\bnot\b[^.;\n]{0,20}\bgroup\b"
)
#: "Shared with" is of a visit only where a practitioner follows: results are shared with patients.
_BY = Pattern(
    r"\W*(?:the |our |my |an? )?(?:\w+ )?(?:np|pa|pa-c|aprn|app|nurse practitioner|physician assistant|dr|physician|attending|cnp|crnp|advanced practice)\b"
)


def _is_by_two(words: Evidence, visit: Visit) -> bool:
    if words.words.lower() != "shared with":
        return True
    return _BY.match(words_after(visit.coding, words)) is not None
