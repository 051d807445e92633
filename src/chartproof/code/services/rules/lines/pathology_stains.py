"""Stains beyond the routine one are reported each by itself: for organisms, for other substances, by antibody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count, quote, text_of
from chartproof.code.services.specimens import of_a_pathologist
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=cpt("special stains and immunohistochemistry: each stain of each specimen"),
)
def pathology_stains(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Stains beyond the routine one are reported each by itself: for organisms, for other substances, by antibody."""
    if not of_a_pathologist(scene):
        return
    for done in scene.of("special stains")[:1]:
        for code, pattern in _STAINS:
            if named := _named(scene, done, pattern):
                yield Bill(code, done, tuple(named.values()), len(named))
    for done in scene.of("immunostains")[:1]:
        named = _named(scene, done, _ANTIBODIES)
        told = count(scene, done.near, r"(?:antibod\w+|immunostains?|stains?|markers?)")
        number = told[0] if told else len(named)
        if not number:
            yield lacking(__name__, done, "which antibodies were used on each specimen")
            continue
        because = (told[1],) if told else tuple(named.values())
        yield Bill("88342", done, because)
        if number > 1:
            yield Bill("88341", done, because, number - 1)
    for done in scene.of("frozen section")[:1]:
        blocks = count(scene, done.near, r"blocks?")
        yield Bill("88331", done, (blocks[1],) if blocks else ())
        if blocks and blocks[0] > 1:
            yield Bill("88332", done, (blocks[1],), blocks[0] - 1)


_STAINS = (
    (
        "88312",
        Pattern(
            r"\b(?:pas for fungi|pas-fungus|gms|grocott|afb|fite|warthin-starry|steiner|giemsa|gram)\b(?: stain)?"
        ),
    ),
    (
        "88313",
        Pattern(
            r"\b(?:trichrome|reticulin|iron|prussian blue|congo red|mucicarmine|alcian blue|pas-d|pas(?! for| ?-)|von kossa|oil red o|vvg|elastic)\b(?: stain)?"
        ),
    ),
)
_ANTIBODIES = Pattern(
    r"\b(?:p16|p40|p53|p63|p504s|ki-?67|er|pr|her-?2|ck ?\d{1,2}|cytokeratin|ae1/ae3|cd ?\d{1,3}|s-?100|sox-?10|melan-?a|hmb-?45|prame|ttf-?1|napsin|cdx-?2|pax-?8|gata-?3|"
    r"synaptophysin|chromogranin|desmin|sma|vimentin|calretinin|wt-?1|mlh1|msh2|msh6|pms2|h\. ?pylori|ber-?ep4|ema|racemase|hmwck|e-cadherin|inhibin|dog-?1|pd-?l1)\b"
)


def _named(scene: Scene, done: Done, pattern: Pattern) -> dict[str, Evidence]:
    """Each stain that the report names, once."""
    everything = whole(scene, done)
    found: dict[str, Evidence] = {}
    for match in pattern.finditer(text_of(scene, everything)):
        found.setdefault(re.sub(r"[\s-]|stain", "", match.group()), quote(scene, everything, *match.span()))
    return found
