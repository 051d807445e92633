"""Which of two diagnoses weighs more, where a table of CMS says so: CC and MCC of a stay, categories of risk adjustment else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from chartproof.codesets.books import Books
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.errors import ReleaseError

_LEVELS = {"": 0, "CC": 1, "MCC": 2}
_MODEL, _VERSION = "CMS-HCC Model V28", "C28"
#: The segment whose coefficients are compared: at home, aged, not on Medicaid.
_SEGMENT = "CNA_HCC"


class _Stays:
    """The severity of each code as a secondary diagnosis, by the grouper."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self._codes = CodeList(release, indexes, "diagnoses")

    def level(self, code: str) -> str | None:
        row = self._codes.row(code)
        return row["severity"] if row else None


class _Risk:
    """The payment categories of each code, and what they weigh in one segment."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self._codes = CodeList(release, indexes, "diagnoses")
        self._coefficients = CodeList(release, indexes, "coefficients")

    def hccs(self, code: str) -> tuple[str, ...]:
        return tuple(row["hcc"] for row in self._codes.rows(code) if row["model"] == _MODEL)

    def weight(self, hccs: tuple[str, ...]) -> Decimal | None:
        """What some categories weigh together; None where the release does not say it of each."""
        found = [self._weight(hcc) for hcc in hccs]
        told = [weight for weight in found if weight is not None]
        return sum(told, Decimal(0)) if len(told) == len(found) else None

    def _weight(self, hcc: str) -> Decimal | None:
        rows = self._coefficients.rows(f"{_SEGMENT}{hcc}")
        return next((Decimal(row["value"]) for row in rows if row["model_version"] == _VERSION), None)


def heavier(one: str, other: str, books: Books, *, is_stay: bool) -> tuple[bool, str] | None:
    """Whether the first of two codes weighs more, and by which table; None where neither does, or no table is at hand."""
    if not (books.tabular.billable(one) and books.tabular.billable(other)):
        return None
    try:
        return _of_stay(one, other, books) if is_stay else _of_risk(one, other, books)
    except ReleaseError:
        return None


def _of_stay(one: str, other: str, books: Books) -> tuple[bool, str] | None:
    tables = books.read("MS-DRG", _Stays)
    ours, theirs = tables.level(one), tables.level(other)
    if ours is None or theirs is None or ours == theirs:
        return None
    return _LEVELS[ours] > _LEVELS[theirs], f"{one} {_counts(ours)}, {other} {_counts(theirs)}"


def _counts(level: str) -> str:
    return f"is {'an MCC' if level == 'MCC' else 'a CC'}" if level else "is no CC"


def _of_risk(one: str, other: str, books: Books) -> tuple[bool, str] | None:
    tables = books.read("HCC", _Risk)
    ours, theirs = tables.hccs(one), tables.hccs(other)
    weights = tables.weight(ours), tables.weight(theirs)
    if weights[0] is None or weights[1] is None or weights[0] == weights[1]:
        return None
    return weights[0] > weights[1], f"{one} {_named(ours)}, {other} {_named(theirs)}"


def _named(hccs: tuple[str, ...]) -> str:
    return f"is in HCC {' and '.join(hccs)}" if hccs else "is in no HCC"
