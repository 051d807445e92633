"""An injury told in the sentences of an event that heads their problem: it is what the event came to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import ACTIVE, stage
from chartproof.code.icd10cm.events import events
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.named import NAMING, TALK
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Mark
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.G, I.C.20.a.1", URL),
)
def injury_of_its_event(coding: Coding, _: Books) -> Iterator[Mark]:
    """An injury told for certain under a head that says only how it came about is what was assessed."""
    headed = events(coding)
    for injury in coding.having("S", "T"):
        if injury.needed is not Needed.ALSO or stage(injury.value[-1]) != ACTIVE:
            continue
        if any(_tells(m) and (m.document, m.problem) in headed for m in injury.mentions):
            yield Mark(injury, needed=Needed.ADDRESSED)


def _tells(mention: Mention) -> bool:
    told = mention.standing is Standing.ASSESSED and mention.section in NAMING and is_certain(mention)
    return told and not TALK.search(mention.line.words)
