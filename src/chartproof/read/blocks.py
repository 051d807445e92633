"""Cut a part of a note into its blocks: list items, and lines joined where they are wrapped."""

from __future__ import annotations

import re
from typing import NamedTuple

from chartproof.model.pattern import Pattern

#: A line of a text, without what ends it.
LINE = Pattern(r"[^\r\n]+")
_MARK = Pattern(
    r"(?P<indent>[ \t\xa0]*)(?:\*\*(?=\d))?(?:"
    r"(?P<hash>\#{1,5}[ \t]*(?:\d{1,2}[.):]?(?!\d))?)"
    r"|(?P<number>\(?\d{1,2}(?:[.)]|\.\))(?!\d)(?=\s|[A-Za-z*]|$)|[\u2460-\u2473])"
    r"|(?P<bullet>[•●▪■◦‣·∙➢►\uf0b7☐☑✓]|>(?=[ \t]+[A-Za-z])|[-\u2013\u2014](?=\s|[A-Za-z*])|\*(?!\*)|\[[ xX]?\]"
    r"|o(?=[ \t]+[A-Z]))"
    r"|(?P<letter>[a-h]\)(?=\s))"
    r")?[ \t\xa0]*(?:\*\*|__)?"
)
_CONNECTS = Pattern(
    r"(?:[,(&/+-]|\b(?:and|or|with|of|the|an?|to|in|for|on|by|from|at|who|which|that|is|was|are|due|"
    r"no|without|her|his|their|per|as|than|has|had|have|not))$",
    re.IGNORECASE,
)
_LABELLED = Pattern(r"[ \t]*\**[A-Z][^:.\n]{0,40}:")
#: A line that may name a problem in small letters, and tells its plan behind an arrow or a dash: "osteoporosis \u2192 zoledronate".
_PLANNED = Pattern(
    r"[ \t]*[A-Za-z0-9\u2191\u2193][^.;:\n\u2013\u2014\u2192]{2,70}? (?:--?>|[-\u2013\u2014\u2192]) \S"
)
#: A line that names a problem and, behind a dash, what is done: "Strep pharyngitis - amoxicillin x10d".
_NAMES = Pattern(r"[ \t]*\**[A-Z][^.;:\n]{1,60}? (?:--?>?|[\u2013\u2014\u2192]) ")
_BULLETS_INSIDE = Pattern(r"(?<=\S)[ \t]+(?:[•●▪][ \t]*|-[ \t]+(?=[A-Z][^:.\n]{1,40}:\s))")
_NUMBERS_INSIDE = Pattern(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s*(?=[A-Za-z])")
#: Items of a line that begins with a bare 1: "1 Sepsis. 2 Pneumonia."
_BARE_INSIDE = Pattern(r"(?<=[.;]\s)(\d{1,2})\s+(?=[A-Z])")
#: The same without stops, where there are many: "1 Concussion 2 Laceration of the brow 3 Elbow abrasion".
_BARE_APART = Pattern(
    r"(?:(?<=\w[ \t])|(?<=[ \t]{2}))(\d{1,2})[ \t]+(?=[A-Z][A-Za-z]{2}|(?<=[ \t]{2}\d )[a-z]{3})"
)
#: A line that begins with a bare number, an item where the lines count: "1 Sepsis", "2 Pneumonia".
_BARE_NUMBER = Pattern(
    r"[ \t]*(\d{1,2})[ \t]+(?=(?P<plain>[a-z]{3})|[A-Z][A-Za-z0-9/]|[RL] [A-Za-z]|[\u2191\u2193][A-Za-z]|\d\u00b0|\*)"
)
#: So many of them are a list wherever they stand.
_MANY = 3
_COUNTED = Pattern(
    r"\b(?:types?|stage|grade|class|phase|level|days?|weeks?|months?|times?|para|gravida|x|of|to|over|"
    r"age|axis|no|number|category|group|score|mobitz|about|least|every|per|by|under|was|is|at|and)\W*$",
    re.IGNORECASE,
)


class Block(NamedTuple):
    """A list item or a paragraph: where it lies, how it is marked, and what stands before it."""

    start: int
    end: int
    mark: str  # "" none, "#" hash, "1" number, else the bullet itself
    indent: int
    gap: bool  # a blank line, or the heading, stands before it


def blocks(text: str, start: int, end: int, *, listing: bool) -> list[Block]:
    """Cut `text[start:end]`; `listing`: a part where short lines are items of a list."""
    lines = [match.span() for match in LINE.finditer(text, start, end) if not match[0].isspace()]
    plain = [
        at for at in lines if not (listing and _LABELLED.match(text, *at))
    ]  # a label opens no item of a list
    width = 0 if listing and _are_items(text, lines) else _width(plain or lines, listing=listing)
    bare = _counting(text, lines) if listing else {}
    planned = _planned(text, lines) if listing else frozenset()
    found: list[Block] = []
    before, pending = start, ""
    for first, last in lines:
        mark = _MARK.match(text, first, last)
        at = bare.get(first, mark.end() if mark else first)
        kind = "1" if first in bare else _marked(mark)
        gap = before == start or text.count("\n", before, first) > 1
        if at >= last:
            pending = kind or pending
            before = last
            continue
        while text[last - 1] in " \t*_\xa0" and last - 1 > at:
            last -= 1  # noqa: PLW2901
        indent = len(mark["indent"].expandtabs(4)) if mark else 0
        if (
            not kind
            and not gap
            and found
            and not pending
            and first not in planned
            and _wraps(text, found[-1], (before, first, last), width, listing=listing)
        ):
            found[-1] = found[-1]._replace(end=last)
        else:
            found.append(Block(at, last, kind or pending, indent, gap))
        pending, before = "", last
    return [piece for block in found for piece in _inside(text, block, listing=listing)]


def opens_paragraph(text: str, start: int) -> bool:
    """Say whether nothing, or a blank line, stands above the line that begins at a place."""
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    return not text[above:start].strip()


def _counting(text: str, lines: list[tuple[int, int]]) -> dict[int, int]:
    """Lines that begin with bare numbers which count them from 1, and where the words of each begin."""
    numbers = [(first, n) for first, last in lines if (n := _BARE_NUMBER.match(text, first, last))]
    counted = [(first, n) for at, (first, n) in enumerate(numbers, 1) if int(n[1]) == at]
    clear = [(first, n) for first, n in counted if n["plain"] is None]
    if len(counted) < _MANY or len(clear) < 2 or counted[0] != clear[0]:  # "2 perm AF" is one among others
        clear = [(first, n) for first, n in numbers if n["plain"] is None]
        counted = [(first, n) for at, (first, n) in enumerate(clear, 1) if int(n[1]) == at]
    return {first: n.end() for first, n in counted} if len(counted) > 1 else {}


def _planned(text: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """Where lines begin that each tell a plan behind an arrow or a dash, where most of a list do."""
    found = frozenset(first for first, last in lines if _PLANNED.match(text, first, last))
    return found if len(found) >= _MANY and 2 * len(found) >= len(lines) else frozenset()


#: So many lines, each of which begins anew, are no wrapped paragraph.
_SEVERAL = 4


def _are_items(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether every line of a list begins with a capital: where prose is wrapped, most go on with small letters."""
    begins = (text[first:last].lstrip(" \t\xa0*_")[:1] for first, last in lines)
    return len(lines) >= _SEVERAL and all(letter.isupper() for letter in begins)


#: Lists are not wrapped so narrow: their lines are items.
_NARROW = 70


def _width(lines: list[tuple[int, int]], *, listing: bool) -> int:
    """The width lines were wrapped at; in a list more than one line must reach it, else 0."""
    lengths = [b - a for a, b in lines]
    width = max(lengths, default=0)
    if listing and len(lengths) > 2 and sum(n >= 0.85 * width for n in lengths) < 2:
        return 0
    return width


def _marked(mark: re.Match[str] | None) -> str:
    if mark is None or mark.lastgroup in {None, "indent"}:
        return ""
    return {"hash": "#", "number": "1", "letter": "a"}.get(mark.lastgroup or "") or mark["bullet"]


def _wraps(text: str, block: Block, at: tuple[int, int, int], width: int, *, listing: bool) -> bool:
    """Say whether a line goes on the one before it, which was wrapped."""
    before, first, _ = at
    line_start = max(text.rfind("\n", block.start, before), block.start)
    length = before - line_start
    while text[first] in " \t\xa0":
        first += 1
    head = text[first]
    last = text[before - 1]
    if last in ".!?;:":
        return head.islower() and last == "."
    if head.islower():
        return not listing or length >= max(40, 0.5 * width) or _connects(text, line_start, before)
    if listing and (
        _LABELLED.match(text, first) or (_NAMES.match(text, first) and _NAMES.match(text, line_start))
    ):
        return False
    if _connects(text, line_start, before):
        return True
    if width > 160 or not width or (listing and width < _NARROW):
        return False
    return length >= max(55, 0.75 * width)


def _connects(text: str, start: int, end: int) -> bool:
    """Say whether a line ends on a word that needs another."""
    return _CONNECTS.search(text[max(start, end - 10) : end]) is not None


def _inside(text: str, block: Block, *, listing: bool) -> list[Block]:
    """Cut a block where further items stand in the same line."""
    start, end = block.start, block.end
    cuts: list[tuple[int, int]] = []
    if any(text.find(bullet, start, end) >= 0 for bullet in (" - ", "•", "●", "▪")):
        cuts = [match.span() for match in _BULLETS_INSIDE.finditer(text, start, end)]
    if cuts:
        bounds = [(block.start, cuts[0][0]), *_between(cuts, block.end)]
        mark = block.mark if "•" in text[cuts[0][0] : cuts[0][1]] and block.mark else "•"
        rest = [Block(a, b, mark, block.indent + (not block.mark), False) for a, b in bounds[1:]]
        return [block._replace(end=bounds[0][1]), *rest]
    numbers = (_counted(text, block) or _apart(text, block)) if listing else _bare(text, block)
    if not listing and len(numbers) < _MANY:
        return [block]
    if not numbers:
        return [block]
    pieces = []
    if numbers[0][0] > block.start:
        pieces.append(block._replace(end=_trim(text, block.start, numbers[0][0])))
    for a, b in _between(numbers, block.end):
        pieces.append(Block(a, _trim(text, a, b), "1", block.indent, block.gap and not pieces))
    return [piece for piece in pieces if piece.end > piece.start]


def _between(cuts: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Give the stretches after each cut."""
    stops = [cut[0] for cut in cuts[1:]] + [end]
    return [(cut[1], stop) for cut, stop in zip(cuts, stops, strict=True)]


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _counted(text: str, block: Block) -> list[tuple[int, int]]:
    """Find numbers that count items inside a block: 1, 2, … in order."""
    found: list[tuple[int, int]] = []
    wanted = 1
    if block.mark == "1":
        digits = re.search(r"(\d+)\D*$", text[max(0, block.start - 8) : block.start])
        wanted = int(digits[1]) + 1 if digits else 1
        found.append((block.start, block.start))
    if all(text.find(f"{wanted}{stop}", block.start, block.end) < 0 for stop in ".)"):
        return _bare(text, block) if wanted == 1 else []
    for match in _NUMBERS_INSIDE.finditer(text, block.start, block.end):
        if int(match[1]) == wanted and not _COUNTED.search(text, block.start, match.start()):
            found.append(match.span())
            wanted += 1
    if len(found) < 2 and block.mark != "1":
        return _bare(text, block)
    return found if len(found) > 1 else []


def _bare(text: str, block: Block) -> list[tuple[int, int]]:
    """Find bare numbers that count items inside a block that begins with 1."""
    if not text.startswith("1 ", block.start):
        return []
    found = [(block.start, block.start + 2)]
    for match in _BARE_INSIDE.finditer(text, block.start + 2, block.end):
        if int(match[1]) == len(found) + 1:
            found.append(match.span())
    return found if len(found) > 1 else []


def _apart(text: str, block: Block) -> list[tuple[int, int]]:
    """Find bare numbers that count three items or more inside a block that begins with 1, no stops between."""
    if not text.startswith("1 ", block.start):
        return []
    found = [(block.start, block.start + 2)]
    for match in _BARE_APART.finditer(text, block.start + 2, block.end):
        counts = int(match[1]) == len(found) + 1
        if counts and not _COUNTED.search(text, block.start, match.start()):
            found.append(match.span())
    return found if len(found) >= _MANY else []
