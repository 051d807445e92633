"""Regional lymph nodes, by the primary site whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.metastases import SECONDARY
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Nodes that no region is named of, and the word that makes them the primary's own.
_NODES = "C77.9"
_REGIONAL = Pattern(r"\b(?:loco-?)?regional\b", re.IGNORECASE)
#: Nodes that the line names by their place besides.
_NAMED = Pattern(
    r"\b(?:supraclavicular|cervical|axillary|inguinal|mediastinal|hilar|retroperitoneal|iliac|pelvic|para-?aortic|internal mammary)\b",
    re.IGNORECASE,
)
_NO_PRIMARY = (*SECONDARY, "C7B", "C80")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2", URL),
)
def regional_nodes_of_primary(coding: Coding, _: Books) -> Iterator[Give]:
    """Metastases in "regional" nodes are in those that the one primary site drains to (house rule by the AJCC's lists)."""
    primaries = [a for a in coding.having("C") if not a.value.startswith(_NO_PRIMARY)]
    found = {row[1]: a for a in primaries if (row := row_for("regional_nodes", a.value))}
    if len(found) != 1 or len({a.value[:3] for a in primaries}) != 1:
        return
    ((value, primary),) = found.items()
    for nodes in coding.having(_NODES):
        if any(_REGIONAL.search(m.line.words) and not _NAMED.search(m.line.words) for m in nodes.mentions):
            yield Give(value, (nodes, primary), (nodes,), instead_why=Why.LESS_SPECIFIC)
