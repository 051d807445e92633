"""Where a bypass leads: the place named after `to`, which its qualifier says (guideline B3.6a)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chartproof.code.icd10pcs.sides import side_said
from chartproof.code.icd10pcs.told import Told
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.pcs.sites import Sites, bare, side_of

_TO = Pattern(r"\b(?:to|onto|into|on|in)\b(?:[\s-]+\w+){0,4}[\s-]*$", re.IGNORECASE)
_FROM = Pattern(r"\b(?:from|off|of|harvest\w*)\b(?:[\s-]+\w+){0,3}[\s-]*$", re.IGNORECASE)


def led_to(told: Told, sites: Sites, values: Mapping[str, str]) -> tuple[str, tuple[Evidence, ...]] | None:
    """The value that names the far end of a bypass, and its words; None where none or several are named."""
    text = told.document.text
    for ring in told.rings():
        for start, end in ring:
            for site in sites.within(text, start, end):
                before = text[max(start, site.start - 40) : site.start]
                if not _TO.search(before) or _FROM.search(before):
                    continue
                named = {v: x for v, x in values.items() if bare(x) in site.means}
                words: tuple[Evidence, ...] = (told.document.quote(site.start, site.end),)
                if len(named) > 1:
                    side, at = side_said(told, site)
                    named = {v: x for v, x in named.items() if side_of(x) == side}
                    words = (*words, at) if at else words
                if len(named) == 1:
                    return next(iter(named)), words
    return None
