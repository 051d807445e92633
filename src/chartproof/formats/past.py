"""Past claims and codings from JSON and JSON lines (CONTRACT, One claim; the answers of `code`).

What is wrong is said by file and place, never by what stands there: a claim names people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from chartproof.formats.claim_keys import ClaimKeys
from chartproof.model.errors import InputError
from chartproof.model.past import PastClaim, PastCode

#: A file larger than this is refused; JSON lines are read one at a time and may be longer.
MOST_BYTES = 200_000_000
_X12 = frozenset({".837", ".837p", ".837i", ".x12", ".edi"})
_SPOKEN = frozenset({".json", ".jsonl"})
_KINDS = frozenset({"professional", "facility"})


def past_claims(path: Path) -> Iterator[PastClaim | InputError]:
    """Every claim and coding in a file, or in the files of a folder and those below it, in order.

    What cannot be read comes as an InputError in its place, and the rest is read. A file of X12
    is one that cannot be read yet. InputError is raised where there is no such file or folder.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if file.suffix.lower() in _SPOKEN or is_x12(file):
                yield from _of_file(file)
    elif path.is_file():
        yield from _of_file(path)
    else:
        raise InputError(str(path), "", "there is no such file or folder")


def is_x12(path: Path) -> bool:
    """Say whether a file is X12 by its name or its first segment."""
    if path.suffix.lower() in _X12:
        return True
    try:
        with path.open("rb") as file:
            return bool(re.match(rb"(\xef\xbb\xbf)?\s*ISA[^A-Za-z0-9\s]", file.read(64)))
    except OSError:
        return False


def _of_file(path: Path) -> Iterator[PastClaim | InputError]:
    try:
        if is_x12(path):
            says = "X12 claims are not read yet; hand the claim in as JSON"
            yield InputError(str(path), "", f"not read: {says}")
        elif path.suffix.lower() == ".jsonl":
            yield from _lines(path)
        else:
            yield from _whole(path)
    except OSError as error:
        yield InputError(str(path), "", f"cannot be read: {error.strerror}")


def _lines(path: Path) -> Iterator[PastClaim | InputError]:
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            text = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
            if text:
                yield from _of_json(text, str(path), f"line {number}")


def _whole(path: Path) -> Iterator[PastClaim | InputError]:
    if path.stat().st_size > MOST_BYTES:
        says = f"more than {MOST_BYTES // 1_000_000} MB; write it as JSON lines (.jsonl)"
        yield InputError(str(path), "", says)
        return
    yield from _of_json(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), str(path), "")


def _of_json(text: bytes, file: str, place: str) -> Iterator[PastClaim | InputError]:
    import orjson

    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        at = place or f"line {error.lineno} column {error.colno}"
        yield InputError(file, at, "not JSON; correct the file")
        return
    many = value if isinstance(value, list) else [value]
    for count, each in enumerate(many, 1):
        at = ".".join(p for p in (place, str(count) if isinstance(value, list) else "") if p)
        try:
            yield claim_from_object(each, file, at)
        except InputError as error:
            yield error


def claim_from_object(raw: object, file: str = "", place: str = "") -> PastClaim:
    """One claim or coding already parsed; InputError where it is neither."""
    if not isinstance(raw, dict):
        raise InputError(file, place, "must be an object: a claim, or an answer of `chartproof code`")
    keys = ClaimKeys(file, place, raw)
    if "error" in raw:
        raise keys.wrong("error", "this case could not be coded; correct it and run `batch` again")
    if "codes" in raw:
        codes = _coded(keys)
    elif {"diagnoses", "procedures", "lines"} & raw.keys():
        codes = (*_diagnoses(keys), *_procedures(keys), *_serviced(keys))
    else:
        says = "neither a claim (diagnoses, procedures, lines) nor a coding (codes)"
        raise keys.wrong("", says)
    state, by = keys.inside("patient").text("state"), dict(_providers(keys))
    return PastClaim(_ident(keys), _kind(keys), state, codes, by.get("rendering"), by.get("billing"))


def _providers(keys: ClaimKeys) -> Iterator[tuple[str, str | None]]:
    """Who rendered and who billed; a list of providers may stand in other forms too, and is then passed over."""
    for each in keys.many("providers"):
        yield (each.text("role") or "").strip().lower(), (each.text("npi") or "").strip() or None


def _ident(keys: ClaimKeys) -> str:
    value = keys.keys.get("id")
    if value is None:
        return ": ".join(part for part in (Path(keys.file).name, keys.place) if part)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise keys.wrong("id", "must be a string")
    return str(value)


def _kind(keys: ClaimKeys) -> str | None:
    kind = keys.text("claim_kind")
    if kind is not None and kind not in _KINDS:
        raise keys.wrong("claim_kind", "must be professional or facility")
    return kind


def _coded(keys: ClaimKeys) -> tuple[PastCode, ...]:
    found = []
    for count, each in enumerate(keys.many("codes"), 1):
        system = each.text("system") or "ICD-10-CM"
        found.append(
            PastCode(
                system=system,
                code=_code(each, system),
                at=f"codes.{count}",
                served=each.day("served"),
                units=each.number("units"),
                modifiers=each.words("modifiers"),
                place=each.text("place"),
                poa=each.text("poa"),
            )
        )
    return tuple(found)


def _diagnoses(keys: ClaimKeys) -> Iterator[PastCode]:
    for count, each in enumerate(keys.many("diagnoses"), 1):
        yield PastCode("ICD-10-CM", _code(each, "ICD-10-CM"), f"dx.{count}", poa=each.text("poa"))


def _procedures(keys: ClaimKeys) -> Iterator[PastCode]:
    for count, each in enumerate(keys.many("procedures"), 1):
        yield PastCode("ICD-10-PCS", _code(each, "ICD-10-PCS"), f"px.{count}", served=each.day("on"))


def _serviced(keys: ClaimKeys) -> Iterator[PastCode]:
    from_day, through = keys.day("from"), keys.day("through")
    only = from_day if through in {None, from_day} else None
    for count, each in enumerate(keys.many("lines"), 1):
        if each.text("code") is None:
            continue  # a revenue line without a procedure
        number = each.number("number")
        line = int(number) if number is not None else count
        yield PastCode(
            system=each.text("system") or "HCPCS",
            code=_code(each, "HCPCS"),
            at=f"line.{line}",
            line=line,
            served=each.day("served") or only,
            units=each.number("units"),
            modifiers=each.words("modifiers"),
            place=each.text("place"),
        )


def _code(keys: ClaimKeys, system: str) -> str:
    """A code as published: ICD-10-CM with its dot, all others without."""
    text = keys.text("code")
    plain = (text or "").strip().replace(".", "").upper()
    if not re.fullmatch(r"[0-9A-Z]{1,8}", plain):
        raise keys.wrong("code", "is missing or no code")
    return f"{plain[:3]}.{plain[3:]}" if system == "ICD-10-CM" and len(plain) > 3 else plain
