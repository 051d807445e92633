"""A visit that stands by itself beside a procedure or a counseling of the day carries modifier 25."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, policy
from chartproof.code.em.decisions import is_done
from chartproof.code.em.lines import line_of
from chartproof.code.em.procedures import major, minor, paired
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.visit import Add, Element, Family, Level, Visit, Withheld
from chartproof.rules.core import rule

#: Tobacco counseling is a service of its own beyond so many minutes.
_LEAST_TOBACCO = 3
#: Visits without a level that may stand beside a procedure all the same.
_UNLEVELED = frozenset({Family.CRITICAL_CARE, Family.PREVENTIVE})
#: What a procedure brings with it: the decision to do it, and what is said for the days after.
_OF_THE_PROCEDURE = ("minor_surgery", "elective_major_surgery", "conservative_treatment", "minimal_treatment")


@rule(holds=SINCE, reviewed=None, cite=policy("D; E.1.b"))
def significant_separate_visit(found: tuple[Visit, Level], books: Books) -> Iterator[Add | Withheld]:
    """A visit that stands by itself beside a procedure or a counseling of the day carries modifier 25."""
    visit, level = found
    if level.proof is None or (level.level is None and visit.family not in _UNLEVELED):
        return
    counseled = [
        m for m in visit.minutes if m.name == "tobacco counseling minutes" and m.value > _LEAST_TOBACCO
    ]
    said = [act for act in visit.acts("visit") if act.name == "procedure today" and is_done(visit, act)]
    done = [act.evidence for act in said] + [a.proof.words()[0] for a in minor(visit, books)]
    beside = paired(visit, level.code or "", books)
    split = [
        (a.proof.words()[0], *((row,) if row else ())) for a, indicator, row in beside if indicator == "1"
    ]
    never = [
        (a.proof.words()[0], *((row,) if row else ())) for a, indicator, row in beside if indicator == "0"
    ]
    counsels = [(m.evidence,) for m in counseled if m.evidence]
    alone = [(done[0],)] if done and _stands_alone(visit, level, done) else []
    if never:
        yield Withheld("25", _NEVER, never[0])
    elif rests := (*counsels, *alone, *(split if not done else ())):
        yield Add("25", rests[0], modifier=True)
    elif done and not major(visit, books):
        yield Withheld("25", _PART, (done[0],))


_NEVER = "no modifier separates this visit from a service of the day (indicator 0)"
_PART = "the only problem is the one the procedure was done for, and the decision to do it is part of the procedure"


def _stands_alone(visit: Visit, level: Level, done: list[Evidence]) -> bool:
    """Whether more was addressed or managed than what the procedure was done for, and the procedure itself."""
    if level.by != "mdm" or level.minutes or visit.minutes or len(visit.problems) != 1:
        return True
    lines = {line_of(visit.coding, words) for words in done}
    counted = [
        c for w in level.elements for c in (*w.counted, *w.beside) if w.element is not Element.PROBLEMS
    ]
    return any(
        not c.proof.rule.endswith(_OF_THE_PROCEDURE)
        and not {line_of(visit.coding, e) for e in c.proof.words()} <= lines
        for c in counted
    )
