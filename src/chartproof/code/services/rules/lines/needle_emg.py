"""Needle electromyography is reported by limbs; beside nerve conduction studies of the day by limb and how many muscles were examined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count, quote, said, text_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.numbers import number, spelled


@rule(
    holds=SINCE, reviewed=None, cite=cpt("needle electromyography, alone and with nerve conduction studies")
)
def needle_emg(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Needle electromyography is reported by limbs; beside nerve conduction studies of the day by limb and how many muscles were examined."""
    for done in scene.of("needle electromyography")[:1]:
        limbs = _limbs(scene, done)
        if limbs is None:
            yield lacking(__name__, done, "the limbs that were examined by needle")
        elif not scene.of("nerve conduction studies"):
            yield Bill(_ALONE[min(limbs[0], 4) - 1], done, (limbs[1],))
        else:
            far, near = said(scene, done, _COMPLETE), said(scene, done, _LIMITED)
            told = count(scene, done.near, r"muscles") or count(scene, done.scene, r"muscles")
            if far or _listed(scene, done, limbs[0]) or (told and told[0] >= _MANY * limbs[0]):
                yield Bill("95886", done, (limbs[1], far or limbs[1]), limbs[0])
            elif near or (told and limbs[0] == 1):
                yield Bill("95885", done, (limbs[1], near or limbs[1]), limbs[0])
            else:
                yield lacking(__name__, done, "how many muscles of each limb were examined by needle")


def _listed(scene: Scene, done: Done, limbs: int) -> bool:
    """Whether five muscles and more are listed behind each limb: "Right arm: deltoid, biceps, ..."."""
    low = text_of(scene, done.scene)
    lists = [low[m.end() : m.end() + _FAR].split(".")[0].split("\n")[0] for m in _OF_LIMB.finditer(low)]
    return len(lists) >= limbs and all(one.count(",") + 1 >= _MANY for one in lists)


#: A limb that opens a list of its muscles, and how far the list may reach.
_OF_LIMB = Pattern(
    r"\b(?:(?:right|left|r|l) (?:upper|lower) (?:extremity|limb)|(?:right|left|r|l) (?:arm|leg)|[rl][ul]e)\b[^:.\n]{0,30}[:-]"
)
_FAR = 400
#: One, two, three, four limbs, without nerve conduction studies.
_ALONE = ("95860", "95861", "95863", "95864")
#: So many muscles of a limb are a complete examination.
_MANY = 5
_COMPLETE = Pattern(
    r"\b(?:five or more muscles|5 or more muscles|at least (?:5|five) muscles|complete (?:needle )?(?:emg|examination|study))"
)
_LIMITED = Pattern(
    r"\b(?:limited (?:needle )?(?:emg|examination|study)|fewer than five|four or fewer|4 or fewer)"
)
_LIMB = Pattern(
    r"\b(?:(?P<both>bilateral|both) (?P<many>(?:upper|lower) (?:extremit\w+|limbs?)|arms|legs)|(?P<one>(?:right|left) (?:(?:upper|lower) (?:extremity|limb)|arm|leg))|"
    rf"(?P<n>{spelled(1, 4)}|[1-4]) (?:limbs?|extremit\w+))\b"
)


def _limbs(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """How many limbs the sentence, else the passage, names."""
    for span in (done.near, done.scene):
        named: set[str] = set()
        first: re.Match[str] | None = None
        for match in _LIMB.finditer(text_of(scene, span)):
            first = first or match
            if match["n"]:
                return number(match["n"]), quote(scene, span, *match.span())
            kind = "arm" if re.search(r"upper|arm", match.group()) else "leg"
            named |= (
                {f"right {kind}", f"left {kind}"} if match["both"] else {f"{match['one'].split()[0]} {kind}"}
            )
        if first:
            return len(named), quote(scene, span, *first.span())
    return None
