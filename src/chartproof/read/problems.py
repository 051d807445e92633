"""Number the problems of an assessment and say what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from chartproof.read.blocks import Block
from chartproof.read.headings import headings, plainly
from chartproof.read.heads import head_end, known_label, listed

#: Parts whose items are the problems themselves.
NAMING = frozenset(
    {
        "assessment", "assessment_plan", "impression", "discharge_dx", "admission_dx", "preop_dx",
        "postop_dx", "pathology_dx",
    }
)  # fmt: skip
#: Parts that are written problem by problem, but whose lines are mostly something else.
TREATING = frozenset({"plan", "hospital_course", "medical_decision_making", "ed_course"})
#: Parts that hold nothing but diagnoses.
_ONLY_DIAGNOSES = frozenset(
    {"discharge_dx", "admission_dx", "preop_dx", "postop_dx", "pathology_dx"}
)
#: Labels after which a problem is named.
_NAMING_LABELS = frozenset(
    """diagnosis diagnoses dx problem problems primary secondary impression assessment|active problems
    active issues|chronic issues|chronic problems|today's diagnoses|principal diagnosis|diagnosis list
    primary diagnosis|secondary diagnosis|secondary diagnoses|final diagnosis|final diagnoses
    visit diagnoses|visit diagnosis|problem list|clinical impression""".replace("\n", "|").replace(
        "diagnosis diagnoses dx problem problems primary secondary impression assessment",
        "diagnosis|diagnoses|dx|problem|problems|primary|secondary|impression|assessment",
    ).split("|")
)


class Stretch(NamedTuple):
    """A stretch of a section: the label before it, its problem, and whether it is the head."""

    start: int
    end: int
    label: str | None
    problem: int | None
    heads: bool


@dataclass(slots=True)
class Count:
    """The problems met so far in a document, by name."""

    names: dict[str, int] = field(default_factory=dict)
    next: int = 0

    def number(self, name: str) -> int:
        """Give the number of a problem: the one it had before under the same name, else a new."""
        plain = plainly(name).rstrip(". ")
        number = self.find(plain)
        if number is None:
            number, self.next = self.next, self.next + 1
            self.names[plain] = number
        return number

    def find(self, name: str) -> int | None:
        """Find a problem by its name, or by a name that begins with it."""
        plain = plainly(name).rstrip(". ")
        if plain in self.names:
            return self.names[plain]
        for known, number in self.names.items():
            if min(len(known), len(plain)) > 4 and (
                known.startswith(plain + " ") or plain.startswith(known + " ")
            ):
                return number
        return None


class _Item(NamedTuple):
    """A block, its label and the sentence after it, and where the head ends if it may be one."""

    block: Block
    label: str | None
    start: int
    head: int | None


def stretches(text: str, kind: str, found: list[Block], count: Count) -> list[Stretch]:
    """Give each block of a planning section its label and its problem, and cut off the heads."""
    items = [_item(text, block) for block in found]
    chosen = _heads(text, items)
    if kind in TREATING:
        chosen = _proven(text, kind, items, chosen, count)
    out: list[Stretch] = []
    problem: int | None = None
    bare, running = 0, None
    for at, item in enumerate(items):
        block, label, start, head = item
        plain = "" if label is None else plainly(label)
        if at in chosen and head is not None:
            pieces = _pieces(text, kind, item)
            for first, last in pieces:
                problem = count.number(text[first:last])
                out.append(Stretch(first, last, label, problem, heads=True))
            bare = bare + len(pieces) if head >= block.end - 1 else 0
            running = None
            if head < block.end:
                out.append(Stretch(head, block.end, None, problem, heads=False))
            continue
        if block.gap and not block.mark and (bare > 1 or plain in headings().closers):
            problem = None
        bare = 0
        if label and start >= block.end:
            running = label
            continue
        running = None if block.gap and not label else running
        out.append(Stretch(start, block.end, label or running, problem, heads=False))
    return out


def _item(text: str, block: Block) -> _Item:
    found = known_label(text, block.start, block.end)
    if found is None:
        return _Item(block, None, block.start, head_end(text, block.start, block.end, block.mark))
    label, start = found
    head = None
    if plainly(label) in _NAMING_LABELS and start < block.end:
        head = head_end(text, start, block.end, block.mark)
    return _Item(block, label, start, head)


def _heads(text: str, items: list[_Item]) -> set[int]:
    """Choose which blocks head a problem: by hashes, numbers, lines of their own, or bullets."""
    for mark in ("#", "1"):
        marked = [at for at, item in enumerate(items) if item.block.mark == mark]
        heads = [at for at in marked if items[at].head is not None]
        if heads and (mark == "#" or heads[0] == marked[0]):
            least = items[heads[0]].block.indent + 1
            return {at for at in heads if items[at].block.indent <= least}
    plain = _plain_heads(items)
    bullets = [at for at, item in enumerate(items) if item.block.mark]
    if plain and not (bullets and bullets[0] < min(plain) and items[bullets[0]].head is not None):
        return plain
    heads = [at for at in bullets if items[at].head is not None]
    if not heads:
        return plain
    first = items[heads[0]].block
    return {
        at
        for at in heads
        if items[at].block.mark == first.mark and items[at].block.indent <= first.indent + 1
    }


def _plain_heads(items: list[_Item]) -> set[int]:
    """Find unmarked heads: the first line of a paragraph, or all lines of a list of diagnoses."""
    heads: set[int] = set()
    paragraph: list[int] = []
    for at, item in enumerate(items):
        if item.block.gap:
            heads |= _of_paragraph(items, paragraph)
            paragraph = []
        paragraph.append(at)
    return heads | _of_paragraph(items, paragraph)


def _of_paragraph(items: list[_Item], paragraph: list[int]) -> set[int]:
    able = [at for at in paragraph if items[at].head is not None and not items[at].block.mark]
    if len(able) == len(paragraph) or not able:
        return set(able)
    naming = [at for at in able if (items[at].head or 0) < items[at].block.end - 1]
    first = paragraph[0]
    if items[first].label and items[first].head is None:
        return set(able)
    if able[0] != first:
        return set(naming)
    indented = {at for at in naming if items[at].block.indent <= items[first].block.indent}
    return {first} | (indented if len(naming) > 1 else set())


def _proven(
    text: str, kind: str, items: list[_Item], chosen: set[int], count: Count
) -> set[int]:
    """In a plan or a course, keep the heads that name a known problem or have something below."""
    known = {
        at for at in chosen if count.find(text[items[at].start : items[at].head or 0]) is not None
    }
    if kind == "plan" and count.names:
        return known
    kept = set()
    for at in chosen:
        block, head = items[at].block, items[at].head or 0
        below = at + 1 < len(items) and at + 1 not in chosen and not items[at + 1].block.gap
        parted = head < block.end - 1 and text[head] in ":-–—"
        if parted or (below and (block.gap or block.mark in {"1", "#"}) and head >= block.end - 1):
            kept.add(at)
    return kept | known


def _pieces(text: str, kind: str, item: _Item) -> list[tuple[int, int]]:
    """Part a head that is a list of diagnoses in one line."""
    head = item.head or item.block.end
    lists = kind in _ONLY_DIAGNOSES or kind == "impression" or item.label is not None
    if (lists or kind == "assessment") and head >= item.block.end - 1 and not item.block.mark:
        return listed(text, item.start, head)
    return [(item.start, head)]
