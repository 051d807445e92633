"""Coronary arteries treated alike, counted once."""

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

#: Bypass, dilation, extirpation and fragmentation of coronary arteries, whose body part is their number.
_COUNTED = ("021", "027", "02C", "02F")
_NUMBERS = "0123"


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B4.4, B3.6b", URL),
)
def coronary_counted_once(coding: Coding, _: Books) -> Iterator[Reject]:
    """Coronary arteries treated with one device, or led to from one place, are one code that counts them all."""
    for one in coding.procedures:
        code = one.value
        if not code.startswith(_COUNTED) or code[3] not in _NUMBERS:
            continue
        alike = (o for o in others(coding, one) if o.value[:3] + o.value[4:] == code[:3] + code[4:])
        if more := [o for o in alike if code[3] < o.value[3] <= _NUMBERS[-1]]:
            yield Reject(one, Why.INTEGRAL, (more[0],))
