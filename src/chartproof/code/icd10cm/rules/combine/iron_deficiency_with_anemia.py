"""Iron deficiency, where its anemia is named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import in_one_problem
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: That there is none now.
_WITHOUT = Pattern(
    r"\b(?:without|no|not|resolved|corrected|never)\b[^.;\n]{0,16}\ban(?:a)?emi|\ban(?:a)?emia (?:has |is |was )?(?:resolved|corrected|gone)|\bnon-?an(?:a)?emic"
    r"|\biron deficiency,? (?:has |is |was |been |now |since |fully ){0,4}(?:(?:corrected|resolved|gone)\b|(?:treated|repleted|replaced)\b[^.;\n]{0,40}\bnormal)",
    re.IGNORECASE,
)

#: Anemia whose kind is not told, by itself and as it complicates a pregnancy: under one head with the deficiency it is by that.
UNNAMED = "D64.9"
BARE = (UNNAMED, "O99.01", "O99.02", "O99.03")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "E61.1"),
)
def iron_deficiency_with_anemia(coding: Coding, _: Books) -> Iterator[Give]:
    """Iron deficiency of a patient whose iron deficiency anemia is named in the record, or told under the head of an anemia, is that anemia."""
    anemia = sorted(coding.having("D50"), key=lambda a: a.value == "D50.9")
    for deficiency in coding.having("E61.1"):
        if said(coding, deficiency, _WITHOUT) is not None:
            continue
        if anemia:
            yield Give(anemia[0].value, because=(anemia[0], deficiency), instead_of=(deficiency,))
            continue
        bare = next((a for a in coding.having(*BARE) if in_one_problem(a, deficiency)), None)
        if bare is not None:
            gone = (deficiency, bare) if bare.value == UNNAMED else (deficiency,)
            yield Give("D50.9", because=(bare, deficiency), instead_of=gone)
