"""The examination of a visit: organ systems and body areas (1995), elements of a multi-system or single-organ exam (1997).

1997, pages 10 to 42. How far a limited exam of 1995 goes and where an extended one begins is told by no text of CMS:
two to four and five to seven systems or areas are the count of many contractors (house). Which boxes of a single-organ
exam have a shaded border is not to be seen in a plain text: the general box and the organ's own are taken (house).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.em.components.figures import Bullet, exams
from chartproof.code.em.components.proving import counted, some
from chartproof.code.em.methods import EXAM_1995, EXAM_1997
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.visit import Element, Extent, Guidelines, Part, Visit, Weighed, word_of

SYSTEMS, AREAS, GENERAL = "organ systems", "body areas", "general"
#: Exams whose detailed type asks for fewer elements.
_SHORT = frozenset({"eye", "psychiatric"})
_VITALS = 3
#: Where a label alone ("Heart: normal") stands in 1995.
_LABELLED = {"heent": "enmt", "neurological": "neurologic"}
_LYMPH = 2

#: What was examined: of each finding the words, and the parts of the body.
Findings = dict[str, dict[str | None, Evidence]]


@dataclass(frozen=True, slots=True)
class Met:
    """An element that was examined: its box, its name, its words."""

    box: str
    of: str
    words: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """An examination as one table reads it, and the type it reaches."""

    name: str
    met: tuple[Met, ...]
    extent: Extent
    lacks: str  # what the next type asks for besides
    page: str = ""


def findings_of(visit: Visit) -> Findings:
    """What was examined, by finding and part of the body."""
    found: Findings = {}
    vitals: dict[str, Evidence] = {}
    for act in visit.coding.reading.acts:
        if act.kind == "exam":
            found.setdefault(act.name, {}).setdefault(act.site, act.evidence)
        elif act.kind == "vital":
            vitals.setdefault(act.name, act.evidence)
    if len(vitals) >= _VITALS:
        found["vitals"] = dict(list(vitals.items())[:_VITALS])
    return found


def exam_of(visit: Visit, guidelines: Guidelines, books: Books) -> Weighed | None:
    """The type of examination with its words; None where none is documented."""
    found = findings_of(visit)
    if guidelines is Guidelines.OF_1995:
        best = _of_1995(visit, found)
    else:
        read = [_read_as(name, found) for name in exams() if name not in {SYSTEMS, AREAS}]
        best = max(read, key=lambda e: (e.extent, e.name == GENERAL, len(e.met)))
    if not best.met:
        return None
    method = EXAM_1995 if guidelines is Guidelines.OF_1995 else EXAM_1997
    held = tuple(counted(Element.EXAM, (Part.EXAMINED, f"{m.box}: {m.of}" if m.of != m.box else m.box, m.words), method, books) for m in best.met)  # fmt: skip
    boxes = len({m.box for m in best.met})
    says = (
        f"{boxes} organ systems and body areas"
        if guidelines is Guidelines.OF_1995
        else f"{best.name} exam (page {best.page}): {len(best.met)} elements in {boxes} systems and areas"
    )
    above = "the highest type" if best.extent is Extent.HIGH else f"{word_of(Extent(best.extent + 1), Element.EXAM)}: {best.lacks}"  # fmt: skip
    return Weighed(
        Element.EXAM, best.extent, held, says=says, next_up=above, next_down=_hangs(best, guidelines)
    )


_LEAST_1995 = {Extent.LOW: 2, Extent.MODERATE: 5, Extent.HIGH: 8}


def _of_1995(visit: Visit, found: Findings) -> Examined:
    met: dict[str, Met] = {}
    for table in (SYSTEMS, AREAS):
        for bullet in exams()[table]:
            for words in _words(bullet, found):
                met.setdefault(bullet.box, Met(bullet.box, bullet.of, words))
    for act in visit.coding.reading.acts:
        box = _LABELLED.get(act.name, act.name)
        if (
            act.kind == "examined"
            and box not in met
            and not (box == "extremities" and "cardiovascular" in met)
        ):
            met[box] = Met(box, box, (act.evidence,))
    systems = sum(box in _systems() for box in met)
    reaches = {Extent.STRAIGHTFORWARD: len(met) >= 1, Extent.LOW: len(met) >= _LEAST_1995[Extent.LOW],
               Extent.MODERATE: len(met) >= _LEAST_1995[Extent.MODERATE], Extent.HIGH: systems >= _LEAST_1995[Extent.HIGH]}  # fmt: skip
    extent = max((e for e, is_met in reaches.items() if is_met), default=Extent.STRAIGHTFORWARD)
    above = Extent(min(extent + 1, Extent.HIGH))
    have = systems if above is Extent.HIGH else len(met)
    noun = "organ systems" if above is Extent.HIGH else "organ systems or body areas"
    left = [box for box in _systems() if box not in met]
    return Examined("1995", tuple(met.values()), extent, some(_LEAST_1995[above] - have, noun, left))


@lru_cache(maxsize=1)
def _systems() -> tuple[str, ...]:
    return tuple(b.box for b in exams()[SYSTEMS])


def _words(bullet: Bullet, found: Findings) -> list[tuple[Evidence, ...]]:
    """The words of an element, once for each part of the body where it is counted so."""
    parts = {
        part: words for finding in sorted(bullet.findings) for part, words in found.get(finding, {}).items()
    }
    words = tuple(dict.fromkeys(parts.values()))
    if bullet.of == "vitals" or (bullet.areas == 1 and not words):
        return [words] if words else []
    if bullet.areas == 1:
        return [words[:1]]
    return [(w,) for part, w in parts.items() if part] or [words[:1]][: len(words)]


def _read_as(name: str, found: Findings) -> Examined:
    """What was examined as one exam of 1997 reads it."""
    bullets = exams()[name]
    met = tuple(Met(b.box, b.of, words) for b in bullets for words in _words(b, found))
    if name == GENERAL:
        lymph = [m for m in met if m.box == "lymphatic"]
        met = met if len(lymph) >= _LYMPH else tuple(m for m in met if m.box != "lymphatic")
    page = next(b.page for b in bullets)
    lacks = dict.fromkeys(Extent, "")
    for extent in Extent:
        lacks[extent] = _lacking(name, met, extent)
    extent = max((e for e in Extent if not lacks[e]), default=Extent.STRAIGHTFORWARD)
    return Examined(name, met, extent, lacks[Extent(min(extent + 1, Extent.HIGH))], page)


_LEAST = {Extent.STRAIGHTFORWARD: 1, Extent.LOW: 6, Extent.MODERATE: 12}
_BOXES = {Extent.MODERATE: 6, Extent.HIGH: 9}


def _lacking(name: str, met: tuple[Met, ...], extent: Extent) -> str:
    """What an exam of a type asks for besides; empty where it is met."""
    if name == GENERAL and extent >= Extent.MODERATE:
        return _lacking_general(met, extent)
    if extent is Extent.HIGH:
        return "; ".join(_lacking_whole(name, met))
    least = 9 if name in _SHORT and extent is Extent.MODERATE else _LEAST[extent]
    return some(least - len(met), "elements") if len(met) < least else ""


def _lacking_general(met: tuple[Met, ...], extent: Extent) -> str:
    boxes: dict[str, int] = {}
    for m in met:
        boxes[m.box] = boxes.get(m.box, 0) + 1
    full = [box for box, number in boxes.items() if number > 1]
    if extent is Extent.MODERATE and len(met) >= _LEAST[extent] and len(boxes) > 1:
        return ""
    short = _BOXES[extent] - len(full)
    if short <= 0:
        return ""
    ones = [box for box in dict.fromkeys(b.box for b in exams()[GENERAL]) if box not in full]
    says = f"two elements in each of {short} more systems or areas ({', '.join(ones)})"
    return f"{says}, or {some(_LEAST[extent] - len(met), 'elements')}" if extent is Extent.MODERATE else says


def _lacking_whole(name: str, met: tuple[Met, ...]) -> Iterator[str]:
    """What a comprehensive exam of one organ asks for: its own boxes whole, one element of each other."""
    number: dict[tuple[str, str], int] = {}
    for m in met:
        number[m.box, m.of] = number.get((m.box, m.of), 0) + 1
    boxes = {box for box, _ in number}
    for b in exams()[name]:
        if b.whole and number.get((b.box, b.of), 0) < b.areas and not _is_of_other_sex(b, boxes_of=number):
            yield b.of if b.areas == 1 else f"{b.of} in {b.areas} areas"
    for box in dict.fromkeys(b.box for b in exams()[name] if not b.whole):
        if box not in boxes:
            yield f"one element of {box}"


_MALE = frozenset({"scrotum", "epididymides", "testes", "penis", "prostate", "seminal vesicles"})
_FEMALE = frozenset({"breast inspection", "external genitalia", "urethra", "bladder", "vagina", "cervix", "uterus", "ovaries"})  # fmt: skip


def _is_of_other_sex(bullet: Bullet, boxes_of: dict[tuple[str, str], int]) -> bool:
    """Whether an element of the genitourinary exam is one of the other sex than was examined."""
    examined = {of for _, of in boxes_of}
    return (bullet.of in _MALE and bool(examined & _FEMALE)) or (
        bullet.of in _FEMALE and bool(examined & _MALE)
    )


_BARE = frozenset({"normal", "negative", "wnl", "unremarkable"})


def _hangs(exam: Examined, guidelines: Guidelines) -> str:
    """What an auditor may take away."""
    weak = []
    if guidelines is Guidelines.OF_1995:
        if exam.extent in {Extent.LOW, Extent.MODERATE}:
            weak.append("the count of systems and areas is contractors' own, no text of CMS has it")
        if len(exam.met) == _LEAST_1995.get(exam.extent):
            weak.append("no system or area to spare")
    elif exam.name == GENERAL:
        if exam.extent is Extent.HIGH:
            weak.append(
                "every element of the nine systems and areas is to be performed, two of each documented (page 12)"
            )
        elif len(exam.met) == _LEAST[exam.extent]:
            weak.append("no element to spare")
    elif exam.extent is Extent.HIGH:
        weak.append(
            f"every box with a shaded border is to be whole: look at the printed table, page {exam.page}"
        )
    bare = [m.of for m in exam.met if m.words[0].words.lower().strip(" .") in _BARE]
    if bare:
        weak.append(
            f"{', '.join(bare)} by “normal” alone, which is not enough for what is affected (page 11)"
        )
    return "; ".join(weak) or "nothing named"
