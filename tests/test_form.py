"""The forms as a whole: claims that are right stay quiet, what is broken in them is found, by real lists too."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED

from chartproof.check.form import figures
from chartproof.codesets.adding import outcomes
from chartproof.codesets.build import Told
from chartproof.codesets.shelf import Shelf
from chartproof.formats.claim import claim_of
from chartproof.model.errors import InputError
from chartproof.pipeline import Line

NPI = "1234567893"
VISIT: dict[str, Any] = {
    "id": "p",
    "claim_kind": "professional",
    "payer": {"kind": "medicare", "id": "M"},
    "from": "2025-11-10",
    "through": "2025-11-10",
    "received": "2026-01-05",
    "total": "140.00",
    "patient": {"born": "1950-01-01", "sex": "F", "state": "TX", "zip": "75001"},
    "providers": [
        {"role": "billing", "npi": NPI, "taxonomy": "207Q00000X", "zip": "75001-1234"},
        {"role": "rendering", "npi": NPI},
        {"role": "ordering", "npi": NPI},
    ],
    "diagnoses": [{"code": "I10"}, {"code": "E11.9"}],
    "lines": [
        {"number": 1, "code": "99213", "modifiers": ["25"], "units": 1, "charge": "120", "place": "11", "pointers": ["A", "B"]},
        {"number": 2, "code": "J1885", "modifiers": ["JZ"], "units": 2, "charge": "20", "place": "11", "pointers": [1]},
    ],
}  # fmt: skip
STAY: dict[str, Any] = {
    "id": "s",
    "claim_kind": "facility",
    "bill_type": "0111",
    "payer": {"kind": "commercial", "id": "C"},
    "from": "2025-11-10",
    "through": "2025-11-13",
    "admitted": "2025-11-10",
    "discharge_status": "01",
    "patient": {"born": "1950-01-01", "sex": "M", "state": "TX", "zip": "75001"},
    "providers": [
        {"role": "billing", "npi": NPI, "zip": "750011234"},
        {"role": "attending", "npi": NPI},
        {"role": "operating", "npi": NPI},
    ],
    "diagnoses": [
        {"code": "K35.80", "role": "principal", "poa": "Y"},
        {"code": "R10.31", "role": "admitting"},
        {"code": "I10", "role": "secondary", "poa": "Y"},
    ],
    "procedures": [{"code": "0DTJ4ZZ", "on": "2025-11-11"}],
    "lines": [
        {"number": 1, "revenue": "0120", "units": 3, "charge": "3000"},
        {"number": 2, "revenue": "0360", "units": 1, "charge": "2000"},
        {"number": 3, "revenue": "0001", "charge": "5000"},
    ],
}
Break = Callable[[dict[str, Any]], object]
BROKEN_VISIT: dict[str, Break] = {
    "form.claim_kind": lambda c: c.pop("claim_kind"),
    "form.bill_type_valid": lambda c: c.update(bill_type="0131"),
    "form.billing_provider": lambda c: c["providers"].pop(0),
    "form.ordering_provider": lambda c: (
        c["providers"].pop(2),
        c["lines"][0].update(code="80053", modifiers=[]),
    ),
    "form.facility_zip": lambda c: c["providers"][0].update(zip="75001"),
    "form.patient_birth": lambda c: c["patient"].update(born="2025-11-11"),
    "form.patient_sex": lambda c: c["patient"].pop("sex"),
    "form.statement_days": lambda c: c.update(through="2025-11-09"),
    "form.line_day": lambda c: c["lines"][0].update(served="2025-11-12"),
    "form.charge_missing": lambda c: c["lines"][0].pop("charge"),
    "form.charge_total": lambda c: c.update(total="141"),
    "form.units_missing": lambda c: c["lines"][0].pop("units"),
    "form.code_missing": lambda c: c["lines"][0].pop("code"),
    "form.code_shape": lambda c: c["lines"][0].update(code="I10.9"),
    "form.pointer_missing": lambda c: c["lines"][0].update(pointers=[]),
    "form.pointer_nowhere": lambda c: c["diagnoses"].pop(),
    "form.pointer_count": lambda c: c["lines"][0].update(pointers=["A", "B", "C", "D", "A"]),
    "form.modifier_count": lambda c: c["lines"][0].update(modifiers=["25", "24", "57", "AI", "GC"]),
    "form.place_missing": lambda c: c["lines"][0].pop("place"),
    "form.revenue_missing": lambda c: c["lines"][0].update(revenue="0510"),
    "form.line_count": lambda c: c.update(lines=[]),
    "form.line_duplicate": lambda c: c["lines"].append({**c["lines"][1], "number": 3}),
    "form.diagnosis_missing": lambda c: c.update(diagnoses=[]),
    "form.diagnosis_count": lambda c: c.update(diagnoses=[{"code": "I10"}] * 13),
    "form.procedure_system": lambda c: c.update(procedures=[{"code": "0DTJ4ZZ"}]),
    "form.timely": lambda c: c.update(received="2026-11-11"),
}
BROKEN_STAY: dict[str, Break] = {
    "form.bill_type_missing": lambda c: c.pop("bill_type"),
    "form.attending_provider": lambda c: c["providers"].pop(1),
    "form.operating_provider": lambda c: c["providers"].pop(2),
    "form.admission_day": lambda c: c.pop("admitted"),
    "form.admitting_diagnosis": lambda c: c["diagnoses"].pop(1),
    "form.procedure_day": lambda c: c["procedures"][0].pop("on"),
    "form.room_days": lambda c: c["lines"][0].update(units=4),
    "form.discharge_status_fits": lambda c: c.update(bill_type="0112"),
    "form.revenue_missing": lambda c: c["lines"][1].pop("revenue"),
    "form.charge_total": lambda c: c["lines"][2].update(charge="1"),
    "form.line_count": lambda c: c.update(lines=[{"number": n + 1, "revenue": "0270"} for n in range(1000)]),
    "form.procedure_count": lambda c: c.update(procedures=[{"code": "0DTJ4ZZ"}] * 26),
}


def rules(line: Line, raw: dict[str, Any]) -> list[str]:
    return [f.rule for f in line.check(claim_of(raw)).findings if f.rule.startswith("form.")]


@pytest.mark.parametrize("raw", [VISIT, STAY], ids=["visit", "stay"])
def test_a_claim_that_is_right_stays_quiet(line: Line, raw: dict[str, Any]) -> None:
    assert rules(line, raw) == []


@pytest.mark.parametrize(
    ("raw", "rule", "change"),
    [
        *(pytest.param(VISIT, r, c, id=f"visit {r}") for r, c in BROKEN_VISIT.items()),
        *(pytest.param(STAY, r, c, id=f"stay {r}") for r, c in BROKEN_STAY.items()),
    ],
)
def test_what_is_broken_is_found(line: Line, raw: dict[str, Any], rule: str, change: Break) -> None:
    broken = copy.deepcopy(raw)
    change(broken)
    assert rule in rules(line, broken)


def test_no_claim_ends_in_a_traceback(line: Line) -> None:
    """Fields go, or come to hold what they can't: a finding, a skip or a clear error, never anything else."""
    odd = ["", "0", "XX", None, [], {}, -1, 2.5, "2025-02-30", "9" * 40, "A", "é", True, ["A"] * 60]
    at = random.Random(6)
    for _ in range(400):
        raw = copy.deepcopy(at.choice((VISIT, STAY)))
        for _again in range(at.randint(1, 3)):
            inner = at.choice([raw, raw["patient"], *raw["lines"], *raw["diagnoses"], *raw["providers"]])
            if isinstance(inner, dict) and inner:
                key = at.choice(sorted(inner))
                if inner is raw and key in {"patient", "lines", "diagnoses", "providers"}:
                    continue
                inner[key] = at.choice(odd)
        try:
            made = line.check(claim_of(raw))
        except InputError:
            continue
        assert made.ran or made.skipped


