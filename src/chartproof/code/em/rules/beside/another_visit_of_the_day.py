"""A hospital's second clinic or emergency visit on one day carries modifier 27."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Fact
from chartproof.model.past import PastCode
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Encounter, Evidence, Setting
from chartproof.model.results import Because
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule

_HOSPITAL = frozenset({Setting.OUTPATIENT, Setting.ED})
_AGAIN = Pattern(
    r"\b(?:second|third|another|2nd|3rd) (?:\w+ ){0,2}(?:visit|encounter) (?:of the day|today|on the same (?:day|date))|"
    r"\b(?:seen|visited|visit|treated|evaluated) (?:earlier (?:today )?|this morning )(?:today )?(?:in|at|to) (?:the |our )?(?:\w+ ){0,3}(?:clinic|ed|emergency (?:department|room)|er)\b",
    re.IGNORECASE,
)
_VISITS = Pattern(r"992(?:0[2-5]|1[1-5]|8[1-5])|G0463|G038[0-4]")


_MANUAL = Cite("Medicare Claims Processing Manual, chapter 4", "20.6: modifiers of hospital outpatients")


@rule(holds=SINCE, reviewed=None, cite=_MANUAL)
def another_visit_of_the_day(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A hospital's second clinic or emergency visit on one day carries modifier 27."""
    visit, level = found
    encounter = visit.coding.encounter
    if level.code is None or encounter.setting not in _HOSPITAL:
        return
    words = next(_told(encounter), None)
    before = next(_billed(encounter), None)
    because: tuple[Because, ...] = (words,) if words else ()
    if before:
        proof = level.proof.words()[:1] if level.proof and not words else ()
        because = (*because, *proof, Fact("history", f"{before.code} of {before.served}"))
    if not because:
        return
    if encounter.claim_kind is ClaimKind.FACILITY:
        yield Add("27", because, modifier=True)
    elif words:
        yield Withheld("27", "only a hospital's claim tells of several visits of a day so", because)


def _told(encounter: Encounter) -> Iterator[Evidence]:
    for document in encounter.documents:
        if match := _AGAIN.search(document.text):
            yield document.quote(*match.span())


def _billed(encounter: Encounter) -> Iterator[PastCode]:
    """The visits of this day on the hospital's claims already sent."""
    for claim in encounter.history:
        if claim.kind == "facility":
            ours = claim.of("CPT", "HCPCS")
            yield from (p for p in ours if p.served == encounter.began and _VISITS.fullmatch(p.code))
