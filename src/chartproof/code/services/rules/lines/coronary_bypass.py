"""Bypass of the coronary arteries is reported by how many grafts were arteries and how many veins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import quote
from chartproof.code.services.operations import told
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.numbers import NUMBER, number


@rule(holds=SINCE, reviewed=None, cite=cpt("coronary artery bypass: arterial and venous grafts"))
def coronary_bypass(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Bypass of the coronary arteries is reported by how many grafts were arteries and how many veins."""
    for done in scene.of("coronary bypass")[:1]:
        span, low = tuple(told(scene, done))[1]
        arteries = {m["to"]: m for m in _ARTERY.finditer(low)}
        veins = {m["to"]: m for first in _VEIN.finditer(low) for m in _all(first, low)}
        total = _TOTAL.search(low)
        number_of_veins = len(veins)
        if total and arteries:
            number_of_veins = max(number(next(g for g in total.groups() if g)) - len(arteries), 0)
        if not arteries and not veins:
            yield lacking(
                __name__, done, "how many grafts were made, of which vessels, and to which arteries"
            )
            continue
        words = tuple(quote(scene, span, *m.span()) for m in (*arteries.values(), *veins.values()))
        if arteries:
            yield Bill(_ARTERIES[min(len(arteries), 4) - 1], done, words)
            if number_of_veins:
                yield Bill(_BESIDE[min(number_of_veins, 6) - 1], done, words)
        else:
            yield Bill(_VEINS[min(number_of_veins, 6) - 1], done, words)
        if scoped := _SCOPED.search(low):
            yield Bill("33508", done, (quote(scene, span, *scoped.span()),))


def _all(first: re.Match[str], low: str) -> Iterator[re.Match[str]]:
    """A graft, and the further places it or the next of its kind goes to: "to the marginal and to the right coronary"."""
    match: re.Match[str] | None = first
    while match:
        yield match
        match = _ALSO.match(low, match.end())


_PLACE = r"(?P<to>(?:first |second |mid |distal |proximal )?[a-z0-9]+(?: (?:descending|marginal|coronary|diagonal))*)"
_ALSO = Pattern(
    rf"(?: branch| artery)?,?(?: and)?(?: (?:a )?(?:second|another|separate|one))? to (?:the )?{_PLACE}"
)
_TO = r"[^.;,\n]{0,40}?\bto (?:the )?" + _PLACE
_ARTERY = Pattern(
    rf"\b(?:lima|rima|left internal (?:mammary|thoracic)|right internal (?:mammary|thoracic)|radial artery(?: graft)?)\b{_TO}"
)
_VEIN = Pattern(rf"\b(?:svg|(?:reversed )?saphenous vein(?: grafts?)?|vein grafts?)\b{_TO}")
_TOTAL = Pattern(
    rf"\b(?:cabg|grafting|bypass(?: graft(?:s|ing)?)?) ?(?:x|times) ?(?P<a>{NUMBER})\b|\b(?P<b>{NUMBER})[- ]vessel\b"
)
_SCOPED = Pattern(r"\bendoscop\w+ (?:\w+ ){0,3}(?:vein )?harvest\w*|\bharvested endoscopically")
_ARTERIES = ("33533", "33534", "33535", "33536")
_BESIDE = ("33517", "33518", "33519", "33521", "33522", "33523")
_VEINS = ("33510", "33511", "33512", "33513", "33514", "33516")
