"""A drain left as an operation ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import DRAINAGE, others, place_of
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_CAVITIES = ("0W9", "0J9", "0H9", "0S9", "0R9", "0F9", "0D9")
#: Operations after which a drain is left: all but looks, drainage, and what is put in or taken by needle.
_NOT_AFTER = frozenset("9JH2PWK")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B6.1b", URL),
)
def drain_at_the_end(coding: Coding, _: Books) -> Iterator[Reject]:
    """A drain left temporarily at the site of an operation when it ends is no procedure of its own."""
    for one in coding.procedures:
        if not one.value.startswith(_CAVITIES) or one.value[2] != DRAINAGE or one.value[5] != "0":
            continue
        for other in others(coding, one):
            is_operation = (
                other.value[0] == "0" and other.value[2] not in _NOT_AFTER and other.value[4] in "04"
            )
            if is_operation and place_of(other) < place_of(one):
                yield Reject(one, Why.INTEGRAL, (other,))
                break
