"""Number the problems of an assessment and say what belongs to each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from chartproof.model.pattern import Pattern
from chartproof.read import sentences
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
#: Labels after which a problem is named.
_NAMING_LABELS = frozenset(
    {
        "diagnosis", "diagnoses", "dx", "problem", "problems", "primary", "secondary", "impression",
        "assessment", "active problems", "active issues", "chronic issues", "chronic problems",
        "diagnosis list", "today's diagnoses", "principal diagnosis", "primary diagnosis",
        "secondary diagnosis", "secondary diagnoses", "final diagnosis", "final diagnoses",
        "visit diagnoses", "visit diagnosis", "problem list", "clinical impression",
    }
)  # fmt: skip


#: How many problems of one first word are compared; keeps a hostile note from taking long.
_MOST_ALIKE = 50


class Stretch(NamedTuple):
    """A stretch of a section: the label before it, its problem, and whether it is the head."""

    start: int
    end: int
    label: str | None
    problem: int | None
    heads: bool


@dataclass(slots=True)
class Count:
    """The problems met so far in a document, by name and by the first word of the name."""

    names: dict[str, int] = field(default_factory=dict)
    alike: dict[str, list[str]] = field(default_factory=dict)
    next: int = 0

    def number(self, name: str, *, loosely: bool = False) -> int:
        """Give the number of a problem: the one it had before under the same name, else a new."""
        plain = plainly(name).rstrip(". ")
        number = self.find(plain) if loosely else self.names.get(plain)
        if number is None:
            number, self.next = self.next, self.next + 1
            self.names[plain] = number
            self.alike.setdefault(plain.partition(" ")[0], []).append(plain)
        return number

    def find(self, name: str) -> int | None:
        """Find a problem by its name, or by one that begins or is begun by it."""
        plain = plainly(name).rstrip(". ")
        if plain in self.names:
            return self.names[plain]
        for known in self.alike.get(plain.partition(" ")[0], ())[:_MOST_ALIKE]:
            if min(len(known), len(plain)) > 4 and (
                known.startswith(plain + " ") or plain.startswith(known + " ")
            ):
                return self.names[known]
        return None


class _Item(NamedTuple):
    """A block, its label and the sentence after it, and where the head ends if it may be one.

    `cut` is what stands between the head and the rest: "" no rest, ":" a colon or a dash, "." the
    end of the sentence.
    """

    block: Block
    label: str | None
    start: int
    head: int | None
    cut: str


def stretches(text: str, kind: str, found: list[Block], count: Count) -> list[Stretch]:
    """Give each block of a planning section its label and its problem, and cut off the heads."""
    items = [_item(text, block, kind, opens=at == 0) for at, block in enumerate(found)]
    chosen, top = _heads(items, kind)
    if kind in TREATING:
        chosen = _proven(text, kind, items, chosen, count)
    out: list[Stretch] = []
    problem = _ONLY if kind in _REASONING and not chosen and count.next == 1 else None
    bare, running = 0, None
    for at, (block, label, start, head, _) in enumerate(items):
        if at in chosen and head is not None:
            pieces = _pieces(text, kind, items[at])
            for first, last in pieces:
                problem = count.number(text[first:last], loosely=kind in TREATING)
                out.append(Stretch(first, last, label, problem, heads=True))
            last = pieces[-1][1]
            bare = bare + len(pieces) if last >= block.end - 1 else 0
            running = None
            if last < block.end:
                out.append(Stretch(last, block.end, None, problem, heads=False))
            continue
        heading = not block.mark and _SUBHEADING.fullmatch(text, start, block.end)
        if (block.mark and block.mark == top) or _closes(items[at], bare) or heading:
            problem = None
        bare = 0
        if label and start >= block.end:
            running = label
            continue
        running = None if block.gap and not label else running
        out.append(Stretch(start, block.end, label or running, problem, heads=False))
    return out


#: Parts of an assessment that tell its one problem on, where they head none: "ASSESSMENT: Ankle sprain. MEDICAL REASONING: ...".
_REASONING = frozenset({"assessment", "assessment_plan"})
_ONLY = 0


#: A line that only says what sort of problems follow, in a list of them.
_SUBHEADING = Pattern(
    r"\s*(?:acute|chronic|active|inactive|resolved|stable|other|others|baseline|secondary|comorbid(?:ities)?|medical|surgical|psychiatric|psych|social|new|ongoing)"
    r"(?: (?:problems?|issues?|conditions?|diagnos[ei]s))?\s*:?\s*",
    re.IGNORECASE,
)


def _closes(item: _Item, bare: int) -> bool:
    """Say whether a paragraph belongs to no problem: it closes the note, or follows a bare list."""
    if not item.block.gap or item.block.mark:
        return False
    return bare > 1 or (item.label is not None and plainly(item.label) in headings().closers)


def _item(text: str, block: Block, kind: str, *, opens: bool) -> _Item:
    """Read a block of a kind of section; `opens`: it stands right behind the heading, where a final diagnosis may be long."""
    found = known_label(text, block.start, block.end)
    head = None
    label, start = found or (None, block.start)
    if label is None or (plainly(label) in _NAMING_LABELS and start < block.end):
        long = opens and kind == "discharge_dx"
        head = head_end(text, start, block.end, block.mark or ("-" if long else ""))
        if head is None and not block.mark and kind in _IN_ROWS and _is_row(text, start, block.end):
            head = block.end
    cut = ""
    if head is not None and head < block.end - 1:
        cut = "." if text[head - 1].isspace() or text[head - 1] in ".!?" else ":"
    return _Item(block, label, start, head, cut)


#: Parts that name their diagnoses in rows, the items of such a row, and so many words at most in each.
_IN_ROWS = frozenset({"discharge_dx", "impression", "preop_dx", "postop_dx"})
_ITEMS, _WORDS = 3, 12
#: So many lines of such a part, most of which may head a problem, are a list.
_LINES, _MOST = 4, 0.8


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a row of short items that semicolons part: "term male; ABO incompatibility; thrush"."""
    row = text[start:end].split(";")
    return len(row) >= _ITEMS and all(0 < len(item.split()) <= _WORDS for item in row)


