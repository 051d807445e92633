"""What an operation note tells as done and no procedure was found for: it must not be silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from chartproof.code.icd10pcs.done import Done
from chartproof.code.icd10pcs.told import Span, is_done
from chartproof.model.coding import Abstained
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Evidence
from chartproof.terms.pcs.acts import compiled, verbs
from chartproof.terms.pcs.sites import Site, Sites, bare

#: How many sentences of one note are shown.
_SHOWN = 5
_SAYS = "tells something done to a part of the body, and no procedure was found for it"
#: Verbs by themselves that are no deed: a study, a growth, letting out.
_NO_DEED = frozenset({"study", "tumor", "let"})
#: Deeds that are seldom a mere step on the way to another.
_ENDS = ("cut", "bite", "back", "pulled")
#: Layers that every operation goes through.
_LAYERS = (
    "skin",
    "subcutaneous",
    "muscle",
    "abdominal wall",
    "chest wall",
    "peritoneum",
    "omentum",
    "mesentery",
)
#: Where it was brought to, or by what way: no part that something was done to.
_WAY = Pattern(
    r"\b(?:through|via|by|under|over|at|from|off|to|into|onto|per|near|beside|behind|above|below|around)\s+(?:(?:the|a|an|each|top|of|\d+ mm)\s+)*(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
#: What ends a clause: a deed in one is not done to the part that another names.
_STOP = Pattern(r"[,;:]")
#: Names of tools and of moving a limb, which are no deed.
_NO_END = Pattern(r"\w*scopes?\b|\w+\s+(?:to|into|down|back to)\b", re.IGNORECASE)
#: Parts whose names are tools as well.
_TOOLS = frozenset({"port", "tube", "tubes", "ports"})


@cache
def _doing(names: tuple[str, ...]) -> Pattern:
    """Any of the ways to say something done, of the verbs by these names."""
    return compiled("|".join(f"({words})" for name, words in verbs().items() if name in names))


def unread(document: Document, spans: tuple[Span, ...], sites: Sites) -> Iterator[Abstained]:
    """The sentences that name a deed and a part of the body, of a note in which nothing was found."""
    shown = 0
    deeds = _doing(tuple(name for name in verbs() if name not in _NO_DEED))
    for span in spans:
        deed = _deed(document, span, deeds)
        place = next(iter(sites.within(document.text, *span)), None) if deed else None
        if deed and place:
            yield Abstained(_SAYS, (deed, document.quote(place.start, place.end)))
            shown += 1
        if shown == _SHOWN:
            return


def left_over(
    document: Document, spans: tuple[Span, ...], sites: Sites, found: Iterable[Done]
) -> Iterator[Abstained]:
    """Beside what was found: sentences it does not rest on, that tell an end in itself, done to another part."""
    rests, parts = _read(document, found)
    shown = 0
    for span in spans:
        if any(span[0] <= at < span[1] for at in rests):
            continue
        deed = _deed(document, span, _doing(_ENDS))
        if not deed or shown == _SHOWN or _NO_END.match(document.text, deed.start):
            continue
        near = _object(document, deed, sites.within(document.text, *span))
        if near and _is_other(near, parts):
            yield Abstained(_SAYS, (deed, document.quote(near.start, near.end)))
            shown += 1


def _object(document: Document, deed: Evidence, named: list[Site]) -> Site | None:
    """What a deed was done to: the nearest part that its own clause names, and not as the way there."""
    text = document.text
    clause = [
        s
        for s in named
        if not _STOP.search(text, min(s.end, deed.end), max(s.start, deed.start))
        and not _WAY.search(text, max(0, s.start - 30), s.start)
        and text[s.start : s.end].lower() not in _TOOLS
    ]
    return min(clause, key=lambda s: abs(s.start - deed.start), default=None)


def _read(document: Document, found: Iterable[Done]) -> tuple[set[int], set[str]]:
    """Where the words stand that what was found rests on, and the parts it was done to."""
    here = [d for d in found if d.told.document.id == document.id]
    rests = {d.told.start for d in here}
    rests |= {e.start for d in here for choices in d.axes for c in choices for e in c.words}
    return rests, {bare(c.label) for d in here for c in d.axes[0]}


def _is_other(site: Site, parts: set[str]) -> bool:
    """Whether a place is none of the parts operated on, and no layer on the way."""
    if any(name.startswith(_LAYERS) or name in parts for name in site.means):
        return False
    heads = {w for p in parts for w in p.split()}
    return not any(heads & set(name.split()) for name in site.means)


def _deed(document: Document, span: Span, deeds: Pattern) -> Evidence | None:
    """The first deed of a sentence that was done now."""
    found = (m for m in deeds.finditer(document.text, *span) if is_done(document.text, span, m.span()))
    deed = next(found, None)
    return document.quote(*deed.span()) if deed else None
