"""What holds a fused joint of the spine apart, and the bone packed with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import others
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_FUSION = ("0RG", "0SG")
_CAGE = "A"
#: Graft of the patient's own bone or another's.
_GRAFT = frozenset("7K")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.10c", URL),
)
def fusion_device(coding: Coding, _: Books) -> Iterator[Reject]:
    """An interbody fusion device, alone or with bone graft, is the device of a fused vertebral joint; the graft has no code beside it."""
    for one in coding.procedures:
        if not one.value.startswith(_FUSION) or one.value[5] not in _GRAFT:
            continue
        caged = one.value[:5] + _CAGE + one.value[6]
        if held := [o for o in others(coding, one) if o.value == caged]:
            yield Reject(one, Why.INTEGRAL, (held[0],))
