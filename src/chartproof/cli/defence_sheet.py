"""The defence sheet of a visit: what says to an auditor what bears the level, and what does not.

One content for both forms, a page of HTML (sheet_html.py) and a PDF (sheet_pdf.py), by the name of the file.
It holds no more of the patient than the day, the family of the visit and the words that bear the level.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from chartproof.cli.paint_level import kind
from chartproof.cli.sheet_blocks import Block, Grid, Heading, Items, Run, Said, Sheet, Words
from chartproof.codesets.build.notices import AMA_NOTICE
from chartproof.model.coding import Coding, Service, Step
from chartproof.model.record import Evidence
from chartproof.model.visit import KEY_COMPONENTS, Counted, Level, Weighed, word_of


def write_sheet(path: Path, level: Level, coding: Coding) -> None:
    """Write the sheet whole or not at all: a PDF where the name ends in .pdf, else HTML."""
    sheet = sheet_of(level, coding)
    if path.suffix.lower() == ".pdf":
        from chartproof.cli.sheet_pdf import pdf

        content = pdf(sheet)
    else:
        from chartproof.cli.sheet_html import html

        content = html(sheet).encode()
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def sheet_of(level: Level, coding: Coding) -> Sheet:
    """What the sheet says."""
    return Sheet(f"Level of visit: {level.code or 'none'}", tuple(_blocks(level, coding)))


def _plain(words: str) -> Said:
    return Said((Run(words),))


def _blocks(level: Level, coding: Coding) -> Iterator[Block]:
    day = coding.encounter.began or "day not given"
    modifiers = "".join(f"-{m.code}" for m in level.modifiers)
    yield Heading((level.code or "no level") + modifiers, 1)
    yield _plain(f"{level.family.value} {level.patient}, {day}; {level.says}.")
    if level.proof:
        yield Said((_cited(level.proof),))
    if level.minutes and level.minutes.evidence:
        yield Heading("Time")
        yield Said((Run(f"{level.minutes.value} minutes: "), *_shown(level.minutes.evidence, coding)))
    yield from _elements(level, coding)
    yield from _services(level)
    yield Heading("The next level")
    yield _plain(level.next_up or "none")
    yield Heading("What this level hangs on")
    yield _plain(level.next_down or "nothing named")
    yield Said((Run(AMA_NOTICE, "small"),))


def _elements(level: Level, coding: Coding) -> Iterator[Block]:
    if not level.elements:
        return
    yield Heading(
        "Medical decision making" if level.guidelines is None else "History, examination and decision making"
    )
    rows = tuple(_row(w, number, c, coding) for w in level.elements for number, c in enumerate(w.counted))
    yield Grid(("Element", "Counted", "The record's words", "Authority"), rows)
    more = tuple(item for w in level.elements if w.element in KEY_COMPONENTS for item in _component(w))
    if more:
        yield Items(more)


def _row(w: Weighed, number: int, c: Counted, coding: Coding) -> tuple[Words, ...]:
    head = (Run(w.element.value, "b"), Run(f": {word_of(w.extent, w.element)}")) if number == 0 else ()
    words = [_shown(e, coding) for e in dict.fromkeys(c.proof.words())]
    again = w.element in KEY_COMPONENTS and number > 0 and c.proof.cite == w.counted[number - 1].proof.cite
    return head, (Run(f"{kind(c)}: {c.of}"),), _joined(words), () if again else (_cited(c.proof),)


def _component(w: Weighed) -> Iterator[Words]:
    """How a key component was reached, what its next type lacks and what it hangs on."""
    yield Run(w.element.value, "b"), Run(f": {w.says}")
    yield (Run(f"{w.element.value} lacks: {w.next_up}"),)
    yield (Run(f"{w.element.value} hangs on: {w.next_down}"),)


def _joined(parts: list[Words]) -> Words:
    made: list[Run] = []
    for number, part in enumerate(parts):
        made += [Run("; ")] if number else []
        made += part
    return tuple(made)


def _services(level: Level) -> Iterator[Block]:
    found = [("service", s) for s in level.also] + [("modifier", s) for s in level.modifiers]
    found += [("no modifier", s) for s in level.withheld]
    if found:
        yield Heading("Beside the visit")
        yield Items(tuple(_service(title, s) for title, s in found))


def _service(title: str, service: Service) -> Words:
    units = f" x{service.units}" if service.units > 1 else ""
    words = [(Run(" ".join(e.words.split()), "q"),) for e in service.proof.words()]
    named = (Run(f"{title} "), Run(f"{service.code}{units}", "b"), Run(f": {service.says} "))
    return (*named, *_joined(list(words)), Run(" "), _cited(service.proof))


def _shown(evidence: Evidence, coding: Coding) -> Words:
    """The words, and the line of the document they stand on."""
    text = coding.encounter.document(evidence.document).text
    number = text.count("\n", 0, evidence.start) + 1
    quoted = Run(" ".join(evidence.words.split()), "q")
    return quoted, Run(" "), Run(f"({evidence.document}, line {number})", "small")


def _cited(step: Step) -> Run:
    return Run(f"{step.cite.source}, {step.cite.place} [{step.rule}]", "small")
