"""From acts to what was done here and may be billed on this claim: the sense of each, its passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from chartproof.code.services.broken_off import called_off
from chartproof.code.services.included import without_parts
from chartproof.code.services.later import told_after
from chartproof.code.services.leading import lead
from chartproof.code.services.made_here import is_dated_before, is_made, is_of_another_day
from chartproof.code.services.passages import passage
from chartproof.code.services.whose import age_of, is_by_physician, is_ours
from chartproof.model.coding import Coding
from chartproof.model.document_kind import (
    is_suppliers,
)
from chartproof.model.parts import part_of
from chartproof.model.reading import Act, Doing, Page
from chartproof.model.record import ClaimKind, Encounter
from chartproof.model.service import Done, Scene
from chartproof.terms.letters import joined
from chartproof.terms.procedures import Sense, Work, senses


def scene_of(coding: Coding) -> Scene:
    """What was done here, of what this claim may carry, in order of the record."""
    return Scene(coding, tuple(without_parts(coding.encounter, _each(coding, Doing.DONE))))


def planned_in(coding: Coding) -> tuple[Done, ...]:
    """What is planned, ordered or refused: considered, and no line."""
    return tuple(d for d in (*_each(coding, Doing.PLANNED), *_each(coding, Doing.ORDERED)) if d.is_code)


def _each(coding: Coding, doing: Doing) -> Iterator[Done]:
    pages = {page.document.id: page for page in coding.reading.pages}
    ends = {ident: [line.end for line in page.lines] for ident, page in pages.items()}
    for act in coding.reading.acts:
        if act.kind != "service" or (
            act.doing is not doing
            and not _given_then(act, pages, doing)
            and not _called_off(act, pages, coding.encounter, doing)
        ):
            continue
        page = pages[act.evidence.document]
        line = page.lines[bisect_right(ends[page.document.id], act.evidence.start)]
        scene = passage(page, line)
        told = replace(line, section=part_of(page, line))
        near = page.document.quote(min(line.start, act.evidence.start), line.end)
        if is_dated_before(near, coding.encounter) or is_of_another_day(act, page, coding.encounter):
            continue
        head = lead(page, line) if any("near=" in sense.when for sense in senses()[act.name]) else ""
        handed = " supplied" if is_suppliers(page.document) else ""
        note = joined(page.document.text)
        texts = (joined(scene.words), f"{head.lower()} {joined(near.words)}{handed}", note)
        for sense in _senses(act, texts, coding.encounter):
            if (
                is_ours(sense.work, coding.encounter) or is_by_physician(sense.work, near, coding.encounter)
            ) and (doing is not Doing.DONE or is_made(sense.work, act, page, line, coding.encounter)):
                yield Done(sense.name, sense.part, sense.means, sense.work.value, act.evidence, told, near, scene, sense.marks)  # fmt: skip


def _called_off(act: Act, pages: dict[str, Page], encounter: Encounter, doing: Doing) -> bool:
    """Whether a facility reports what was scheduled, for it was called off with the patient in the room for it."""
    return (
        doing is Doing.DONE
        and act.doing is Doing.PLANNED
        and encounter.claim_kind is ClaimKind.FACILITY
        and senses()[act.name][0].work is Work.ACT
        and called_off(pages[act.evidence.document].document.text)
    )


def _given_then(act: Act, pages: dict[str, Page], doing: Doing) -> bool:
    """Whether a drug that is named with its dose is told, in a later sentence, to have been given."""
    if (
        doing is not Doing.DONE
        or act.doing is not Doing.ORDERED
        or senses()[act.name][0].work is not Work.DRUG
    ):
        return False
    return told_after(pages[act.evidence.document].document, act.evidence) is not None


def _senses(act: Act, texts: tuple[str, str, str], encounter: Encounter) -> Iterator[Sense]:
    """The senses whose context holds, the first of each kind of work; `texts`: the passage, the sentence with what heads it, the note."""
    for name in (act.name, *_within(act)):
        held = tuple(_held(name, texts, encounter))
        if held:
            yield from held
            return


def _held(name: str, texts: tuple[str, str, str], encounter: Encounter) -> Iterator[Sense]:
    """The senses of a phrase whose context holds, the first of each kind of work."""
    payer = encounter.payer.value if encounter.payer else None
    seen: set[Work] = set()
    for sense in senses()[name]:
        if sense.work not in seen and sense.holds(texts, encounter.sex, age_of(encounter), payer):
            seen.add(sense.work)
            yield sense


def _within(act: Act) -> Iterator[str]:
    """Shorter phrases that the words of an act end with, of the same kind of work: "office spirometry" ends with "spirometry"."""
    said = joined(act.evidence.words).split()
    work = senses()[act.name][0].work
    for at in range(1, len(said)):
        name = " ".join(said[at:])
        if name in senses() and senses()[name][0].work is work:
            yield name
