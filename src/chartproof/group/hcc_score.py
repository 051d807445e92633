"""The risk score of a list of diagnoses, by the package hccinfhir: demographic part, categories, interactions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from chartproof.model.errors import ReleaseError
from chartproof.model.hcc import Enrolment

#: The coefficient files of the package by payment year; the last year's are those that CMS proposed.
_COEFFICIENTS = {
    2025: "ra_coefficients_2025.csv",
    2026: "ra_coefficients_2026.csv",
    2027: "ra_proposed_coefficients_2027.csv",
}
_HIERARCHIES = {2025: "ra_hierarchies_2025.csv"}
_PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Score:
    """A score and its parts; `of` the coefficient of each category, `hccs` those that the package counts."""

    raf: Decimal
    demographic: Decimal
    of: dict[str, Decimal]
    interactions: tuple[tuple[str, Decimal], ...]
    hccs: frozenset[str]


def score(codes: tuple[str, ...], model: str, year: int, age: int, sex: str, told: Enrolment) -> Score:
    """The score of codes (dotted) for a patient; ReleaseError for a payment year the package does not carry."""
    under = _AGED_65 if age >= _AGED_65 else 0
    found = _package(model, year).calculate_from_diagnosis(
        [code.replace(".", "") for code in codes],
        {
            "age": age,
            "sex": sex,
            "dual_elgbl_cd": told.dual or "NA",
            "orec": told.orec or ("0" if under else "1"),
            "crec": "0" if under else "1",
            "new_enrollee": bool(told.new_enrollee),
            "lti": bool(told.institutional),
            "low_income": bool(told.low_income),
            "graft_months": told.graft_months,
        },
    )
    of = {d.hcc: _money(d.coefficient) for d in found.hcc_details if d.coefficient is not None}
    between = tuple(
        sorted(
            (name, _money(value)) for name, value in found.coefficients.items() if name in found.interactions
        )
    )
    return Score(
        _money(found.risk_score),
        _money(found.risk_score_demographics),
        of,
        between,
        frozenset(found.hcc_list),
    )


_AGED_65 = 65


def _money(value: float) -> Decimal:
    return Decimal(str(value)).quantize(_PLACES)


@lru_cache(maxsize=16)
def _package(model: str, year: int) -> Any:
    if year not in _COEFFICIENTS:
        have = ", ".join(map(str, _COEFFICIENTS))
        raise ReleaseError(
            f"the package hccinfhir has no coefficients of payment year {year}; it has: {have}"
        )
    from hccinfhir import HCCInFHIR  # type: ignore[import-untyped]  # pydantic: heavy

    return HCCInFHIR(
        filter_claims=False,
        model_name=model,
        dx_cc_mapping_filename=f"ra_dx_to_cc_{year}.csv",
        hierarchies_filename=_HIERARCHIES.get(year, "ra_hierarchies_2026.csv"),
        coefficients_filename=_COEFFICIENTS[year],
    )
