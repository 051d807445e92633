"""Claims and little releases as the cases of edits write them.

on: 2026-06-15                     the day of the claim, where `claim` says none
claim:
  kind: professional | facility    and bill_type, from, through, admitted, discharge_status, condition_codes, payer (its kind), total, received,
  born, sex, state, zip            as CONTRACT names them
  dx: [E11.9, "A41.9 Y", "R07.9 admitting"]        code, POA, role
  px: [0DTJ4ZZ 2026-06-15]                          code, day
  providers: [{role: rendering, npi: "..."}]
  lines: ["99213-25 x1 @11 $120.00 >A,B 2026-06-15 rev 0510"]   (or an object as CONTRACT's) code-modifiers, units, place, charge, pointers, day, revenue
  history: [...]                                     past claims as CONTRACT's
tables:
  MUE-practitioner: {limits: ["99X01 2 3"]}          rows of a little release, by column, blank apart; or {column: value}
  MPFS: {relative_values: ["29X01 global=090"]}      what a row of the fee schedule tells beside its code (FEES)
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from made import release

from chartproof.codesets.books import AtHand, NoReleaseCoversError
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf
from chartproof.formats.claim import claim_of
from chartproof.model.claim import Claim
from chartproof.model.period import Days, Period

#: The fields of a code in the physician fee schedule, as cases call them, with what stands where they are not told.
FEES = {
    "status": ("status", "A"), "pc": ("pc_tc", "0"), "global": ("global_days", "XXX"), "multiple": ("multiple_procedure", "0"),
    "bilateral": ("bilateral_surgery", "0"), "assistant": ("assistant_surgery", "0"), "co": ("co_surgeons", "0"),
    "team": ("team_surgery", "0"), "office": ("nonfacility_na", ""), "facility": ("facility_na", ""),
}  # fmt: skip
#: The columns of the tables that cases write, by system (all but the last word of it, where editions differ) and table.
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "MUE": {"limits": ("code", "units", "mai", "rationale")},
    "OPPS": {"addendum_b": ("code", "status_indicator", "apc", "payment_rate")},
    "NCCI-add-on": {
        "add_on_codes": ("add_on", "primary", "type", "first", "last", "add_on_deleted", "primary_deleted")
    },
    "ICD-10-CM-POA-exempt": {"codes": ("code", "order", "title")},
    "ICD-10-PCS": {
        "tables": ("table", "section", "body_system", "operation", "definition"),
        "axes": ("table", "row", "position", "axis", "value", "label"),
        "codes": ("code", "table", "row", "short_title", "title"),
    },
    "NCCI-PTP": {"pairs": ("column_1", "column_2", "first", "last", "modifier_indicator", "rationale")},
}
_LINE = re.compile(
    r"(?P<code>[0-9A-Z]+)?(?:-(?P<modifiers>[0-9A-Z-]+))?(?:\s+x(?P<units>[\d.]+))?(?:\s+@(?P<place>\d\d))?(?:\s+\$(?P<charge>[\d.]+))?"
    r"(?:\s+>(?P<pointers>[\w.,]+))?(?:\s+(?P<served>\d{4}-\d\d-\d\d))?(?:\s+rev (?P<revenue>\d+))?"
)
_ROLES = ("admitting", "principal", "secondary", "first-listed", "external cause", "reason for visit")
_KEYS = "bill_type from through admitted discharge_status condition_codes history providers id total received".split()


def claim_in(case: dict[str, Any]) -> Claim:
    """The claim of a case."""
    return claim_of(raw_in(case), "case", "claim")


def raw_in(case: dict[str, Any]) -> dict[str, Any]:
    """The claim of a case as CONTRACT's JSON."""
    told = dict(case.get("claim") or {})
    made: dict[str, Any] = {"id": "c1", "from": case["on"], "through": case["on"]}
    made |= {key: told[key] for key in _KEYS if key in told}
    if "from" in told and "through" not in told:
        made["through"] = told["from"]
    made["claim_kind"] = told.get("kind")
    made["patient"] = {key: told[key] for key in ("born", "sex", "state", "zip") if key in told}
    if "payer" in told:
        made["payer"] = {"kind": told["payer"]}
    made["diagnoses"] = [_diagnosis(text) for text in told.get("dx", [])]
    made["procedures"] = [
        dict(zip(("code", "on"), text.split(), strict=False)) for text in told.get("px", [])
    ]
    made["lines"] = [_line(text, count) for count, text in enumerate(told.get("lines", []), 1)]
    unknown = set(told) - {*_KEYS, "kind", "born", "sex", "state", "zip", "payer", "dx", "px", "lines"}
    assert not unknown, unknown
    return made


