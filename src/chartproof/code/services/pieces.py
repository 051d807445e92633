"""How many pieces of a thing a sentence tells of: before its name, behind it, in pairs, for each side."""

from __future__ import annotations

from chartproof.code.services.finding import MEASURED, quote, text_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.numbers import NUMBER, number


def pieces(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """How many pieces of a thing its sentence tells of: "30 catheters", "catheters, quantity 30", "one pair of stockings"."""
    low = text_of(scene, done.near)
    at, end = done.evidence.start - done.near.start, done.evidence.end - done.near.start
    if match := _PAIRS.search(low[max(0, at - 24) : at]):
        return 2 * number(match[1] or "one"), quote(scene, done.near, max(0, at - 24) + match.start(), end)
    before = list(_MANY.finditer(low[max(0, at - 40) : at]))
    if before:
        first = max(0, at - 40) + before[-1].start()
        return number(before[-1][1]), quote(scene, done.near, first, end)
    if match := _PAIRS_BEHIND.match(low, end):
        return 2 * number(match[1] or match[2]), quote(scene, done.near, *match.span())
    if match := _OF_EACH_SIDE.search(low, end, min(len(low), end + 160)):
        return number(match["r"]) + number(match["l"]), quote(scene, done.near, *match.span())
    match = (
        _BEHIND.match(low, end)
        or _LAST.match(low, end)
        or _QUANTITY.search(low, end, min(len(low), end + 48))
    )
    return (
        (number(next(n for n in match.groups() if n)), quote(scene, done.near, *match.span()))
        if match
        else None
    )


_PAIRS = Pattern(rf"\b(?:({NUMBER}|a) )?pairs? (?:of )?(?:[\w-]+ ){{0,2}}$")


#: So many for each side: "3 for the right shoe, 3 for the left".
_OF_EACH_SIDE = Pattern(
    rf"\b(?P<r>{NUMBER})(?: \w+)? (?:for|on|in) (?:the )?right\b[^.;\n]{{0,30}}?\b(?P<l>{NUMBER})(?: \w+)? (?:for|on|in) (?:the )?left\b"
)


_MANY = Pattern(
    rf"(?<![\d.\"\u00d7-])\b({NUMBER})(?!{MEASURED})(?! ?(?:x|by) ?\d| ?mm|-) (?:(?:boxes|box|packs?|cases?|pieces|of|new|sterile|[\w-]*size\w*|\d+ ?fr|french|[a-z-]+) ){{0,4}}$"
)


#: "inserts, 3 pairs".
_PAIRS_BEHIND = Pattern(rf",? ?({NUMBER}) pairs?\b|(?:,[^.;,\n\d]{{1,30}}){{1,3}}, ?({NUMBER}|a) pairs?\b")


#: A number at the end of what describes the thing: "pouches, drainable, one-piece, 20".
_LAST = Pattern(
    rf"(?:,? [a-z][\w-]*){{1,8}}, ?({NUMBER})(?!{MEASURED})(?: (?:kits?|sets?|pieces|pouches|each|boxes))?(?=\s*(?:[.;]|$))"
)


#: A number right behind the name: "test strips 100".
_BEHIND = Pattern(
    rf",? ?({NUMBER})(?!{MEASURED})(?! per (?:day|night|week|month))(?=[,.;)]| \(| (?:per|each|total|count|strips|pieces|box(?:es)?|packs?)\b|\s*$)"
)


_QUANTITY = Pattern(
    rf"(?:(?:\b(?:qty|quantity|x|count)|#)[:. ]*({NUMBER})\b|\(({NUMBER})\))(?! ?(?:in|inch|cm|mm))"
)
