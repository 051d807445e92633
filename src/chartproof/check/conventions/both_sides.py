"""The code that tells both sides of a condition of one side."""

from __future__ import annotations

from chartproof.check.conventions.listed import Entry, entry_of
from chartproof.codesets.tabular import Tabular

_KNOWN: dict[tuple[str, str], str | None] = {}


def code_of_both(one: Entry, tabular: Tabular) -> str | None:
    """The bilateral code that else says the same, where the category has one."""
    key = (tabular.release.seal, one.code)
    if key not in _KNOWN:
        _KNOWN[key] = _look(one, tabular)
    return _KNOWN[key]


def _look(one: Entry, tabular: Tabular) -> str | None:
    below = [one.category]
    while below:
        node = below.pop()
        below += [child.key for child in tabular.children(node)]
        for made in tabular.codes_of(node):
            entry = entry_of(made.code, tabular)
            if entry and entry.side == "bilateral" and entry.words == one.words:
                return entry.code
    return None
