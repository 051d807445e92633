"""A visit that stands by itself beside a procedure or a counseling of the day carries modifier 25."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, policy
from chartproof.code.em.decisions import is_done
from chartproof.code.em.procedures import Beside, beside, is_more, major
from chartproof.codesets.books import Books
from chartproof.model.visit import Add, Family, Level, Visit, Withheld
from chartproof.rules.core import rule

#: Tobacco counseling is a service of its own beyond so many minutes.
_LEAST_TOBACCO = 3
#: Visits without a level that may stand beside a procedure all the same.
_UNLEVELED = frozenset({Family.CRITICAL_CARE, Family.PREVENTIVE})

#: Words that alone tell of no procedure: the consent may be for another day, a drug may be tolerated.
_WEAK = frozenset({"tolerated well", "consent obtained", "informed consent obtained", "after consent"})


@rule(holds=SINCE, reviewed=None, cite=policy("D; E.1.b"))
def significant_separate_visit(found: tuple[Visit, Level], books: Books) -> Iterator[Add | Withheld]:
    """A visit that stands by itself beside a procedure or a counseling of the day carries modifier 25."""
    visit, level = found
    if level.proof is None or (level.level is None and visit.family not in _UNLEVELED):
        return
    counseled = (
        m for m in visit.minutes if m.name == "tobacco counseling minutes" and m.value > _LEAST_TOBACCO
    )
    counsels = [m.evidence for m in counseled if m.evidence]
    lines = beside(visit, level.code or "", books)
    said = [a for a in visit.acts("visit") if a.name == "procedure today" and is_done(visit, a)]
    told = any(a.evidence.words.lower() not in _WEAK for a in said) or len(said) > 1
    done = [*(Beside(a.evidence) for a in said if told or lines), *lines]
    never = [line for line in lines if line.indicator == "0"]
    if never:
        yield Withheld("25", _NEVER, never[0].because)
    elif counsels:
        yield Add("25", (counsels[0],), modifier=True)
    elif done and (level.level is None or is_more(visit, level, done)):
        yield Add("25", done[0].because, modifier=True)
    elif done and not major(visit, books):
        yield Withheld("25", _PART, done[0].because)


_NEVER = "no modifier separates this visit from a service of the day (indicator 0)"
_PART = "nothing was addressed but what the procedure was done for, and the decision to do it is part of the procedure"
