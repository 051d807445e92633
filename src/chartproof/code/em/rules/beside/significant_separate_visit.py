"""A visit that stands by itself beside a procedure or a counseling of the day carries modifier 25."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.code.em.decisions import is_done
from chartproof.codesets.books import Books
from chartproof.model.visit import Add, Family, Level, Visit
from chartproof.rules.core import rule

#: Tobacco counseling is a service of its own beyond so many minutes.
_LEAST_TOBACCO = 3


@rule(holds=SINCE, reviewed=None, cite=manual("30.6.6; 40.2.A.8"))
def significant_separate_visit(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """A visit that stands by itself beside a procedure or a counseling of the day carries modifier 25."""
    visit, level = found
    if level.proof is None or (level.level is None and visit.family is not Family.CRITICAL_CARE):
        return
    counseled = [
        m for m in visit.minutes if m.name == "tobacco counseling minutes" and m.value > _LEAST_TOBACCO
    ]
    done = [act for act in visit.acts("visit") if act.name == "procedure today" and is_done(visit, act)]
    words = [m.evidence for m in counseled if m.evidence] + [act.evidence for act in done]
    if words:
        yield Add("25", (words[0],), modifier=True)
