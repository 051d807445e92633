"""Guideline paragraphs of two editions: added, removed, changed (by words), moved to another number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from chartproof.codesets.diff.changes import ParagraphChange, Said
from chartproof.codesets.diff.notes import alikeness

#: From here on, two texts under one number are one paragraph changed.
_ALIKE = 0.4
#: From here on, two headings beside each other are one.
_LIKE_HEADINGS = 0.6


@dataclass(frozen=True, slots=True, order=True)
class _Paragraph:
    number: str
    heading: str
    text: str


_Match = tuple[_Paragraph, _Paragraph]
_IsOne = Callable[[_Paragraph, _Paragraph], bool]


def paragraphs(a: Iterable[Said], b: Iterable[Said]) -> tuple[ParagraphChange, ...]:
    """The changes between the rows of two `paragraphs` tables; order as in the new edition."""
    old, new = _joined(a), _joined(b)
    matches, gone, came = _same(old, new)
    for rule in (_same_number, _same_heading, _alike_beside):
        more, gone, came = _paired(gone, came, rule)
        matches += more
    found = [_change(*m) for m in matches if m[0] != m[1]]
    found += [_whole(p, "removed", "-") for p in gone]
    found += [_whole(p, "added", "+") for p in came]
    place = {p.number: i for i, p in enumerate(old)} | {p.number: i for i, p in enumerate(new)}
    return tuple(sorted(found, key=lambda c: (place[c.paragraph], c.paragraph, c.change)))


def _joined(rows: Iterable[Said]) -> list[_Paragraph]:
    """The blocks of each paragraph as one text, in the order of the book; breaks say nothing."""
    texts: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        texts.setdefault((row["paragraph"], row["heading"]), []).append(row["text"])
    return [_Paragraph(n, h, " ".join(" ".join(t).split())) for (n, h), t in texts.items()]


_Left = tuple[list[_Match], list[_Paragraph], list[_Paragraph]]


def _same(old: list[_Paragraph], new: list[_Paragraph]) -> _Left:
    """Paragraphs that say the same: under the same number first, then under another."""
    both = set(old) & set(new)
    matches = [(p, p) for p in old if p in both]
    gone, came = [p for p in old if p not in both], [p for p in new if p not in both]
    more, gone, came = _paired(gone, came, lambda o, n: bool(o.text) and o.text == n.text)
    return matches + more, gone, came


def _same_number(old: _Paragraph, new: _Paragraph) -> bool:
    if old.number != new.number:
        return False
    return old.heading == new.heading or alikeness(old.text, new.text) >= _ALIKE


def _same_heading(old: _Paragraph, new: _Paragraph) -> bool:
    return old.heading == new.heading and alikeness(old.text, new.text) >= _ALIKE


def _alike_beside(old: _Paragraph, new: _Paragraph) -> bool:
    """Renumbered among its neighbours, with a heading much like the old one."""
    if old.number.rpartition(".")[0] != new.number.rpartition(".")[0]:
        return False
    return alikeness(old.heading.lower(), new.heading.lower()) >= _LIKE_HEADINGS


def _paired(old: list[_Paragraph], new: list[_Paragraph], is_one: _IsOne) -> _Left:
    """Pair each with the first of the other side that `is_one`, nearest numbers first."""
    matches: list[_Match] = []
    left = list(new)
    gone = []
    for paragraph in old:
        fits = [n for n in left if is_one(paragraph, n)]
        if fits:
            best = next((n for n in fits if n.number == paragraph.number), fits[0])
            left.remove(best)
            matches.append((paragraph, best))
        else:
            gone.append(paragraph)
    return matches, gone, left


def _change(old: _Paragraph, new: _Paragraph) -> ParagraphChange:
    is_moved = old.number != new.number
    is_same = old.text == new.text
    return ParagraphChange(
        paragraph=new.number,
        heading=new.heading,
        change="moved" if is_moved and is_same else "changed",
        old=old.text,
        new=new.text,
        was=old.number if is_moved else None,
        was_heading=old.heading if old.heading != new.heading else None,
        words=() if is_same else tuple(words(old.text, new.text)),
    )


def _whole(p: _Paragraph, change: str, mark: str) -> ParagraphChange:
    old, new = (p.text, None) if mark == "-" else (None, p.text)
    return ParagraphChange(p.number, p.heading, change, old, new, words=((mark, p.text),))


def words(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The two texts as runs of words: `=` in both, `-` only old, `+` only new."""
    one, two = old.split(), new.split()
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    for tag, a, z, b, y in matcher.get_opcodes():
        if tag == "equal":
            yield "=", " ".join(one[a:z])
            continue
        if z > a:
            yield "-", " ".join(one[a:z])
        if y > b:
            yield "+", " ".join(two[b:y])
