"""The visit at which major surgery of that or the next day was decided carries modifier 57."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.code.em.decisions import surgeries
from chartproof.code.em.lines import clause_of
from chartproof.code.em.procedures import major
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing
from chartproof.model.record import Evidence
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule

#: A decision that was made, not only talked about.
_MADE = Pattern(
    r"\b(?:consent\w*|schedul\w*|proceed\w*|book\w*|decid\w*|decision|plan\w*|will|for (?:an? )?(?:emergen\w*|urgent))\b"
)
_SOON = Pattern(
    r"\b(?:today|tonight|tomorrow|this evening|emergent\w*|now|this (?:morning|afternoon|evening)|to (?:the )?or|operating room)\b"
)
_DECIDED = Pattern(r"\bdecision for (?:surgery|the procedure)|\bdecided (?:on|to)\b|\bmodifier 57\b")


@rule(holds=SINCE, reviewed=None, cite=manual("40.1.B; 40.2.A.4"))
def decision_for_surgery(found: tuple[Visit, Level], books: Books) -> Iterator[Add | Withheld]:
    """The visit at which major surgery of that or the next day was decided carries modifier 57."""
    visit, level = found
    if level.level is None:
        return
    big = [act for act, _ in surgeries(visit, "major surgery")]
    small = [act for act, _ in surgeries(visit, "minor surgery")]
    said = [act for act in visit.acts("visit") if act.name == "decision for surgery"]
    said += [act for act in visit.acts("decision") if act.name == "emergency surgery"]
    said += [act for act in big if _MADE.search(clause_of(visit.coding, act.evidence))]
    soon = [act for act in said if _is_soon(visit, act)]
    only_minor = bool(small) and not big
    if soon and not only_minor:
        yield Add("57", (soon[0].evidence,), modifier=True)
    elif operations := major(visit, books):
        before = [act for act in visit.acts("visit") if act.name == "scheduled procedure"]
        rests = (operations[0].proof.words()[0], *(act.evidence for act in before[:1]))
        yield Withheld("57", _BEFORE, rests) if before else Add("57", rests, modifier=True)
    elif only_minor and (words := _decided_on(visit, small)):
        yield Withheld("57", _MINOR, words)
    elif big and (words := _decided_on(visit, big)):
        yield Withheld("57", _LATER, words)


def _is_soon(visit: Visit, act: Act) -> bool:
    return act.doing is not Doing.PLANNED and _SOON.search(clause_of(visit.coding, act.evidence)) is not None


def _decided_on(visit: Visit, acts: list[Act]) -> tuple[Evidence, ...]:
    """The first operation that the record calls decided, in words that ask for the modifier."""
    told = (act.evidence for act in acts if _DECIDED.search(clause_of(visit.coding, act.evidence)))
    return tuple(list(told)[:1])


_MINOR = (
    "the decision to do a minor procedure (0 or 10 days) is part of it; 57 is for operations with 90 days"
)
_BEFORE = "the operation was decided before this visit"
_LATER = "the operation is not of this day or the next"
