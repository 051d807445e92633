"""The notice of noncoverage as one page, in our own words: what goes into which field of CMS-R-131.

The form's own layout and wording are CMS's to publish and may not be changed by anyone; a page of ours is no valid
notice, and says so at its head and its foot.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chartproof.cli.sheet_blocks import Block, Grid, Heading, Items, Run, Said, Sheet, Words

if TYPE_CHECKING:
    from chartproof.check.coverage.notice import Notice

FORM = "https://www.cms.gov/medicare/forms-notices/beneficiary-notices-initiative/ffs-abn"
_BLANK = "_" * 34
_SHORT = "_" * 12
#: So many characters of a reason stand on the page.
_REASON = 320


def notice_sheet(notice: Notice) -> Sheet:
    """What the page says."""
    return Sheet(f"Notice of noncoverage, claim {notice.claim}", tuple(_blocks(notice)))


def _blocks(notice: Notice) -> Iterator[Block]:
    yield Heading("Advance notice of noncoverage: what to write into form CMS-R-131", 1)
    yield _said(
        "This page is not the notice. Copy it into the current form of CMS, whose wording is fixed: ",
        FORM,
        "small",
    )
    yield Heading("Who")
    yield Items(
        (
            _words(f"A. Who gives the notice, with address and telephone: {_BLANK}"),
            _words(f"B. The patient's name: {_BLANK}"),
            _words(f"C. A number of your own for the patient, never the Medicare number: {_BLANK}"),
        )
    )
    yield Heading("What Medicare may not pay")
    yield Grid(("Line", "D. What", "E. Why", "F. Estimated cost"), tuple(_rows(notice)))
    total = notice.total
    yield _said(
        f"All of it: {f'${total:.2f}' if total is not None else _SHORT}. An estimate is in good faith within $100 or 25 % of what is asked, whichever is more."
    )
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
    cites = dict.fromkeys(cite for line in notice.lines for cite in line.cites)
    yield _said(
        "Keep the signed form, and give a copy. Without a signed form bill with GZ: the patient owes nothing. "
        "Medicare Claims Processing Manual, chapter 30, 50"
        + "".join(f"; {c.source}, {c.place}" for c in cites)
        + ".",
        look="small",
    )


def _rows(notice: Notice) -> Iterator[tuple[Words, ...]]:
    for line in notice.lines:
        cost = f"${line.cost:.2f}" if line.cost is not None else _SHORT
        reason = line.reason or _BLANK
        short = reason if len(reason) <= _REASON else f"{reason[:_REASON]}…"
        yield (
            _words(str(line.number)),
            _words(line.what),
            _words(f"Medicare may not pay it: {short}"),
            _words(cost),
        )


def _words(said: str) -> Words:
    return (Run(said),)


def _said(*said: str, look: str = "") -> Said:
    if len(said) == 3:
        return Said((Run(said[0]), Run(said[1], said[2])))
    return Said((Run(said[0], look),))