def _heads(items: list[_Item], kind: str) -> tuple[set[int], str]:
    """Choose which blocks head a problem: by hashes, numbers, lines of their own, or bullets.

    Also gives the mark that parts the problems, "" for lines of their own.
    """
    for mark in ("#", "1"):
        marked = [at for at, item in enumerate(items) if item.block.mark == mark]
        heads = [at for at in marked if items[at].head is not None]
        if heads and (mark == "#" or heads[0] == marked[0]):
            least = items[heads[0]].block.indent + 1
            return {at for at in heads if items[at].block.indent <= least}, mark
    plain = _plain_heads(items, kind)
    bullets = [at for at, item in enumerate(items) if item.block.mark]
    if plain and not (bullets and bullets[0] < min(plain) and items[bullets[0]].head is not None):
        return plain, ""
    heads = [at for at in bullets if items[at].head is not None]
    if not heads:
        return plain, ""
    mark, indent = items[heads[0]].block.mark, items[heads[0]].block.indent + 1
    same = {at for at in heads if items[at].block.mark == mark}
    return {at for at in same if items[at].block.indent <= indent}, ""


def _plain_heads(items: list[_Item], kind: str) -> set[int]:
    """Find unmarked heads: the first line of a paragraph, or all lines of a list of diagnoses."""
    heads: set[int] = set()
    paragraph: list[int] = []
    for at, item in enumerate(items):
        if item.block.gap:
            heads |= _of_paragraph(items, paragraph, kind)
            paragraph = []
        paragraph.append(at)
    return heads | _of_paragraph(items, paragraph, kind)


def _of_paragraph(items: list[_Item], paragraph: list[int], kind: str) -> set[int]:
    able = [at for at in paragraph if items[at].head is not None and not items[at].block.mark]
    if not able:
        return set()
    first = items[paragraph[0]]
    if first.label and first.head is None:
        return set(able)
    told = {at for at in able if items[at].cut == ":"}
    told = {at for at in told if items[at].block.indent <= first.block.indent}
    if able[0] != paragraph[0]:
        return told
    if kind in _IN_ROWS and len(able) >= _LINES and len(able) >= _MOST * len(paragraph):
        return set(able)  # one diagnosis a line, whatever is told of some
    if len(able) == len(paragraph) and (first.cut or not any(items[at].cut for at in able)):
        return set(able)
    return {able[0]} | (told if first.cut == ":" else set())


def _proven(text: str, kind: str, items: list[_Item], chosen: set[int], count: Count) -> set[int]:
    """In a plan or a course, keep the heads that name a known problem or have something below."""
    known = {at for at in chosen if count.find(text[items[at].start : items[at].head or 0]) is not None}
    if kind == "plan" and count.names:
        return known
    kept = _terse(text, items, chosen) if kind == "hospital_course" else set()
    for at in chosen:
        block, _, _, _, cut = items[at]
        counted = block.mark in {"1", "#"}
        below = at + 1 < len(items) and at + 1 not in chosen and not items[at + 1].block.gap
        told = cut == ":" or (cut == "." and counted and kind != "plan")
        if told or (below and (block.gap or counted) and not cut):
            kept.add(at)
    return kept | known


#: So many words name a problem before the full stop behind it, and no more.
_FEW = 8


def _terse(text: str, items: list[_Item], chosen: set[int]) -> set[int]:
    """Heads that a full stop ends, where most lines of a course begin so: "DKA. Insulin drip, gap closed"."""
    short = {
        at
        for at in chosen
        if items[at].cut == "." and len(text[items[at].start : items[at].head].split()) <= _FEW
    }
    heads = len(short) + sum(items[at].cut == ":" for at in chosen)
    return short if heads > 1 and 2 * heads >= len(items) else set()


def _pieces(text: str, kind: str, item: _Item) -> list[tuple[int, int]]:
    """Part a head that is a list of diagnoses in one line, or one sentence after another."""
    block, label, start, head, cut = item
    if kind == "pathology_dx":  # the site stands before the colon, the diagnosis behind it
        return [(start, block.end)]
    last = head or block.end
    if cut == "." and kind in _IN_ROWS and ";" in text[start:last]:
        return listed(text, start, last)
    if cut == "." and kind in NAMING and kind != "assessment_plan" and not block.mark:
        bounds = [start, *sentences.ends(text, start, block.end), block.end]
        pairs = list(pairwise(bounds))
        if all(head_end(text, a, b, "") == b for a, b in pairs):
            return pairs
    planned = block.mark or kind == "assessment_plan" or kind in TREATING
    if cut or (planned and not label):
        return [(start, last)]
    return listed(text, start, last)
