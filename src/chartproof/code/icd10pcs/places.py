"""Which of the places that a record names is meant: nearest, not the way in, not where a graft came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from chartproof.code.icd10pcs.told import Span, Told
from chartproof.model.pattern import Pattern
from chartproof.terms.pcs.sites import TRACTS, Site, Sites, tract_of

_NORMAL = Pattern(
    r"^[^.,;]{0,18}\b(?:normal|unremarkable|clear|healthy|intact|spared|fine|uninvolved|soft|patent|kept|preserved|protected|"
    r"retracted|left (?:alone|intact|behind|in (?:place|situ)|on)|not (?:\w+ed|seen|cut))\b|^,\s*(?:all |both )?(?:normal|clear|intact)\b|"
    r"^(?:,? (?:and )?[\w ]{1,20}){0,5}\b(?:all|both|were|was|appeared|looked) (?:normal|healthy|intact|unremarkable)\b",
    re.IGNORECASE,
)
_SOUND = Pattern(r"\b(?:normal|unremarkable|healthy|intact)\s+(?:\w+\s+)?$", re.IGNORECASE)
#: How far a scope went, past the place that was treated.
_PASSED = Pattern(
    r"\b(?:\w*scope|\w*scopy)\b[^.;]{0,30}\b(?:to|into|as far as)\s+(?:(?:the|second|third|portion|part|of)\s+)*$",
    re.IGNORECASE,
)
#: How many sentences to either side may name the lobe.
_NEAR = 1
#: The act was done to all the places that its sentence names.
_EACH = Pattern(r"\b(?:each|both)(?: (?:was|were|bones?))*\s+$", re.IGNORECASE)
#: A part of the operator or of his tools: finger traps, thumb pressure.
_TOOL = Pattern(r"(?:thumb|finger)s?\s+(?:traps?|pressure|dissection)\b", re.IGNORECASE)
_BY_HAND = Pattern(r"\b(?:with|by)\s+(?:the|my|both|his|her|a)?\s*$", re.IGNORECASE)
_FINGERS = Pattern(r"(?:thumb|finger)s?\b", re.IGNORECASE)
_FROM = Pattern(
    r"\b(?:from|off|donor(?: site)?)\b(?:(?!\b(?:to|onto|over|for)\b)[^.,;]){0,30}$", re.IGNORECASE
)
_ACCESS_AFTER = Pattern(
    r"^\s*(?:(?:artery|vein|arterial|venous)\s+)?(?:access|sheath|puncture|stick|approach|cut ?down|cannul)",
    re.IGNORECASE,
)
_ACCESS_BEFORE = Pattern(
    r"\b(?:via|through|from|(?:guide|guiding|sheath|catheter|balloon)(?:\s+\w+){0,2}?\s+(?:in|into|up|to))\s+(?:(?:the|a|an|right|left|common|percutaneous)\s+)*$",
    re.IGNORECASE,
)


def meant(told: Told, sites: Sites, names: set[str]) -> list[Site]:
    """The places that are meant: nearest to the act in its sentence, else in the nearest sentence that names one."""
    text = told.document.text
    vague: list[Site] = []
    if third := by_distance(told, names):
        return [third]
    for number, ring in enumerate(told.rings()):
        for span in ring:
            found = _fit(told, [s for s in _named(sites, text, span, names) if s.means & names])
            exact = [s for s in found if len(s.means & names) == 1]
            vague += [s for s in found if s not in exact]
            if exact and (told.act.part.each or _EACH.search(text, span[0], told.start)):
                return _apart(exact, names)
            if exact:
                return [_lobe(told, sites, _finer(min(exact, key=_order(told, number)), exact, names), names)]
    if told.act.part.default or not vague:
        return []
    return [min(vague, key=lambda s: (len(s.means & names), s.start))]


def _named(sites: Sites, text: str, span: Span, names: set[str]) -> list[Site]:
    """The places of a sentence; where the rows hold no value for one of the gut, it stands for its tract (B4.8)."""
    tracts = names & TRACTS
    return [
        replace(s, means=s.means | tract_of(s.means)) if tracts and s.means.isdisjoint(names) else s
        for s in sites.within(text, *span)
    ]


#: How far from the front teeth each third of the gullet ends.
_THIRDS = ((24, "esophagus upper"), (32, "esophagus middle"), (41, "esophagus lower"))
_AT_CM = Pattern(r"\b(?:at|from|to|above|of)?\s*(?P<cm>[1-4]\d) ?cm\b", re.IGNORECASE)
_GULLET = Pattern(
    r"esoph|incisor|gullet|\bEGD\b|gastroscop|Z[ -]?line|schatzki|peptic ring|barrett", re.IGNORECASE
)


def by_distance(told: Told, names: set[str]) -> Site | None:
    """The third of the gullet that a distance from the teeth tells."""
    text = told.document.text
    if "esophagus lower" not in names or not _GULLET.search(text):
        return None
    for ring in told.rings():
        for span in ring:
            for m in _AT_CM.finditer(text, *span):
                third = next((name for end, name in _THIRDS if int(m["cm"]) <= end), None)
                if third:
                    return Site(m.start("cm"), m.end(), frozenset({third}), 2)
    return None


def _lobe(told: Told, sites: Sites, near: Site, names: set[str]) -> Site:
    """The lobe of an organ that a sentence near by names, where this one names the organ."""
    lobes = {f"{n} lobe" for n in near.means & names} & names
    if not lobes:
        return near
    spans = [span for ring in told.rings() for span in ring][: 1 + 2 * _NEAR]
    return next(
        (
            s
            for span in spans
            for s in sites.within(told.document.text, *span)
            if s.means & names <= lobes and s.means & lobes
        ),
        near,
    )


def _finer(near: Site, found: list[Site], names: set[str]) -> Site:
    """The part of a place, where the same words name both: the lobe, beside the liver."""
    heads = tuple(f"{n} " for n in near.means & names)
    return next((s for s in found if all(n.startswith(heads) for n in s.means & names)), near)


def _fit(told: Told, found: list[Site]) -> list[Site]:
    """Without what is said to be sound, the way in, and the other end of a graft."""
    text = told.document.text
    found = [s for s in found if not _TOOL.match(text, s.start) and not _is_operators(text, s)]
    found = [
        s
        for s in found
        if not _NORMAL.match(text[s.end : s.end + 50])
        and not _SOUND.search(text[max(0, s.start - 20) : s.start])
    ] or found[:1]
    if told.act.tables[0][:2] == "0D" and told.act.tables[0][2] != "J":
        found = [s for s in found if not _PASSED.search(text, max(0, s.start - 60), s.start)]
    if told.act.is_vascular:
        found = [s for s in found if not _is_access(text, s)]
    if told.act.takes_graft is not None:
        kept = [s for s in found if _is_source(text, s) is told.act.takes_graft]
        found = kept or ([] if found and not told.act.takes_graft else found)
    return found


def _is_operators(text: str, site: Site) -> bool:
    """Whether fingers are those of the operator: molded straight with the thumbs."""
    before = text[max(0, site.start - 12) : site.start]
    return bool(_FINGERS.match(text, site.start) and _BY_HAND.search(before))


def _order(told: Told, ring: int) -> Callable[[Site], tuple[int, int, int]]:
    def of(site: Site) -> tuple[int, int, int]:
        return 0 if ring else _distance(site, told), -site.words, site.start

    return of


def _is_access(text: str, site: Site) -> bool:
    """Whether a vessel is only the way in."""
    before = text[max(0, site.start - 40) : site.start]
    return bool(_ACCESS_AFTER.match(text[site.end : site.end + 30]) or _ACCESS_BEFORE.search(before))


def _is_source(text: str, site: Site) -> bool:
    """Whether a place is where a graft is taken from."""
    return _FROM.search(text, max(0, site.start - 45), site.start) is not None


def _apart(found: list[Site], names: set[str]) -> list[Site]:
    kept: dict[frozenset[str], Site] = {}
    for site in found:
        kept.setdefault(frozenset(site.means & names), site)
    return list(kept.values())


def _distance(site: Site, told: Told) -> int:
    if site.start < told.end and told.start < site.end:
        return 0
    return min(abs(site.start - told.end), abs(told.start - site.end))
