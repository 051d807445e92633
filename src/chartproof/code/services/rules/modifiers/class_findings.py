"""Medicare pays routine foot care of a patient whose findings stand for a systemic disease; their classes choose the modifier."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule

_URL = "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/bp102c15.pdf"


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare Benefit Policy Manual, chapter 15", "290", _URL))
def class_findings(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Medicare pays routine foot care of a patient whose findings stand for a systemic disease; their classes choose the modifier."""
    scene, bills = subject
    if scene.coding.encounter.payer is not Payer.MEDICARE:
        return
    for bill in bills:
        if bill.code in _FOOT_CARE:
            page = whole(scene, bill.of)
            a, b, c = ([w for p in patterns if (w := found(scene, page, p))] for patterns in _CLASSES)
            both = found(scene, page, _BOTH_PULSES)
            if a:
                yield Modify(bill, "Q7", tuple(a[:1]))
            elif len(b) > 1 or both:
                yield Modify(bill, "Q8", (both,) if both else tuple(b))
            elif b and len(c) > 1:
                yield Modify(bill, "Q9", (*b, *c))


_FOOT_CARE = frozenset({"11055", "11056", "11057", "11719", "11720", "11721", "G0127"})
_GONE = r"(?:absent|not palpable|non-?palpable|cannot be (?:felt|palpated)|could not be (?:felt|palpated)|not felt|0/4|0/2|unpalpable|impalpable)"


def _pulse(name: str) -> re.Pattern[str]:
    """A pulse of the foot that is not there."""
    return re.compile(rf"\b{_GONE}\b[^.;]{{0,24}}\b(?:{name})\b|\b(?:{name})\b[^.;]{{0,40}}\b{_GONE}")


_TROPHIC = (
    r"(?:decreased hair|absent hair|hair (?:growth )?(?:is )?(?:absent|decreased|loss)|no (?:digital )?hair|loss of hair)",
    r"(?:thick\w*|dystroph\w+|hypertroph\w+)[^.;]{0,24}nails|nails[^.;]{0,24}(?:thick\w*|dystroph\w+)",
    r"(?:thin|shiny|atrophic)(?:,? (?:and )?(?:shiny|thin|atrophic))? skin|skin (?:is )?(?:thin|shiny|atrophic)",
)
_CLASSES = (
    (re.compile(r"\b(?:amputation|s/p amput\w+|amputated)\b(?![^.;]{0,20}traumatic)|\bmissing (?:toe|hallux|forefoot)"),),
    (
        _pulse(r"dorsalis pedis|pedal|dp"),
        _pulse(r"posterior tibial|tibialis posterior|pt"),
        re.compile(rf"{_TROPHIC[0]}[^.]{{0,80}}{_TROPHIC[2]}|{_TROPHIC[2]}[^.]{{0,80}}{_TROPHIC[0]}"),
    ),
    tuple(
        re.compile(p)
        for p in (
            r"\bclaudication\b", r"\bcold (?:feet|foot|toes)|\bfeet (?:are )?(?:cold|cool)|temperature changes", r"\bedema\b(?! absent)",
            r"\bparesthesias?\b|\bnumbness\b|\btingling\b", r"\bburning\b",
        )
    ),
)  # fmt: skip
_BOTH_PULSES = re.compile(
    rf"\b(?:dorsalis pedis|dp)\b(?: and|/|,| &)+ ?(?:posterior tibial|pt)\b[^.;]{{0,30}}{_GONE}|\b{_GONE} (?:\w+ )?(?:dorsalis pedis|dp)(?: and|/|,| &)+ ?(?:posterior tibial|pt)\b|\bpedal pulses\b[^.;]{{0,20}}{_GONE}|\b{_GONE} pedal pulses"
)
