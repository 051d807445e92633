"""What a stroke did, and how severe it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.code.icd10cm.together import laid_to, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

STROKES = ("I60", "I61", "I62", "I63")
#: How a line lays a deficit to the stroke: "oropharyngeal dysphagia since stroke".
_SINCE = Pattern(r"\b(?:since|after|from|of) (?:the |her |his )?(?:stroke|cva|infarct\w*)\b", re.IGNORECASE)
#: Deficits that a stroke leaves at once, though a test of a later day finds them, and its scale.
DEFICITS = ("G81", "G83", "H53.46", "R13.1", "R29.7", "R29.810", "R41.4", "R47.0", "R47.1", "R48")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.i, Appendix I.4.i", URL),
)
def deficit_follows_stroke(coding: Coding, _: Books) -> Iterator[Poa]:
    """A deficit of a stroke and its scale were present on admission where the stroke was, unless the record says that they came later."""
    strokes = coding.having(*STROKES) if reports_presence(coding.encounter) else ()
    found = coding.having(*DEFICITS) if strokes else ()
    if not reports_presence(coding.encounter):
        return
    earlier = coding.having("I69")
    left = coding.having("R13.1") if earlier else ()  # what an earlier stroke left
    yield from (Poa(a, "Y", Rung.BEFORE + 5, (earlier[0],)) for a in left)
    stay = Stay(coding)
    said = {"Y" if stay.occasioned(stroke) else stay.presence(stroke) for stroke in strokes}
    for deficit in [a for a in found if a not in left] if len(said) == 1 else ():
        since = any(laid_to(deficit, stroke) for stroke in strokes) or says(deficit, _SINCE)
        rung = Rung.ARISEN + 1 if since else Rung.BEFORE + 4
        for value in said - {None}:
            yield Poa(deficit, value, rung, (strokes[0],))
