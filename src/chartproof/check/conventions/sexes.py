"""Which diagnoses are of one sex, by where they stand in the Tabular List and what their title says.

Medicare's editor had a table of them until 2024-09-30; the sections and titles are the classification's own.
"""

from __future__ import annotations

import re

from chartproof.check.conventions.listed import Entry
from chartproof.codesets.tabular import Tabular

_OF = {
    **dict.fromkeys(("section C51-C58", "section N70-N77", "section N80-N98", "chapter 15"), "F"),
    **dict.fromkeys(("D25", "D26", "D27", "D28", "Z34", "Z37", "Z39", "Z3A"), "F"),
    **dict.fromkeys(("section C60-C63", "section N40-N53", "D29"), "M"),
}
_WORD = re.compile(r"\b(female|male)\b", re.IGNORECASE)
_KNOWN: dict[tuple[str, str], tuple[str | None, str]] = {}


def sex_of(entry: Entry, tabular: Tabular) -> tuple[str | None, str]:
    """The sex of a diagnosis and the node that says so; None where it is of either."""
    key = (tabular.release.seal, entry.node)
    if key not in _KNOWN:
        _KNOWN[key] = _look(entry, tabular)
    return _KNOWN[key]


def _look(entry: Entry, tabular: Tabular) -> tuple[str | None, str]:
    for node in tabular.ancestors(entry.node):
        if node.key in _OF:
            return _OF[node.key], node.key
    said = {word.lower() for word in _WORD.findall(entry.title)}
    if len(said) == 1 and not entry.is_cause:
        return ("F" if said == {"female"} else "M"), entry.node
    return None, entry.node
