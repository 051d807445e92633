"""Claims that are right, of invented patients: an office visit, a stay, a visit to the emergency department.

No edit of the embedded releases finds anything on them. `many` writes them over and over on different days, every
tenth with something wrong.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

_PATIENT = {"born": "1951-03-09", "sex": "F", "state": "TX", "zip": "75001-1234"}
_NPI = "1234567893"
_BILLING = {"role": "billing", "npi": _NPI, "taxonomy": "207Q00000X", "state": "TX", "zip": "750011234"}

OFFICE: dict[str, Any] = {
    "id": "office",
    "claim_kind": "professional",
    "payer": {"kind": "medicare"},
    "from": "2026-06-15",
    "through": "2026-06-15",
    "received": "2026-06-20",
    "total": "255.00",
    "patient": _PATIENT,
    "providers": [
        _BILLING,
        {"role": "rendering", "npi": _NPI, "taxonomy": "207Q00000X"},
        {"role": "ordering", "npi": _NPI},
    ],
    "diagnoses": [{"code": "E11.9", "role": "first-listed"}, {"code": "I10"}, {"code": "Z79.84"}],
    "lines": [
        {
            "number": 1,
            "system": "CPT",
            "code": "99213",
            "served": "2026-06-15",
            "modifiers": ["25"],
            "units": 1,
            "charge": "140.00",
            "place": "11",
            "pointers": ["A", "B"],
        },
        {
            "number": 2,
            "system": "HCPCS",
            "code": "G0008",
            "served": "2026-06-15",
            "units": 1,
            "charge": "115.00",
            "place": "11",
            "pointers": ["C"],
        },
    ],
}
STAY: dict[str, Any] = {
    "id": "stay",
    "claim_kind": "facility",
    "bill_type": "0111",
    "payer": {"kind": "medicare"},
    "from": "2026-06-10",
    "through": "2026-06-15",
    "received": "2026-06-20",
    "admitted": "2026-06-10",
    "discharge_status": "01",
    "total": "10500.00",
    "patient": _PATIENT,
    "providers": [
        _BILLING,
        {"role": "attending", "npi": _NPI, "taxonomy": "207R00000X"},
        {"role": "operating", "npi": _NPI},
    ],
    "diagnoses": [
        {"code": "K80.00", "role": "principal", "poa": "Y"},
        {"code": "I10", "role": "secondary", "poa": "Y"},
        {"code": "R10.11", "role": "admitting"},
    ],
    "procedures": [{"code": "0FT44ZZ", "on": "2026-06-11"}],
    "lines": [
        {"number": 1, "revenue": "0120", "units": 5, "charge": "7500.00"},
        {"number": 2, "revenue": "0360", "units": 1, "charge": "3000.00"},
    ],
}
EMERGENCY: dict[str, Any] = {
    "id": "emergency",
    "claim_kind": "facility",
    "bill_type": "0131",
    "payer": {"kind": "medicare"},
    "from": "2026-06-15",
    "through": "2026-06-15",
    "received": "2026-06-20",
    "discharge_status": "01",
    "total": "900.00",
    "patient": _PATIENT,
    "providers": [_BILLING, {"role": "attending", "npi": _NPI, "taxonomy": "207R00000X"}],
    "diagnoses": [
        {"code": "S93.402A", "role": "first-listed"},
        {"code": "M25.572", "role": "reason for visit"},
    ],
    "lines": [
        {
            "number": 1,
            "system": "CPT",
            "code": "99283",
            "revenue": "0450",
            "modifiers": ["25"],
            "served": "2026-06-15",
            "units": 1,
            "charge": "600.00",
        },
        {
            "number": 2,
            "system": "CPT",
            "code": "73600",
            "revenue": "0320",
            "modifiers": ["LT"],
            "served": "2026-06-15",
            "units": 1,
            "charge": "300.00",
        },
    ],
}
RIGHT = (OFFICE, STAY, EMERGENCY)
_OFFICE_LINES = ("99213", "36415", "93000", "11721", "20610", "G0008")
_WRONG_AT = 10


def many(count: int, seed: int = 6) -> Iterator[dict[str, Any]]:
    """So many claims: of ten seven are office visits of six lines, two emergencies, one a stay; one is wrong."""
    chance = random.Random(seed)  # noqa: S311  no secret
    for number in range(count):
        turn = number % 10
        claim = copy.deepcopy(OFFICE if turn < 7 else EMERGENCY if turn < 9 else STAY)
        claim["id"] = f"c{number:07}"
        _moved(claim, timedelta(days=chance.randrange(-60, 60)))
        if turn < 7:
            first = claim["lines"][0]
            claim["lines"] = [
                {**first, "number": at, "code": code, "modifiers": ["25"] if at == 1 else []}
                for at, code in enumerate(_OFFICE_LINES, 1)
            ]
            claim["total"] = "840.00"
        if number % _WRONG_AT == 3:
            claim["diagnoses"][0]["code"] = chance.choice(["E11.62", "I1O", "M54.5", "Z99"])
        yield claim


def _moved(claim: dict[str, Any], by: timedelta) -> None:
    for holder, keys in (
        (claim, ("from", "through", "received", "admitted")),
        *((line, ("served",)) for line in claim["lines"]),
        *((px, ("on",)) for px in claim.get("procedures", ())),
    ):
        for key in keys:
            if key in holder:
                holder[key] = str(date.fromisoformat(holder[key]) + by)
