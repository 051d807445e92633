"""A code of the other sex."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

FEMALE = (
    *("C51", "C52", "C53", "C54", "C55", "C56", "C57", "C58", "D06", "D07.0", "D07.1", "D07.2"),
    *("D25", "D26", "D27", "D28", "D39", "N7", "N80", "N81", "N82", "N83", "N84", "N85", "N86"),
    *("N87", "N88", "N89", "N90", "N91", "N92", "N93", "N94", "N95", "N96", "N97", "N98", "O"),
    *("Q50", "Q51", "Q52", "Z01.41", "Z01.42", "Z12.4", "Z30.01", "Z33", "Z34", "Z36", "Z39"),
    *("Z3A", "Z78.0", "Z85.40", "Z85.41", "Z85.42", "Z85.43", "Z85.44", "Z87.41", "Z90.71", "Z90.72"),
)
MALE = (
    *("C60", "C61", "C62", "C63", "D07.4", "D07.5", "D07.6", "D29", "D40", "N40", "N41", "N42"),
    *("N43", "N44", "N45", "N46", "N47", "N48", "N49", "N50", "N51", "N52", "N53", "Q53", "Q54"),
    *("Q55", "R97.2", "Z12.5", "Z85.45", "Z85.46", "Z85.47", "Z85.48", "Z85.49", "Z87.43"),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Chapters 14 and 15, N40-N53, N70-N98, O00-O9A"),
)
def other_sex(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition of the organs of one sex is not coded for a patient of the other, unless the record tells of gender reassignment."""
    contrary = {"M": FEMALE, "F": MALE}.get((coding.encounter.sex or "").upper())
    if contrary is None or coding.having("F64", "Z87.890"):
        return
    for assignment in coding.having(*contrary):
        yield Reject(assignment, Why.UNSUPPORTED)
