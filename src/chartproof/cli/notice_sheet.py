"""The notice of noncoverage as one page, in our own words: what goes into which field of CMS-R-131.

The form's own layout and wording are CMS's to publish and may not be changed by anyone; a page of ours is no valid
notice, and says so at its head and its foot. The form is one page: lines that its box has no room for go to attached pages, to which
the box points, and which say whose and of which day they are (Medicare Claims Processing Manual, chapter 30, 50).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chartproof.cli.sheet_blocks import Block, Grid, Heading, Items, NewPage, Run, Said, Sheet, Words

if TYPE_CHECKING:
    from chartproof.check.coverage.notice import Notice, NoticeLine

FORM = "https://www.cms.gov/medicare/forms-notices/beneficiary-notices-initiative/ffs-abn"
_BLANK = "_" * 34
_SHORT = "_" * 12
#: So many characters of a reason stand on the page.
_REASON = 320
_HEAD = ("Line", "D. What", "E. Why", "F. Estimated cost")
#: How high the box of the form may get, and that of an attached page, in points; so many characters stand on one line of a cell.
_BOX, _ATTACHED, _WIDE = 290, 540, 32
_HIGH, _PADDING, _FOOT = 10, 5, 120


def notice_sheet(notice: Notice) -> Sheet:
    """What the page says."""
    return Sheet(f"Notice of noncoverage, claim {notice.claim}", tuple(_blocks(notice)))


def _blocks(notice: Notice) -> Iterator[Block]:
    first, *attached = _pages(notice.lines)
    yield Heading("Advance notice of noncoverage: what to write into form CMS-R-131", 1)
    yield _said(
        "This page is not the notice. Copy it into the current form of CMS, whose wording is fixed: ",
        FORM,
        "small",
    )
    yield Heading("Who")
    yield Items((_words(f"A. Who gives the notice, with address and telephone: {_BLANK}"), *_WHOSE))
    yield Heading("What Medicare may not pay")
    yield Grid(_HEAD, (*_rows(first), *((_see(notice, first),) if attached else ())))
    total = notice.total
    yield _said(
        f"All of it{', with what is attached' if attached else ''}: {f'${total:.2f}' if total is not None else _SHORT}. "
        "An estimate is in good faith within $100 or 25 % of what is asked, whichever is more."
    )
    yield from _choice()
    yield _said(_authority(first), look="small")
    for number, lines in enumerate(attached, 1):
        yield from _attachment(lines, number, len(attached))


def _pages(lines: tuple[NoticeLine, ...]) -> Iterator[tuple[NoticeLine, ...]]:
    """The lines by page, the first of them that of the form; each has one at least, where there are any."""
    page: list[NoticeLine] = []
    left = _BOX
    for line in lines:
        if page and _tall(line) > left:
            yield tuple(page)
            page, left = [], _ATTACHED
        page.append(line)
        left -= _tall(line)
    yield tuple(page)


def _tall(line: NoticeLine) -> int:
    """How high its row is, with its sources at the foot, in points."""
    cites = sum(len(f"{c.source}, {c.place}") for c in line.cites)
    words = max(-(-len(_why(line)) // _WIDE), -(-len(line.what) // (_WIDE - 12)))
    return words * _HIGH + _PADDING + cites // _FOOT * _HIGH


def _see(notice: Notice, first: tuple[NoticeLine, ...]) -> tuple[Words, ...]:
    more = len(notice.lines) - len(first)
    says = "See attached page"
    return _words("…"), _words(says), _words(f"{says}: {more} more"), _words(says)


def _attachment(lines: tuple[NoticeLine, ...], number: int, of: int) -> Iterator[Block]:
    yield NewPage()
    yield Heading(f"Attached page {number} of {of} to the advance notice of noncoverage", 1)
    yield Items((*_WHOSE, _words(f"Day on which the notice is given: {_SHORT}")))
    yield Grid(_HEAD, tuple(_rows(lines)))
    yield _said(f"The patient, or who stands for the patient, has seen this page (initials): {_SHORT}")
    yield _said(_authority(lines), look="small")


#: Blanks that the form has, and each page that is attached to it.
_WHOSE = (
    (Run(f"B. The patient's name: {_BLANK}"),),
    (Run(f"C. A number of your own for the patient, never the Medicare number: {_BLANK}"),),
)


def _choice() -> Iterator[Block]:
    yield Heading("G. What the patient chooses: one box, by the patient's own hand")
    yield Items(
        (
            _words(
                "[ ] 1. Wants it, and wants Medicare asked: pays if Medicare does not, and may appeal. Bill with GA."
            ),
            _words(
                "[ ] 2. Wants it, and does not want Medicare asked: pays, and cannot appeal. Do not bill Medicare."
            ),
            _words("[ ] 3. Does not want it: owes nothing, and there is nothing to appeal. It is not done."),
        )
    )
    yield Heading("H. What else is to be said")
    yield _said(_BLANK * 2)
    yield Heading("Signed, before it is done")
    yield _said(f"I. The patient or who stands for the patient: {_BLANK}   J. Day: {_SHORT}")


def _authority(lines: tuple[NoticeLine, ...]) -> str:
    cites = dict.fromkeys(cite for line in lines for cite in line.cites)
    return (
        "Keep the signed form, and give a copy. Without a signed form bill with GZ: the patient owes nothing. "
        "Medicare Claims Processing Manual, chapter 30, 50"
        + "".join(f"; {c.source}, {c.place}" for c in cites)
        + "."
    )


def _rows(lines: tuple[NoticeLine, ...]) -> Iterator[tuple[Words, ...]]:
    for line in lines:
        cost = f"${line.cost:.2f}" if line.cost is not None else _SHORT
        yield _words(str(line.number)), _words(line.what), _words(_why(line)), _words(cost)


def _why(line: NoticeLine) -> str:
    reason = line.reason or _BLANK
    short = reason if len(reason) <= _REASON else f"{reason[:_REASON]}…"
    return f"Medicare may not pay it: {short}"


def _words(said: str) -> Words:
    return (Run(said),)


def _said(*said: str, look: str = "") -> Said:
    if len(said) == 3:
        return Said((Run(said[0]), Run(said[1], said[2])))
    return Said((Run(said[0], look),))
