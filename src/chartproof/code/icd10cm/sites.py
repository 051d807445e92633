"""One condition of several joints that a line lists: each site with its own side.

Source: ICD-10-CM Official Guidelines I.C.13.a.2 (the codes of the sites named, where there are such codes).
"""

from __future__ import annotations

from dataclasses import replace

from chartproof.code.icd10cm.documented import Documented
from chartproof.model.reading import Mention, Trait
from chartproof.model.record import Encounter
from chartproof.terms.words import WALL

#: Sites of joints and bones that have a side (folded).
JOINTS = frozenset(
    "shoulder elbow wrist hand finger thumb hip knee ankle foot toe mtp mcp pip dip forearm".split()
)
#: How many words from its side a site may stand: left first MTP.
_NEAR = 3
_SIDES = frozenset({"left", "right"})


def sites_of(mention: Mention, documented: Documented, encounter: Encounter) -> tuple[Documented, ...]:
    """What is documented of each site of a list; empty where the words list no two."""
    words, inside = documented.words, documented.inside
    if not mention.concept.startswith("M") or not inside or JOINTS & documented.own.keys():
        return ()
    listed: list[tuple[int, int]] = []
    for i in range(inside[-1] + 1, len(words)):
        if words.breaks[i] - words.breaks[inside[-1]] >= WALL:
            break
        if words.folded[i] in _SIDES:
            near = [j for j in range(i + 1, min(i + 1 + _NEAR, len(words))) if words.folded[j] in JOINTS]
            listed += [(i, j) for j in near[:1]]
    if len({(words.folded[i], words.folded[j]) for i, j in listed}) < 2:
        return ()
    every = frozenset(n for pair in listed for n in pair)
    return tuple(_at(mention, documented, encounter, pair, every - set(pair)) for pair in listed)


def _at(
    mention: Mention,
    documented: Documented,
    encounter: Encounter,
    pair: tuple[int, int],
    others: frozenset[int],
) -> Documented:
    words, i = documented.words, pair[0]
    side = documented.document.quote(words.starts[i], words.ends[i])
    traits = tuple(t for t in mention.traits if t.axis != "laterality")
    sided = Trait("laterality", words.folded[i], side)
    own = replace(mention, traits=(*traits, sided))
    return Documented(own, documented.document, encounter.documents, alone=True, without=others)
