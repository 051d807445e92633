"""One claim from CONTRACT's JSON, and reports of claims as CONTRACT prints them.

What is wrong is said by file and place, never by what stands there: a claim names people. Only what
cannot be read is an error; what no payer would take is left for the edits to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, TypeVar

from chartproof.formats.claim_keys import ClaimKeys
from chartproof.formats.past import MOST_BYTES, claim_from_object
from chartproof.model.claim import Claim, Diagnosis, Procedure, Provider, ServiceLine
from chartproof.model.coding import Role
from chartproof.model.errors import InputError
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.report import Finding, Report

_E = TypeVar("_E", bound=Enum)
_SEXES = {"f": "F", "female": "F", "m": "M", "male": "M", "u": None, "unknown": None}
#: Claims hold lists of objects; a value nested deeper than this is no claim's.
_DEEPEST = 32
_LONGEST_IDENT = 200
#: What a pointer may be in JSON: no true or false.
_POINTERS = (str, int)
_LAST_LINE = 9_999
#: A type of bill, with its leading zero or without.
#: Kind of facility, classification, frequency, behind a zero that may be left out.
_BILL = Pattern(r"0?[1-9][1-9][0-9A-Z]")


def claims_from_json(data: bytes, file: str = "") -> tuple[dict[str, Any], ...]:
    """The claims of a JSON file as they stand: one claim, a list of them, or `{"claims": [...]}`."""
    import orjson

    if len(data) > MOST_BYTES:
        raise InputError(file, "", f"more than {MOST_BYTES // 1_000_000} MB; write it as JSON lines (.jsonl)")
    try:
        value = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise InputError(file, place, "not JSON; correct the file") from None
    if isinstance(value, dict) and isinstance(value.get("claims"), list):
        value = value["claims"]
    many = value if isinstance(value, list) else [value]
    if not many:
        raise InputError(file, "", "no claim stands in it")
    for count, each in enumerate(many, 1):
        if not isinstance(each, dict):
            raise InputError(file, f"claims.{count}", "a claim is a JSON object")
    return tuple(many)


def claim_of(raw: object, file: str = "", place: str = "") -> Claim:
    """One claim already parsed; InputError where it cannot be read."""
    if not isinstance(raw, dict):
        raise InputError(file, place, "a claim is a JSON object")
    keys = ClaimKeys(file, place, raw)
    if _is_deep(raw):
        raise keys.wrong("", f"values nested more than {_DEEPEST} deep; no claim is")
    if not {"diagnoses", "procedures", "lines"} & raw.keys():
        says = "no claim: it has neither diagnoses, procedures nor lines"
        raise keys.wrong("", "a case; code it first (`chartproof code`)" if "text" in raw else says)
    patient, payer = keys.inside("patient"), keys.inside("payer")
    return Claim(
        id=_ident(keys),
        kind=_one_of(keys, "claim_kind", ClaimKind),
        bill_type=_bill_type(keys),
        payer=_one_of(payer, "kind", Payer),
        payer_id=payer.text("id"),
        first=keys.day("from"),
        through=keys.day("through"),
        admitted=keys.day("admitted"),
        discharge_status=keys.text("discharge_status"),
        conditions=None if keys.keys.get("condition_codes") is None else keys.words("condition_codes"),
        born=patient.day("born"),
        sex=_sex(patient),
        state=patient.text("state"),
        zip=patient.text("zip"),
        total=keys.number("total"),
        received=keys.day("received"),
        providers=tuple(_providers(keys)),
        diagnoses=tuple(_diagnoses(keys)),
        procedures=tuple(_procedures(keys)),
        lines=tuple(_lines(keys)),
        history=tuple(claim_from_object(each.keys, each.file, each.place) for each in keys.many("history")),
    )


def _ident(keys: ClaimKeys) -> str:
    value = keys.keys.get("id")
    if value is None:
        return keys.place or "claim"
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise keys.wrong("id", "must be a string")
    text = str(value)
    if not text.isprintable() or len(text) > _LONGEST_IDENT:
        raise keys.wrong("id", f"must be printable, and not longer than {_LONGEST_IDENT} characters")
    return text


def _is_deep(raw: dict[str, Any]) -> bool:
    level: list[Any] = [raw]
    for _ in range(_DEEPEST):
        level = [
            value
            for each in level
            for value in (each.values() if isinstance(each, dict) else each)
            if isinstance(value, (dict, list))
        ]
        if not level:
            return False
    return True


def _one_of(keys: ClaimKeys, key: str, kind: type[_E]) -> _E | None:
    text = keys.text(key)
    if text is None:
        return None
    try:
        return kind(text.strip().lower())
    except ValueError:
        allowed = ", ".join(str(each.value) for each in kind)
        raise keys.wrong(key, f"is unknown; use one of: {allowed}") from None


def _sex(patient: ClaimKeys) -> str | None:
    text = patient.text("sex")
    if text is None:
        return None
    if text.strip().lower() not in _SEXES:
        raise patient.wrong("sex", "is unknown; use F, M or null")
    return _SEXES[text.strip().lower()]


def _bill_type(keys: ClaimKeys) -> str | None:
    text = (keys.text("bill_type") or "").strip().upper()
    if text and not _BILL.fullmatch(text):
        raise keys.wrong("bill_type", "is no type of bill; write its four characters, as 0131")
    return text.rjust(4, "0") if text else None


def _providers(keys: ClaimKeys) -> Iterator[Provider]:
    for count, each in enumerate(keys.many("providers"), 1):
        role = (each.text("role") or "").strip().lower().replace("_", " ")
        told = (each.text(key) for key in ("npi", "taxonomy", "state", "zip"))
        yield Provider(f"provider.{count}", role or None, *told)


def _diagnoses(keys: ClaimKeys) -> Iterator[Diagnosis]:
    for count, each in enumerate(keys.many("diagnoses"), 1):
        code = _plain(each)
        dotted = f"{code[:3]}.{code[3:]}" if len(code) > 3 else code
        poa = (each.text("poa") or "").strip()
        yield Diagnosis(f"dx.{count}", dotted, _one_of(each, "role", Role), poa.upper() or None)


def _procedures(keys: ClaimKeys) -> Iterator[Procedure]:
    for count, each in enumerate(keys.many("procedures"), 1):
        yield Procedure(f"px.{count}", _plain(each), each.day("on"))


def _lines(keys: ClaimKeys) -> Iterator[ServiceLine]:
    seen: set[int] = set()
    for count, each in enumerate(keys.many("lines"), 1):
        number = each.number("number")
        if number is not None and (
            number != int(number) or int(number) in seen or not 1 <= number <= _LAST_LINE
        ):
            says = "must be a whole number from 1 that no other line has, and of four digits at most"
            raise each.wrong("number", says)
        numbered = count if number is None else int(number)
        seen.add(numbered)
        code = _plain(each) if each.text("code") else None
        revenue, place = each.text("revenue"), each.text("place")
        yield ServiceLine(
            at=f"line.{numbered}",
            number=numbered,
            system=each.text("system") or ("CPT" if code and code[0].isdigit() else "HCPCS"),
            code=code,
            served=each.day("served"),
            revenue=revenue.strip().rjust(4, "0") if revenue else None,
            modifiers=each.words("modifiers"),
            units=each.number("units"),
            charge=each.number("charge"),
            place=(place.strip() or None) if place else None,
            pointers=_pointers(each),
        )


def _pointers(line: ClaimKeys) -> tuple[str, ...]:
    value = line.keys.get("pointers")
    if not value:
        return ()
    found = [str(p).strip().upper() for p in value if type(p) in _POINTERS] if isinstance(value, list) else []
    if not found or len(found) < len(value):
        raise line.wrong("pointers", "must be a list of numbers, letters or codes")
    if not all(map(str.isprintable, found)):
        raise line.wrong("pointers", "holds characters that cannot be printed")
    return tuple(found)


def _plain(keys: ClaimKeys) -> str:
    text = (keys.text("code") or "").strip().upper().replace(".", "")
    if not text:
        raise keys.wrong("code", "is missing")
    return text[:24]


def report_json(report: Report, *, brief: bool = False) -> dict[str, Any]:
    """A report as CONTRACT prints it; `brief` leaves out what ran."""
    made: dict[str, Any] = {"id": report.claim, "findings": [_finding(f) for f in report.findings]}
    if not brief:
        made["ran"] = list(report.ran)
    return made | {"skipped": [{"rule": s.what, "why": s.why} for s in report.skipped]}


def _finding(finding: Finding) -> dict[str, Any]:
    cite = finding.cite
    return {
        "rule": finding.rule,
        "at": finding.at,
        "says": finding.says,
        "severity": finding.severity.value,
        "cite": {"source": cite.source, "place": cite.place, "url": cite.url},
        "release": finding.release,
        "rows": [{"release": r.release, "table": r.table, "key": r.key} for r in finding.rows],
        "fixes": [
            {
                "says": fix.says,
                "safe": fix.safe,
                "change": [{"op": c.op.value, "at": c.at, "value": c.value} for c in fix.changes],
            }
            for fix in finding.fixes
        ],
        "clears": finding.clears,
    }
