"""The problems a visit addressed, and what the record says of how each goes.

One disease is one problem, whatever codes it takes; statuses, causes and what belongs to another code
are none. What is only suspected is a problem too: the decision is made about what it may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chartproof.code.em.lines import line_of
from chartproof.model.coding import Assignment, Coding, Needed, Rejected, Why
from chartproof.model.reading import Act, Line, Mention, Standing
from chartproof.model.record import Evidence
from chartproof.model.visit import Problem

#: Codes that are no problem of their own: statuses, causes, organisms, resistance, places, results by level.
_NOT_A_PROBLEM = (
    "Z",
    "V",
    "W",
    "X0",
    "X1",
    "X3",
    "X5",
    "Y",
    "B95",
    "B96",
    "B97",
    "R29.7",
    "R40.24",
    "T36",
    "T38",
    "T46",
    "R65.1",
)
#: Z codes that are: contraception, procreation, pregnancy, screening found nothing.
_Z_PROBLEMS = ("Z30", "Z31", "Z34", "Z32", "Z20", "Z72.0", "Z71.3", "Z63", "Z59")
#: Categories that tell of one disease under another code: hypertension with heart and kidney.
_TOGETHER = {"I11": "I10", "I12": "I10", "I13": "I10", "E08": "E11", "E09": "E11", "E10": "E11", "E13": "E11"}


def problems_of(coding: Coding) -> tuple[Problem, ...]:
    """Each problem with its codes and the words on how it goes, in order of the coding."""
    found = _coded(coding, {Needed.ADDRESSED})
    for name, suspected in _suspected(coding).items():
        found[name] = Problem(
            f"suspected {suspected[0].title or name}", (), tuple(suspected), _words(suspected)
        )
    if not found:
        besides = {Needed.ALSO, Needed.OBLIGED}
        found = _coded(coding, besides, _ASSESSED) or _named(coding) or _coded(coding, besides, _TOLD)
    with_courses = _with_courses(coding, found)
    addressed = tuple(p for p in with_courses if not any(act.name == "not addressed" for act in p.courses))
    return addressed or _with_courses(coding, _named(coding))


def _with_courses(coding: Coding, found: dict[str, Problem]) -> tuple[Problem, ...]:
    told = _courses(coding, found)
    return tuple(replace(p, courses=tuple(told.get(name, ()))) for name, p in found.items())


_ASSESSED = frozenset({Standing.PROBLEM, Standing.ASSESSED})
_TOLD = frozenset({Standing.TOLD, Standing.REASON})


def _coded(
    coding: Coding, needs: set[Needed], standings: frozenset[Standing] | None = None
) -> dict[str, Problem]:
    groups: dict[str, list[Assignment]] = {}
    for a in coding.diagnoses:
        if (
            a.needed in needs
            and _is_problem(a.value)
            and (standings is None or any(m.standing in standings for m in a.mentions))
        ):
            groups.setdefault(_TOGETHER.get(a.value[:3], a.value[:3]), []).append(a)
    return {
        name: Problem(group[0].title or name, tuple(group)) for name, group in _of_one_disease(groups).items()
    }


def _of_one_disease(groups: dict[str, list[Assignment]]) -> dict[str, list[Assignment]]:
    """The groups, those joined that the same words name: one disease whose cause and manifestation are two codes."""
    named: dict[frozenset[tuple[str, int]], str] = {}
    joined: dict[str, list[Assignment]] = {}
    for name, group in groups.items():
        words = frozenset((m.document, m.evidence[0].start) for a in group for m in a.mentions if m.evidence)
        first = named.setdefault(words, name) if words else name
        joined.setdefault(first, []).extend(group)
    return joined


def _suspected(coding: Coding) -> dict[str, list[Rejected]]:
    """What the assessment says may be there, where setting and claim let it not be coded."""
    found: dict[str, list[Rejected]] = {}
    places = {page.document.id: page.lines for page in coding.reading.pages}
    for r in coding.rejected:
        if r.why is Why.UNCERTAIN and _is_problem(r.code.value):
            lines = [
                line
                for e in r.proof.words()
                for line in places.get(e.document, ())
                if line.start <= e.start < line.end
            ]
            if any(line.standing in {Standing.PROBLEM, Standing.ASSESSED} for line in lines):
                found.setdefault(f"?{r.code.value[:3]}", []).append(r)
    return found


def _words(rejected: list[Rejected]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for r in rejected for e in r.proof.words()))


def _named(coding: Coding) -> dict[str, Problem]:
    """Problems that head the assessment in words no term knows."""
    found: dict[str, Problem] = {}
    for page in coding.reading.pages:
        for line in page.lines:
            if line.standing is Standing.PROBLEM:
                quoted = page.document.quote(line.start, line.end)
                found.setdefault(quoted.words.lower(), Problem(quoted.words, words=(quoted,)))
    return found


def _is_problem(value: str) -> bool:
    if value.startswith(_Z_PROBLEMS):
        return True
    return not value.startswith(_NOT_A_PROBLEM)


def _courses(coding: Coding, problems: dict[str, Problem]) -> dict[str, list[Act]]:
    """Which words on a course belong to which problem: the nearest in their line, else their heading's."""
    told: dict[str, list[Act]] = {}
    for act in coding.reading.acts:
        if act.kind == "course":
            line = line_of(coding, act.evidence)
            for name in _owners(act, line, problems):
                told.setdefault(name, []).append(act)
    return told


def _owners(act: Act, line: Line | None, problems: dict[str, Problem]) -> Iterator[str]:
    if line is None:
        return
    evidence = act.evidence
    near: list[tuple[int, str]] = []
    under: list[str] = []
    for name, problem in problems.items():
        gaps = [
            _gap(evidence, e)
            for e in _all_words(problem)
            if e.document == evidence.document and line.start <= e.start < line.end
        ]
        if gaps:
            near.append((min(gaps), name))
        if line.problem is not None and any(
            m.problem == line.problem and m.document == evidence.document for m in _heads(problem)
        ):
            under.append(name)
    if near and act.name == "not addressed":
        yield from (name for gap, name in near if gap >= 0)
    elif near:
        yield min(near)[1]
    elif act.name == "not addressed":
        return
    elif under:
        yield from under
    elif len(problems) == 1 and line.standing is not Standing.LISTED:
        yield from problems


def _all_words(problem: Problem) -> Iterator[Evidence]:
    for a in problem.codes:
        yield from a.proof.words()
        yield from (w for m in a.mentions for w in m.evidence)
    yield from problem.words


def _heads(problem: Problem) -> Iterator[Mention]:
    for a in problem.codes:
        for m in a.mentions:
            if m.standing in {Standing.PROBLEM, Standing.ASSESSED}:
                yield m


def _gap(words: Evidence, of: Evidence) -> int:
    """How far words stand from what they may tell of; what follows it is nearer than what stands before."""
    return words.start - of.end if of.start <= words.start else (of.start - words.end) * 2
