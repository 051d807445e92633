"""Mohs surgery is reported by site, each further stage, and blocks beyond five of a stage."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count, quote, text_of
from chartproof.code.services.sizes import site_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.numbers import NUMBER, number, spelled


@rule(holds=SINCE, reviewed=None, cite=cpt("Mohs micrographic technique: stages and blocks"))
def mohs_stages(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Mohs surgery is reported by site, each further stage, and blocks beyond five of a stage."""
    for done in scene.of("mohs")[:1]:
        spans = (done.near, done.scene, whole(scene, done))
        site, stages = site_of(scene, spans, done.evidence), _stages(scene, done)
        if site is None or stages is None:
            yield lacking(__name__, done, "the site, the number of stages, and the blocks of each stage")
            continue
        first, further = ("17313", "17314") if site[0]["site"] in _PLAIN else ("17311", "17312")
        yield Bill(first, done, (site[1], stages[1]))
        if stages[0] > 1:
            yield Bill(further, done, (site[1], stages[1]), stages[0] - 1)
        more = [(int(n) - _FIVE, words) for n, words in _blocks(scene, done) if n > _FIVE]
        if more:
            yield Bill("17315", done, tuple(words for _, words in more), sum(n for n, _ in more))


_FIVE = 5
_PLAIN = frozenset({"trunk", "arm", "leg"})
_NAMED = Pattern(
    rf"\bstage (?P<n>\d|iv|i{{1,3}}|{spelled(1, 4)})\b|\b(?P<nth>first|second|third|fourth|fifth) (?:stage|layer)\b"
)
_ORDER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_BLOCKS = Pattern(rf"\b(?P<n>{NUMBER}) (?:tissue )?(?:blocks?|sections?|specimens?|pieces)\b")


def _stages(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """How many stages: the greatest number that is counted or named."""
    record = whole(scene, done)
    told = [
        (_number(m["n"] or m["nth"]), quote(scene, record, *m.span()))
        for m in _NAMED.finditer(text_of(scene, record))
    ]
    for span in (done.near, done.scene, record):
        if counted := count(scene, span, r"(?:mohs )?(?:stages?|layers)"):
            told.append(counted)
            break
    return max(told, key=lambda t: t[0], default=None)


def _number(word: str) -> int:
    return _ORDER.get(word) or number(word)


def _blocks(scene: Scene, done: Done) -> Iterator[tuple[int, Evidence]]:
    record = whole(scene, done)
    for match in _BLOCKS.finditer(text_of(scene, record)):
        yield number(match["n"]), quote(scene, record, *match.span())
