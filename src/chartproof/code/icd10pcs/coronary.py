"""Coronary arteries treated, the conduits led to them, and the stents left in them (guidelines B3.6, B4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chartproof.code.icd10pcs.count import NUMBER, WORDS, Count, number, quotes, within
from chartproof.code.icd10pcs.told import Span, Told
from chartproof.model.pattern import Pattern

#: The coronary arteries and their branches, each once.
_CORONARY = Pattern(
    r"\b(?P<lad>LAD|[Ll]eft anterior descending)\b|\b(?P<diag>D[12]|[Dd]iagonals?)\b|\b(?P<om>OM ?[123]?|[Oo]btuse marginals?|[Mm]arginals?)\b|"
    r"\b(?P<cx>L?CX|LCx|[Cc]ircumflex)\b|\b(?P<pda>PDA|[Pp]osterior descending)\b|\b(?P<pl>PLV?|PLB|[Pp]osterolateral)\b|"
    r"\b(?P<rca>RCA|[Rr]ight coronary)\b|\b(?P<lm>[Ll]eft main|LMCA)\b|\b(?P<ri>[Rr]amus)\b"
)
_ARTERIES = ("One Artery", "Two Arteries", "Three Arteries", "Four or More Arteries")


_DONE_TO = Pattern(
    r"stent|balloon|predilat|dilated|angioplast|PTCA|PCI|lithotrip|atherectom|deployed|treated|thrombectom|aspirat|crossed|DES\b",
    re.IGNORECASE,
)
_DISEASE = Pattern(
    r"\b(?:mild|no (?:significant|obstructive)|normal|patent|nonobstructive|minor|luminal)\b", re.IGNORECASE
)


_NO_STENT = Pattern(
    r"\b(?:no|not|without|nor|too \w+ (?:to|for))\W+(?:\w+\W+){0,2}?(?:stent|DES)|\bPOBA\b|\b(?:balloon|angioplasty) (?:only|alone)",
    re.IGNORECASE,
)


def _reach(told: Told) -> tuple[Span, ...]:
    return told.spans if told.whole else told.spans[max(0, told.at - 1) : told.at + 2]


def _named(told: Told, spans: Iterable[Span]) -> dict[str, re.Match[str]]:
    """The arteries that stretches name, each once, without those only looked at."""
    text = told.document.text
    found: dict[str, re.Match[str]] = {}
    for start, end in spans:
        for clause in re.finditer(r"[^;,.]+", text[start:end]):
            if _DISEASE.search(clause[0]) and not _DONE_TO.search(clause[0]):
                continue
            for m in _CORONARY.finditer(text, start + clause.start(), start + clause.end()):
                found.setdefault(str(m.lastgroup), m)
    return found


def _by_balloon(told: Told) -> tuple[list[Span], list[Span]]:
    """The stretches that tell a stent left in an artery, and those that tell a balloon alone."""
    text = told.document.text
    stented: list[Span] = []
    plain: list[Span] = []
    for start, end in _reach(told):
        for piece in re.finditer(r"[^;]+", text[start:end]):
            if not (_DONE_TO.search(piece[0]) and _CORONARY.search(piece[0])):
                continue
            is_plain = bool(_NO_STENT.search(piece[0])) or not _STENT.search(piece[0])
            (plain if is_plain else stented).append((start + piece.start(), start + piece.end()))
    return stented, plain


def _arteries(told: Told, found: dict[str, re.Match[str]]) -> list[Count]:
    label = f"Coronary Artery, {_ARTERIES[min(4, len(found)) - 1]}"
    return [Count((label,), quotes(told, list(found.values())))]


def ballooned(told: Told) -> list[Count] | None:
    """How many coronary arteries were widened by a balloon alone, where others were stented (B4.4)."""
    stented, plain = _by_balloon(told)
    with_stent = _named(told, stented)
    only = {k: m for k, m in _named(told, plain).items() if k not in with_stent}
    is_said = any(_NO_STENT.search(told.document.text, *span) for span in plain)
    return _arteries(told, only) if with_stent and only and is_said else None


def coronaries(told: Told) -> list[Count] | None:
    """How many coronary arteries were treated (B4.4)."""
    text = told.document.text
    reach = _reach(told)
    if ballooned(told):
        reach = tuple(_by_balloon(told)[0])
    treated = [span for span in reach if _DONE_TO.search(text, *span) and _CORONARY.search(text, *span)]
    found = _named(told, treated or reach)
    return _arteries(told, found) if found else None


_MAMMARY = Pattern(
    r"\b(?:LIMA|left internal (?:mammary|thoracic)|RIMA|right internal (?:mammary|thoracic)|BIMA|internal (?:mammary|thoracic))\b",
    re.IGNORECASE,
)
_TOTAL = Pattern(
    rf"\b(?:CABG|bypass(?: graft\w*)?|grafts?)\W{{0,3}}(?:x|times)\W?({NUMBER})\b|\b({NUMBER})[- ]vessel (?:CABG|coronary|bypass)",
    re.IGNORECASE,
)


_VEIN = Pattern(r"\b(?:SVGs?|saphenous|vein graft|venous|reversed vein|radial)\b", re.IGNORECASE)


def _targets(told: Told, source: Pattern) -> dict[str, re.Match[str]]:
    """The arteries that each conduit of a kind was led to: those named after it, else before it."""
    text = told.document.text
    found: dict[str, re.Match[str]] = {}
    for start, end in told.spans:
        conduits = sorted(
            (m for p in (_MAMMARY, _VEIN) for m in p.finditer(text, start, end)), key=lambda m: m.start()
        )
        bounds = [m.start() for m in conduits[1:]] + [end]
        last = start
        for conduit, bound in zip(conduits, bounds, strict=False):
            named = list(_CORONARY.finditer(text, conduit.end(), bound)) or list(
                _CORONARY.finditer(text, last, conduit.start())
            )
            last = bound
            if source.search(conduit[0]):
                for m in named:
                    found.setdefault(str(m.lastgroup) + m[0].lower(), m)
    return found


def mammary(told: Told) -> list[Count] | None:
    """How many coronary arteries an internal mammary artery was led to (B3.6c)."""
    found = _targets(told, _MAMMARY)
    if not found:
        return None
    return [
        Count((f"Coronary Artery, {_ARTERIES[min(4, len(found)) - 1]}",), quotes(told, list(found.values())))
    ]


def aortic(told: Told) -> list[Count] | None:
    """How many coronary arteries the aorta was led to by a free graft (B3.6c)."""
    found = _targets(told, _VEIN)
    total = next(within(told, _TOTAL), None)
    count = len(found)
    if total and not count:
        count = number(total[1] or total[2]) - len(_targets(told, _MAMMARY))
    if count < 1:
        return None
    words = (
        quotes(told, list(found.values())) or (told.document.quote(*total.span()),)
        if total
        else quotes(told, list(found.values()))
    )
    return [Count((f"Coronary Artery, {_ARTERIES[min(4, count) - 1]}",), words)]


_STENT = Pattern(
    r"\b(?:drug[- ]eluting stents?|(?:\w+[- ]eluting) stents?|DES(?:es)?\b|bare[- ]metal stents?|BMS|stents?\b|(?:xience|synergy|resolute|onyx|promus|orsiro|ultimaster|endeavor|taxus|cypher)\b)",
    re.IGNORECASE,
)
_SIZED = Pattern(
    r"\d(?:\.\d+)?\s*(?:mm)?\s*x\s*\d+(?:\.\d+)?\s*(?:mm)?[^.;,]{0,40}?\b(?:stent|DES|BMS|xience|synergy|resolute|onyx|promus|orsiro|eluting)\w*",
    re.IGNORECASE,
)
_SOME = Pattern(
    rf"(?<![x\d.] )(?<![x\d.])\b([1-6]|{WORDS})\b(?:\s+\d[\d.]*\s*(?:mm)?\s*x\s*\d[\d.]*\s*(?:mm)?)?(?:\s+[\w-]+){{0,3}}?\s+(?:stents?|DES)\b",
    re.IGNORECASE,
)
_DRUG = Pattern(
    r"drug[- ]eluting|\w+limus|paclitaxel[- ]eluting|\bDES\b|xience|synergy|resolute|onyx|promus|orsiro|eluting",
    re.IGNORECASE,
)


#: One stent for every artery named.
_EACH_ONE = Pattern(
    r"\b(?:each|both|either)\b[^.;]{0,60}?\b(?:one|an?|single)\b[^.;]{0,40}?\b(?:stents?|DES)\b",
    re.IGNORECASE,
)


def stents(told: Told) -> list[Count] | None:
    """Which stents were left, and how many; [] where stents were left and their number is not said."""
    found = [
        m
        for m in within(told, _STENT)
        if not re.search(
            r"\b(?:no|without|bailout|prior|old|previous|in)[\s-]+(?:\w+[\s-]+)?$",
            told.document.text[max(0, m.start() - 20) : m.start()],
            re.IGNORECASE,
        )
    ]
    if not found:
        return [Count(("No Device",), (told.words,))]
    drug = next(within(told, _DRUG), None)
    kind = "Intraluminal Device, Drug-eluting" if drug else "Intraluminal Device"
    sized, said = list(within(told, _SIZED)), list(within(told, _SOME))
    if sized and len(sized) >= sum(number(m[1]) for m in said):
        count, words = len(sized), sized
    elif said:
        count, words = sum(number(m[1]) for m in said), said
    elif any(m[0].lower().endswith("s") and m[0] not in {"DES", "BMS"} for m in found):
        return []
    else:
        count, words = 1, found
    if count == 1 and (each := next(within(told, _EACH_ONE), None)):
        vessels = len(_named(told, _reach(told)))
        count, words = max(1, vessels), [*words, each]
    more = ("", ", Two", ", Three", ", Four or More")[min(4, count) - 1]
    return [Count((kind + more,), quotes(told, words + ([drug] if drug else [])))]
