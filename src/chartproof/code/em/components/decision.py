"""The decision making of a visit by the guidelines: points of problems and of data, and the table of risk; two of three.

The guidelines give no figures for problems and data (1997, pages 44 and 45). The points are those of the
worksheet that Medicare's contractors audit by: a house table here. What a problem is, and what a treatment
risks, is read by the criteria of today, which took over the words of the table of risk (1997, page 47).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chartproof.code.em.components.figures import options, section_of
from chartproof.code.em.components.proving import counted, points
from chartproof.code.em.lines import line_of, text_of
from chartproof.code.em.methods import DATA_POINTS, OPTIONS, RISK_TABLE
from chartproof.code.em.natures import courses
from chartproof.code.em.table import ORDER, weighed
from chartproof.code.em.tests_counted import tests_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing
from chartproof.model.record import Evidence
from chartproof.model.visit import (
    Counted,
    Datum,
    Element,
    Extent,
    Family,
    Nature,
    Part,
    Problem,
    Visit,
    Weighed,
    word_of,
)

#: Criteria of today that the table of risk did not have.
_NOT_THEN = ("social_determinants_limit_care", "hospital_care_decided")
_CHRONIC = frozenset({Nature.STABLE_CHRONIC, Nature.CHRONIC_WORSE, Nature.CHRONIC_SEVERE})
_WORSE = frozenset({Nature.CHRONIC_WORSE, Nature.CHRONIC_SEVERE})
_KNOWN = Pattern(
    r"\b(?:follow[- ]?up|recheck\w*|re-?evaluat\w*|improv\w*|resolv\w*|healing|ongoing|still|status post|s/p|unchanged|continu(?:es|ing) to)\b"
)
#: Patients whose problems the examiner may know already.
_FOLLOWED = frozenset({"established", "subsequent", "observation subsequent"})
_BETTER = Pattern(r"improv|better|resolv")
_SUMMARIZED = Pattern(r"\b(?:show\w*|reveal\w*|state[sd]?|report\w*|notes?|noted|says?|said|summar\w+|document\w*|with|for|agree\w*|recommend\w*|that|per)\b")  # fmt: skip
_WORDS = {
    Part.OPTIONS: ("minimal", "limited", "multiple", "extensive"),
    Part.DATA: ("minimal", "limited", "moderate", "extensive"),
    Part.RISK: ("minimal", "low", "moderate", "high"),
}
_MOST_POINTS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One of the three columns: how far it goes, the points, and what counted."""

    part: Part
    extent: Extent
    points: int | None
    held: tuple[Counted, ...]

    @property
    def word(self) -> str:
        """What the column calls its extent, with its points."""
        word = _WORDS[self.part][self.extent - 1]
        return word if self.points is None else f"{word} ({points(self.points)})"


def decision_of(visit: Visit, now: Iterable[Counted], books: Books) -> Weighed | None:
    """The type of decision making with its words; None where no problem was addressed.

    `now`: what counts by the criteria of today.
    """
    then = tuple(c for c in now if not c.proof.rule.endswith(_NOT_THEN))
    problems = _gravest(c for c in then if c.element is Element.PROBLEMS)
    if not problems:
        return None
    columns = (_options(visit, problems, books), _data(visit, then, books), _risk(visit, then, books))
    extent = sorted(c.extent for c in columns)[1]
    held = tuple(c for column in columns for c in column.held)
    says = ", ".join(f"{_NAMES[c.part]} {c.word}" for c in columns)
    return Weighed(
        Element.DECISION, extent, held, says=says, next_up=_above(columns, extent), next_down=_hangs(columns, extent)
    )  # fmt: skip


_NAMES = {Part.OPTIONS: "problems", Part.DATA: "data", Part.RISK: "risk"}


def _gravest(found: Iterable[Counted]) -> list[Counted]:
    """Each problem once, as the gravest it is."""
    kept: dict[str, Counted] = {}
    for one in sorted(found, key=lambda c: ORDER.index(c.kind) if isinstance(c.kind, Nature) else len(ORDER)):
        kept.setdefault(one.of, one)
    return list(kept.values())


def _extent_of(total: int) -> Extent:
    return Extent(min(max(total, 1), _MOST_POINTS))


def _options(visit: Visit, problems: list[Counted], books: Books) -> Column:
    by_name = {p.name: p for p in visit.problems}
    number: dict[str, int] = {}
    total, held = 0, []
    for one in problems:
        what = _what(visit, by_name.get(one.of), one)
        each, most = options()[what]
        number[what] = number.get(what, 0) + 1
        earned = each if most is None or number[what] <= most else 0
        total += earned
        says = f"{one.of}: {what}, {points(earned)}"
        held.append(counted(Element.DECISION, (Part.OPTIONS, says, (one.proof,)), OPTIONS, books))
    return Column(Part.OPTIONS, _extent_of(total), total, tuple(held))


def _what(visit: Visit, problem: Problem | None, one: Counted) -> str:
    """What a problem is to the examiner: minor, established and how it goes, or new and whether it is worked up."""
    if one.kind is Nature.MINOR:
        return "minor"
    if problem is None or _is_new(visit, problem, one):
        return "new, worked up" if problem and _is_worked_up(visit, problem) else "new, no workup"
    better = any(_BETTER.search(act.evidence.words.lower()) for act in courses(problem, "stable"))
    worse = one.kind in _WORSE or bool(courses(problem, "worse", "severe"))
    return "established, worse" if worse and not better else "established, stable or better"