def test_figures_say_their_source() -> None:
    for name in ("revenue_needs_code", "revenue_goes_with", "place_of_code", "timely"):
        for holds, row in figures.rows(name):
            assert row["source"], (name, row)
            assert holds.first < date(2026, 1, 1)


@pytest.mark.data
def test_right_claims_stay_quiet_by_the_published_lists(own: Path) -> None:
    folder = SHARED / "data/code_lists"
    hcpcs = SHARED / "data/hcpcs/HCPC2025_OCT_ANWEB.csv"
    if not folder.exists():
        pytest.skip("the code lists are not here")
    shelf = Shelf(own)
    made = [*outcomes([folder, hcpcs], Told(first=date(2024, 1, 1)), shelf.standing)]
    assert {o.release.system for o in made if hasattr(o, "release")} >= {
        "claim-codes",
        "NUCC-taxonomy",
        "place-of-service",
    }
    line = Line(Shelf(own))
    for raw in (VISIT, STAY, {**STAY, "bill_type": "0117"}):
        report = line.check(claim_of(raw))
        assert [f for f in report.findings if f.rule.startswith("form.")] == []
        assert [s for s in report.skipped if s.what.startswith("form.")] == []
    odd = {**copy.deepcopy(STAY), "bill_type": "0199", "discharge_status": "08"}
    odd["lines"][1]["revenue"] = "0999"
    assert {"form.bill_type_valid", "form.discharge_status_valid"} <= set(rules(line, odd))
