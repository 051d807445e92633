"""A concussion and a graver injury of the brain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

CONCUSSION = "S06.0"
#: The injuries that the note names as a range.
GRAVER = (*(f"S06.{n}" for n in range(1, 7)), *(f"S06.8{n}" for n in range(1, 10)))


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Excludes1 at S06.0"),
)
def concussion_beside_intracranial_injury(coding: Coding, _: Books) -> Iterator[Reject]:
    """A concussion with another injury within the skull is that injury, the concussion not coded besides."""
    graver = coding.having(*GRAVER)
    for concussion in coding.having(CONCUSSION) if graver else ():
        yield Reject(concussion, Why.EXCLUDED, (graver[0],))
