"""The procedures of the day beside a visit, as their lines stand on the claim, and whether the visit is more than they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chartproof.code.em.lines import clause_of, line_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Row
from chartproof.model.reading import Line
from chartproof.model.record import Evidence
from chartproof.model.results import Because
from chartproof.model.visit import Counted, Element, Level, Visit
from chartproof.terms.globals import surgery_of
from chartproof.terms.pairs import Pairs, system_for

#: The surgery section of CPT.
_FIRST, _LAST = "10004", "69990"
_MAJOR = 90
#: Services without a global period that the published pairs set beside visits: what is injected, infused and
#: inhaled, vaccines' administration, lungs tested, skin tested, catheters, manipulation.
_KNOWN = frozenset({"96360", "96365", "96372", "96374", "90460", "90471", "90473", "94640", "94664", "94010", "95004", "59025", "98925", "98926", "98927", "98928", "98929", "98940", "98941", "98942", "98943"})  # fmt: skip
#: What a procedure brings with it: the decision to do it, what is said for the days after.
_OF_THE_PROCEDURE = ("minor_surgery", "elective_major_surgery", "conservative_treatment", "minimal_treatment")


@dataclass(frozen=True, slots=True)
class Beside:
    """A procedure of the day: its words, its line, the indicator of its pair with the visit and where that stands."""

    words: Evidence
    line: Assignment | None = None
    indicator: str = "1"
    row: Row | None = None

    @property
    def because(self) -> tuple[Because, ...]:
        """What a modifier rests on."""
        return (self.words, self.row) if self.row else (self.words,)


def major(visit: Visit, books: Books) -> tuple[Assignment, ...]:
    """Operations with a global period of 90 days, by the fee schedule of the day."""
    return tuple(a for a in _services(visit) if _is_surgery(a) and _days(a, books) == _MAJOR)


def beside(visit: Visit, code: str, books: Books) -> list[Beside]:
    """The minor procedures of the claim, and the other services that are a published pair with the visit's code.

    Without the published pairs at hand, those that are known to be one that a modifier separates.
    """
    ours = _services(visit)
    found = [Beside(a.proof.words()[0], a) for a in ours if _is_surgery(a) and _days(a, books) != _MAJOR]
    others = [a for a in ours if not _is_surgery(a)]
    system, day = system_for(visit.coding.encounter), visit.coding.encounter.began
    if day is None or not books.has(system):
        return [*found, *(Beside(a.proof.words()[0], a) for a in others if a.value in _KNOWN)]
    pairs = books.read(system, Pairs)
    for a in others:
        if edit := pairs.edit(a.value, code, day):
            row = Row(pairs.release.name, "pairs", f"{a.value} {code}")
            found.append(Beside(a.proof.words()[0], a, edit.modifier_indicator, row))
    return found


def is_more(visit: Visit, level: Level, done: Iterable[Beside]) -> bool:
    """Whether the visit addressed or managed more than what the procedures were done for, and the procedures themselves."""
    done = list(done)
    words = [*(b.words for b in done), *(a.proof.words()[0] for a in _services(visit))]
    if level.by == "time":
        lines = {line_of(visit.coding, w) for w in words}
        return level.minutes is None or line_of(visit.coding, *_words(level)) not in lines
    pointed = {code for b in done if b.line for code in b.line.pointers}
    beyond = [p for p in visit.problems if not pointed & {a.value for a in p.codes}]
    if level.by != "mdm" or visit.minutes or (beyond if pointed else len(visit.problems) != 1):
        return True
    counted = [
        c for w in level.elements for c in (*w.counted, *w.beside) if w.element is not Element.PROBLEMS
    ]
    told = {_clause(visit, w) for w in words}
    return any(
        not _is_of_procedure(c) and not {_clause(visit, e) for e in c.proof.words()} <= told for c in counted
    )


def _clause(visit: Visit, words: Evidence) -> tuple[Line | None, str]:
    """Where words stand: "injected the shoulder; meloxicam daily" tells of two things."""
    return line_of(visit.coding, words), clause_of(visit.coding, words)


def _words(level: Level) -> tuple[Evidence, ...]:
    """The words that bear the level."""
    own = level.minutes.evidence if level.minutes else None
    return (own,) if own else level.proof.words()[:1] if level.proof else ()


def _is_of_procedure(counted: Counted) -> bool:
    """Whether something that counted belongs to a procedure: its decision, its aftercare, its specimen."""
    return counted.proof.rule.endswith(_OF_THE_PROCEDURE) or counted.of == "pathology"


def _services(visit: Visit) -> tuple[Assignment, ...]:
    return tuple(a for a in visit.coding.services if a.proof.rule.startswith("services."))


def _is_surgery(line: Assignment) -> bool:
    return line.value.isdigit() and _FIRST <= line.value <= _LAST


def _days(line: Assignment, books: Books) -> int | None:
    """How many days belong to it; None where no fee schedule at hand says."""
    surgery = surgery_of(line.value, books)
    return surgery.days if surgery else None