def _diagnosis(text: str) -> dict[str, str]:
    code, *more = text.split()
    role = next((role for role in _ROLES if text.endswith(role)), None)
    made = {"code": code} | ({"role": role} if role else {})
    poa = [word for word in more if word in {"Y", "N", "U", "W", "1", "Q", "exempt"}]
    return made | ({"poa": poa[0]} if poa else {})


def _line(text: str | dict[str, Any], count: int) -> dict[str, Any]:
    if isinstance(text, dict):  # as CONTRACT writes it, for what has not the form of a line
        return {"number": count, **text}
    found = _LINE.fullmatch(text.strip()) or _LINE.fullmatch(f" {text.strip()}")  # a line without a code
    assert found, f"{text!r} is no line"
    made: dict[str, Any] = {"number": count}
    made |= {
        key: found[key] for key in ("code", "units", "place", "charge", "served", "revenue") if found[key]
    }
    if found["modifiers"]:
        made["modifiers"] = found["modifiers"].split("-")
    if found["pointers"]:
        made["pointers"] = found["pointers"].split(",")
    return made


class Little:
    """A shelf with the little releases of a case before those of a real shelf."""

    def __init__(self, shelf: Shelf, own: tuple[Release, ...]) -> None:
        self.shelf, self.own = shelf, own
        self.indexes = shelf.indexes

    def by_clock(self, days: Days | None, system: str) -> Release:
        """The release of a case, else of the shelf."""
        for made in self.own:
            if made.system == system:
                day = days.by(made.clock) if days else None
                if day is not None and not made.holds.covers(day):
                    raise NoReleaseCoversError(f"no release of {system} covers {day}")
                return made
        return self.shelf.by_clock(days, system)

    def read(self, release: Release, reader: Any) -> Any:
        """A release opened."""
        return self.shelf.read(release, reader)


def shelf_of(case: dict[str, Any], shelf: Shelf, folder: Path) -> AtHand:
    """The shelf a case is read by: its own tables, each a release of 2000 to 2099, and the embedded releases."""
    own = tuple(
        _release(system, tables, folder / f"{abs(hash(str(case)))}")
        for system, tables in (case.get("tables") or {}).items()
    )
    return Little(shelf, own)


def _release(system: str, tables: dict[str, list[Any]], folder: Path) -> Release:
    columns = next((known for name, known in COLUMNS.items() if system.startswith(name)), {})
    made = {}
    for table, told in tables.items():
        rows = list(map(_fees, told)) if system == "MPFS" else told
        named = columns.get(table) or tuple(dict.fromkeys(key for row in rows for key in row))
        cells = [_cells(row, named) for row in rows]
        made[table] = (named, sorted(cells))
    holds = Period(date(2000, 1, 1), date(2099, 12, 31))
    return release(folder, f"case-{system.lower()}", system, holds, made)


def _fees(row: str) -> dict[str, str]:
    """`29X01 status=A pc=1`: what is not told is as of a plain service."""
    code, *told = row.split()
    fields = dict(part.split("=") for part in told)
    assert set(fields) <= set(FEES), fields
    return {"code": code, "modifier": ""} | {
        column: fields.get(name, plain) for name, (column, plain) in FEES.items()
    }


def _cells(row: Any, columns: tuple[str, ...]) -> list[str]:
    if isinstance(row, dict):
        return [row.get(column, "") for column in columns]
    said = row.split(None, len(columns) - 1)
    return ["" if cell == "-" else cell for cell in said] + [""] * (len(columns) - len(said))


@cache
def embedded(home: Path) -> Shelf:
    """The shelf of releases that packages carry."""
    return Shelf(home)
