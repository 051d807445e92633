"""Words behind a word that say that it was thought of and is not there."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: Behind a word of what was thought of, and is not: "pain crisis, acute chest ruled out".
RULED_OUT = Pattern(
    r"(?:[ -](?!(?:and|or|with|now)\b)[\w/-]+){0,3} (?:(?:was|were|is) )?(?:ruled out|r/o'?d|excluded)\b",
    re.IGNORECASE,
)