def _is_new(visit: Visit, problem: Problem, one: Counted) -> bool:
    if visit.patient not in _FOLLOWED:
        return True
    if courses(problem, "new"):
        return True
    if visit.patient != "established" or one.kind in _CHRONIC:
        return False
    return not any(_KNOWN.search(text_of(visit.coding, words)) for words in one.proof.words())


def _is_worked_up(visit: Visit, problem: Problem) -> bool:
    """Whether a test was ordered for it: under its head in the assessment, or for the only problem there is."""
    if visit.family in {Family.ED, Family.HOSPITAL} and visit.patient not in _FOLLOWED:
        return bool(tests_of(visit))  # worked up while the patient was there
    ordered = [a for a in visit.acts("test") if a.doing is Doing.ORDERED]
    if len(visit.problems) == 1:
        return bool(ordered)
    heads = {
        (m.document, m.problem) for code in problem.codes for m in code.mentions if m.problem is not None
    }
    lines = [(a.evidence.document, line_of(visit.coding, a.evidence)) for a in ordered]
    return any(line and (document, line.problem) in heads for document, line in lines)


def _data(visit: Visit, then: tuple[Counted, ...], books: Books) -> Column:
    held: list[Counted] = []
    total = 0
    by_section: dict[str, dict[str, Evidence]] = {}
    for test, words in tests_of(visit).items():
        by_section.setdefault(section_of(test)[0], {})[test] = words
    for section, tests in by_section.items():
        total += 1
        says = f"{section}: {', '.join(tests)}, 1 point"
        held.append(counted(Element.DECISION, (Part.DATA, says, tests.values()), DATA_POINTS, books))
    for kinds, called in _MORE:
        found = [c for c in then if c.kind in kinds]
        if found:
            least = (
                2
                if called == "own look at a tracing, image or specimen" or _is_summarized(visit, found)
                else 1
            )
            total += least
            says = f"{called}: {', '.join(dict.fromkeys(c.of for c in found))}, {points(least)}"
            held.append(
                counted(Element.DECISION, (Part.DATA, says, [c.proof for c in found]), DATA_POINTS, books)
            )
    return Column(Part.DATA, _extent_of(total), total, tuple(held))


_MORE = (
    (frozenset({Datum.NOTE, Datum.HISTORIAN, Datum.DISCUSSION}), "records, another historian or a talk"),
    (frozenset({Datum.INTERPRETATION}), "own look at a tracing, image or specimen"),
)


def _is_summarized(visit: Visit, found: list[Counted]) -> bool:
    """Whether the record tells what was found: a bare "old records reviewed" is not enough (page 45)."""
    return any(c.kind is Datum.DISCUSSION for c in found) or any(
        _SUMMARIZED.search(_without(text_of(visit.coding, e), e.words))
        for c in found
        for e in c.proof.words()
    )


def _without(text: str, words: str) -> str:
    return text.replace(words.lower(), " ")


def _risk(visit: Visit, then: tuple[Counted, ...], books: Books) -> Column:
    found: list[tuple[Extent, str, tuple[object, ...]]] = []
    problems = weighed(c for c in then if c.element is Element.PROBLEMS)
    for w in problems:
        names = ", ".join(dict.fromkeys(c.of for c in w.counted))
        found.append((w.extent, f"problem: {names}", tuple(c.proof for c in w.counted)))
    found += [(c.kind, f"treatment: {c.of}", (c.proof,)) for c in then if isinstance(c.kind, Extent)]
    found += [(Extent(section_of(t)[1]), f"test: {t}", (words,)) for t, words in tests_of(visit).items()]
    found += [(Extent.LOW, "treatment: fluids by vein", (a.evidence,)) for a in visit.acts("treatment") if a.name == "fluids given" and a.doing is not Doing.PLANNED][:1]  # fmt: skip
    extent = max((e for e, _, _ in found), default=Extent.STRAIGHTFORWARD)
    bore = {says: (says, because) for e, says, because in found if e is extent}
    held = tuple(counted(Element.DECISION, (Part.RISK, says, because), RISK_TABLE, books) for says, because in bore.values())  # fmt: skip
    return Column(Part.RISK, extent, None, held)


def _above(columns: tuple[Column, ...], extent: Extent) -> str:
    if extent is Extent.HIGH:
        return "the highest type"
    above = Extent(extent + 1)
    lacks = "; or ".join(_more(c, above) for c in columns if c.extent < above)
    need = 2 - sum(c.extent >= above for c in columns)
    return f"{word_of(above, Element.DECISION)}: {need} more of: {lacks}"


def _more(column: Column, above: Extent) -> str:
    word = _WORDS[column.part][above - 1]
    if column.points is None:
        return f"risk {word}"
    return f"{_NAMES[column.part]} {word} (lacks {points(above - column.points)})"


def _hangs(columns: tuple[Column, ...], extent: Extent) -> str:
    """What an auditor may take away."""
    weak = []
    held = [c for c in columns if c.extent >= extent]
    if extent > Extent.STRAIGHTFORWARD and len(held) < len(columns):
        weak.append(f"either of {' and '.join(f'{_NAMES[c.part]} {c.word}' for c in held)}")
    weak += [c.of for column in held for c in column.held if c.of.endswith(("new, no workup, 3 points", "new, worked up, 4 points"))]  # fmt: skip
    weak.append("points of problems and data are contractors' own, no text of CMS has them")
    return "; ".join(weak)
