"""Where documents of one case contradict each other: the axis, and who says which value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.icd10cm.chart import Chart, chart_of, is_of_now
from chartproof.code.icd10cm.copied import copy_of
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.ulcers_told import of_both_sides
from chartproof.model.coding import Assignment, Coding
from chartproof.model.document_kind import DocumentKind
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.terms.words import folded


@dataclass(frozen=True, slots=True)
class Saying:
    """A provider's words that give one value of an axis."""

    axis: str
    value: str
    between: str  # "documents": any two of them contradict each other; "providers": those of two providers
    mention: Mention
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sayings of one axis that do not agree, in order of time."""

    axis: str
    sayings: tuple[Saying, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The values said, each once."""
        return tuple(dict.fromkeys(s.value for s in self.sayings))

    def governing(self, chart: Chart) -> Saying:
        """What stands until the attending answers: the last word of the discharge summary, else of the attending."""
        return max(self.sayings, key=lambda s: _weight(s, chart))


def _weight(saying: Saying, chart: Chart) -> tuple[int, int, int]:
    mention = saying.mention
    final = chart.kinds[mention.document] is DocumentKind.DISCHARGE
    return 2 if final else not chart.provider(mention), chart.order[mention.document], mention.line.start


def conflicts(coding: Coding) -> Iterator[Conflict]:
    """Each axis on which two documents say two things, and none says both.

    A document that gives two values tells how the one became the other, or has both.
    """
    if len(coding.encounter.documents) < 2:
        return
    chart = chart_of(coding.encounter)
    by_axis: dict[str, list[Saying]] = {}
    for saying in _sayings(coding, chart):
        by_axis.setdefault(saying.axis, []).append(saying)
    for axis, found in by_axis.items():
        found.sort(key=lambda s: (chart.order[s.mention.document], s.mention.line.start))
        if _contradict(found, chart):
            yield Conflict(axis, tuple(found))


def _contradict(found: list[Saying], chart: Chart) -> bool:
    by_document: dict[str, set[str]] = {}
    by_provider: dict[str, set[str]] = {}
    for saying in found:
        by_document.setdefault(saying.mention.document, set()).add(saying.value)
        by_provider.setdefault(chart.provider(saying.mention), set()).add(saying.value)
    told = {value for values in by_document.values() for value in values}
    if len(told) < 2 or any(len(values) > 1 for values in by_document.values()):
        return False
    apart = by_provider.values()
    return found[0].between == "documents" or (len(apart) > 1 and all(len(v) == 1 for v in apart))


def _sayings(coding: Coding, chart: Chart) -> Iterator[Saying]:
    for assignment in coding.assignments:
        for mention in assignment.mentions:
            if mention.standing is Standing.LISTED or not is_of_now(mention) or copy_of(mention, chart):
                continue
            if mention.assertion.presence is Presence.PRESENT and chart.is_providers(mention):
                for axis, value, between in (
                    *_of_table(assignment.value, mention),
                    *_side(assignment, mention, coding),
                ):
                    yield Saying(axis, value, between, mention, assignment)


def _of_table(code: str, mention: Mention) -> Iterator[tuple[str, str, str]]:
    for axis, value, words, between in _rows_of(code):
        if not words or words & {w for e in mention.evidence for w in folded(e.words)}:
            yield axis, value, between


@lru_cache(maxsize=8_192)
def _rows_of(code: str) -> tuple[tuple[str, str, frozenset[str], str], ...]:
    """What a code may contradict: the axis, its value, the words that say so, and who would."""
    return tuple(
        (axis, value, frozenset(said.split("|") if said else ()), between)
        for axis, begins, value, said, between, _ in rows("contradictions")
        if code.startswith(begins)
    )


def _side(assignment: Assignment, mention: Mention, coding: Coding) -> Iterator[tuple[str, str, str]]:
    """The side of a code, where the document itself gives it: of an injury by its category, else by its title."""
    sides = {
        t.value for t in mention.traits if t.axis == "laterality" and t.evidence.document == mention.document
    }
    title = (assignment.title or "").lower()
    named = [side for side in ("left", "right") if side in title]
    ulcers = assignment.value.startswith("L89") and of_both_sides(title, coding)
    if len(named) == 1 and set(named) == sides and not ulcers:
        injury = assignment.value.startswith(("S", "M80", "M84"))
        place = assignment.value[:3] if injury else title.replace(named[0], "").replace("  ", " ")
        yield f"side of {place}", named[0], "documents"
