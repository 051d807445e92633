"""Stones as a record places them."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

STONE = r"(?:stones?|calcul[iu]\w*)"
#: A stone that is told to lie in the kidney itself.
IN_THE_KIDNEY = Pattern(
    rf"\b(?:non-?obstruct\w*|intra-?renal|caly\w+|(?:upper|lower|mid|inter)-?(?: ?polar?| pole)|staghorn|renal pelvis|punctate|in (?:the|her|his) (?:left |right )?kidney)\b[^.;\n]{{0,25}}\b{STONE}\b"
    rf"|\b{STONE}\b[^.;\n]{{0,30}}\b(?:caly\w+|(?:upper|lower|mid)-?(?: ?polar?| pole)|renal pelvis|in (?:the|her|his|both|each) (?:left |right |other )?kidneys?)\b",
    re.IGNORECASE,
)
