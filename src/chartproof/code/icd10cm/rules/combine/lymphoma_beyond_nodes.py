"""Lymphoma in solid organs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_FROM = Pattern(r"\blymphoma\b", re.IGNORECASE)


@rule(
    holds=Period(date(2024, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.t", URL),
)
def lymphoma_beyond_nodes(coding: Coding, books: Books) -> Iterator[Give]:
    """Lymphoma that spreads beyond the nodes takes its own code of extranodal and solid organ sites, not one of a secondary neoplasm."""
    lymphomas = coding.having("C81", "C82", "C83", "C84", "C85")
    others = [a for a in coding.having("C") if a.value[:3] < "C77" or a.value[:3] in {"C7A", "C7B", "C80"}]
    for lymphoma in lymphomas:
        spread = tuple(
            a for a in coding.having("C78", "C79") if in_one_line(a, lymphoma) or says(a, _FROM) or not others
        )
        beyond = _beyond(lymphoma, books) if spread else None
        if beyond and "remission" not in (lymphoma.title or ""):
            yield Give(
                beyond,
                because=(lymphoma, *spread),
                instead_of=(*spread, *((lymphoma,) if beyond != lymphoma.value else ())),
            )
            return


def _beyond(lymphoma: Assignment, books: Books) -> str | None:
    """The code of the same lymphoma in extranodal and solid organ sites."""
    found = books.tabular.starting(lymphoma.value[:5], 40)
    able = [code for code, title in found if "solid organ sites" in title and books.tabular.billable(code)]
    return able[-1] if able else None
