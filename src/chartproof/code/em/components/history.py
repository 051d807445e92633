"""The history of a visit by the guidelines: the present illness, systems reviewed, past, family and social history.

Both guidelines have the same table (1997, pages 5 to 10). The status of three chronic conditions stands for an
extended present illness; beside the rest of the guidelines of 1995 since 10 September 2013 (CMS).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chartproof.code.em.components.proving import counted, some
from chartproof.code.em.methods import HISTORY
from chartproof.code.em.natures import courses, is_chronic
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.visit import Element, Extent, Family, Guidelines, Part, Visit, Weighed, word_of

ELEMENTS = (
    "location", "quality", "severity", "duration", "timing", "context", "modifying factors", "associated signs",
)  # fmt: skip
_SYSTEMS = (
    "constitutional", "eyes", "ears, nose, mouth, throat", "cardiovascular", "respiratory", "gastrointestinal",
    "genitourinary", "musculoskeletal", "integumentary", "neurological", "psychiatric", "endocrine",
    "hematologic/lymphatic", "allergic/immunologic",
)  # fmt: skip
_AREAS = ("past", "family", "social")
_EXTENDED, _STATUSES, _SOME_SYSTEMS, _ALL_SYSTEMS = 4, 3, 2, 10
#: Since this day the status of three conditions counts beside the guidelines of 1995 too.
_STATUS_IN_1995 = date(2013, 9, 10)
#: Visits for which an interval history is enough.
_INTERVAL = ("subsequent", "observation subsequent")


@dataclass(frozen=True, slots=True)
class Told:
    """What a record tells of the history, each with its first words."""

    elements: dict[str, Evidence]
    statuses: dict[str, tuple[Evidence, ...]]
    systems: dict[str, Evidence]
    others: Evidence | None  # all other systems are said to be negative
    areas: dict[str, Evidence]
    complaint: bool
    wanted: int  # how many areas a complete history asks for

    @property
    def is_extended(self) -> bool:
        """Whether the present illness is more than brief."""
        return len(self.elements) >= _EXTENDED or len(self.statuses) >= _STATUSES

    @property
    def reviewed(self) -> int:
        """How many systems count as reviewed."""
        return max(len(self.systems), _ALL_SYSTEMS) if self.others and self.systems else len(self.systems)

    def lacking(self, extent: Extent) -> Iterator[str]:
        """What a history of an extent asks for besides."""
        if not self.elements and not self.statuses:
            yield some(1, "element of the present illness", ELEMENTS)
        elif extent >= Extent.MODERATE and not self.is_extended:
            left = [e for e in ELEMENTS if e not in self.elements]
            yield some(_EXTENDED - len(self.elements), "elements of the present illness", left)
        least = {Extent.LOW: 1, Extent.MODERATE: _SOME_SYSTEMS, Extent.HIGH: _ALL_SYSTEMS}.get(extent, 0)
        if self.reviewed < least:
            yield some(
                least - self.reviewed, "systems reviewed", [s for s in _SYSTEMS if s not in self.systems]
            )
        areas = {Extent.MODERATE: min(1, self.wanted), Extent.HIGH: self.wanted}.get(extent, 0)
        if len(self.areas) < areas:
            left = [a for a in _AREAS if a not in self.areas]
            yield some(areas - len(self.areas), "of past, family and social history", left)

    def extent(self) -> Extent | None:
        """The type of history; None where the present illness is not told."""
        return max((e for e in Extent if not any(self.lacking(e))), default=None)


def told(visit: Visit, guidelines: Guidelines) -> Told:
    """What the record tells of the history."""
    found: dict[str, dict[str, Evidence]] = {"illness": {}, "asked": {}, "history": {}, "complaint": {}}
    symptoms: dict[str, Evidence] = {}
    for act in visit.coding.reading.acts:
        if act.kind in found:
            found[act.kind].setdefault(act.name, act.evidence)
        elif act.kind == "symptom":
            symptoms.setdefault(act.evidence.words.lower(), act.evidence)
    elements = {e: w for e, w in found["illness"].items() if e in ELEMENTS}
    if len(symptoms) > 1:
        elements.setdefault("associated signs", list(symptoms.values())[1])
    areas = {a: w for a, w in found["history"].items() if a in _AREAS}
    if again := found["history"].get("reviewed"):
        areas = {area: areas.get(area, again) for area in _AREAS}
    systems = {s: w for s, w in found["asked"].items() if s in _SYSTEMS}
    statuses = _statuses(visit) if _counts_status(visit, guidelines) else {}
    others, complaint = found["asked"].get("all others"), bool(found["complaint"])
    return Told(elements, statuses, systems, others, areas, complaint, _wanted(visit))


def _counts_status(visit: Visit, guidelines: Guidelines) -> bool:
    day = visit.coding.encounter.began
    return guidelines is Guidelines.OF_1997 or (day is not None and day >= _STATUS_IN_1995)


def _statuses(visit: Visit) -> dict[str, tuple[Evidence, ...]]:
    """The chronic conditions whose status the record tells."""
    names = ("stable", "worse", "severe")
    of = {p.name: tuple(a.evidence for a in courses(p, *names)) for p in visit.problems if is_chronic(p)}
    return {name: words for name, words in of.items() if words}


def _wanted(visit: Visit) -> int:
    """How many areas of past, family and social history a complete one has; none where it is an interval history."""
    if visit.patient in _INTERVAL:
        return 0
    return 2 if visit.patient == "established" or visit.family is Family.ED else 3


def history_of(visit: Visit, guidelines: Guidelines, books: Books) -> Weighed | None:
    """The type of history with its words, what the next asks for and what it hangs on; None where none is told."""
    found = told(visit, guidelines)
    extent = found.extent()
    if extent is None:
        return None
    parts: list[tuple[Part, str, tuple[Evidence, ...]]] = []
    parts += [(Part.ILLNESS, e, (w,)) for e, w in found.elements.items()]
    parts += [(Part.STATUS, name, words) for name, words in found.statuses.items()]
    parts += [(Part.SYSTEM, s, (w,)) for s, w in found.systems.items()]
    parts += [(Part.SYSTEM, "all others", (found.others,))] if found.others and found.systems else []
    parts += [(Part.AREA, a, (w,)) for a, w in found.areas.items()]
    held = tuple(counted(Element.HISTORY, part, HISTORY, books) for part in parts)
    says = f"{'extended' if found.is_extended else 'brief'} present illness, {found.reviewed} systems, {len(found.areas)} of past, family and social history"
    return Weighed(
        Element.HISTORY,
        extent,
        held,
        says=says,
        next_up=_above(found, extent),
        next_down=_hangs(found, extent),
    )


def _above(found: Told, extent: Extent) -> str:
    if extent is Extent.HIGH:
        return "the highest type"
    above = Extent(extent + 1)
    return f"{word_of(above, Element.HISTORY)}: {'; '.join(found.lacking(above))}"


def _hangs(found: Told, extent: Extent) -> str:
    """What an auditor may take away."""
    weak = []
    by_elements = len(found.statuses) < _STATUSES
    if extent >= Extent.MODERATE and by_elements and len(found.elements) == _EXTENDED:
        weak.append("exactly four elements of the present illness: " + _quoted(found.elements))
    if extent is Extent.HIGH and found.others and len(found.systems) < _ALL_SYSTEMS:
        weak.append(f"all other systems by one sentence, {len(found.systems)} named by themselves")
    elif extent is Extent.HIGH and found.reviewed == _ALL_SYSTEMS:
        weak.append("exactly ten systems reviewed")
    elif extent is Extent.MODERATE and found.reviewed == _SOME_SYSTEMS:
        weak.append("exactly two systems reviewed: " + _quoted(found.systems))
    if extent >= Extent.MODERATE and 0 < len(found.areas) <= min(
        found.wanted, 1 if extent is Extent.MODERATE else 3
    ):
        weak.append("no area of past, family and social history to spare: " + _quoted(found.areas))
    if not found.complaint:
        weak.append("no chief complaint under a heading of its own (page 6)")
    return "; ".join(weak) or "nothing named"


def _quoted(words: dict[str, Evidence]) -> str:
    return ", ".join(f"{name} “{' '.join(e.words.split())}”" for name, e in words.items())
