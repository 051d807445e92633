"""Fractures: whether one has healed, and what its site is called where the bone was weak."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Time

_HEALED = Pattern(r"\bhealed\b|\bh/o\b|\bhistory of\b", re.IGNORECASE)


def is_healed(mention: Mention) -> bool:
    """Whether a fracture is told as past, or as healed."""
    return mention.assertion.time is Time.PAST or bool(_HEALED.search(mention.line.words))


#: Fractures by site, and the subdivision of M80.0 and M80.8; 08 and the pelvis have no side.
OSTEOPOROTIC_SITES = {
    "S12": "8X",
    "S22.0": "8X",
    "S32.0": "8X",
    "S32.1": "B9",
    "S32.3": "B",
    "S32.4": "B",
    "S32.5": "B",
    "S32.6": "B",
    "S42.2": "2",
    "S52": "3",
    "S62": "4",
    "S72": "5",
    "S82": "6",
    "S92": "7",
}


def osteoporotic_site(value: str) -> str:
    """The site and side that a fracture code names, as M80 writes them."""
    site = next(s for prefix, s in OSTEOPOROTIC_SITES.items() if value.startswith(prefix))
    return site if len(site) == 2 else site + (value[6] if value[6] in "12" else "9")
