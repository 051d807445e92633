"""One random mutation of a right claim: what data entry, other programs and bad files make of claims."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from made_claims import RIGHT

#: A place in a claim: the keys and indexes that lead there.
Path = tuple[str | int, ...]
_NUMBERS = ("units", "charge", "total", "number")
_DAYS = ("from", "through", "admitted", "received", "served", "on", "born")
_WORDS = ("claim_kind", "kind", "role", "sex", "bill_type", "discharge_status", "poa", "place", "revenue")
#: What is not asked for: without it the claim says less, and is no worse.
_OPTIONAL = (
    *(
        "id",
        "received",
        "payer",
        "kind",
        "number",
        "system",
        "taxonomy",
        "role",
        "served",
        "modifiers",
        "state",
        "zip",
    ),
    *("through", "total"),
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken claim as bytes: which right one it was, how and where it was broken."""

    of: int
    how: str
    at: str
    data: bytes


def broken(chance: random.Random) -> Broken:
    """Break one of the right claims by one mutation."""
    while True:
        of = chance.randrange(len(RIGHT))
        how = chance.choice(list(_MUTATIONS))
        claim = copy.deepcopy(RIGHT[of])
        made = _MUTATIONS[how](chance, claim)
        if made is None:
            continue
        at, data = made
        if data is None:
            data = json.dumps(claim, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        return Broken(of, how, at, data)


Made = tuple[str, bytes | None] | None


def _places(value: Any, at: Path = ()) -> Iterator[Path]:
    if at:
        yield at
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from _places(each, (*at, key))


def _holder(claim: Any, at: Path) -> Any:
    for key in at[:-1]:
        claim = claim[key]
    return claim


def _one(chance: random.Random, claim: Any, fits: Callable[[Path, Any], bool]) -> tuple[Path, Any] | None:
    """A random place of those that fit, and what holds it."""
    fitting = [at for at in _places(claim) if fits(at, _holder(claim, at)[at[-1]])]
    if not fitting:
        return None
    at = chance.choice(fitting)
    return at, _holder(claim, at)


def _arabic(text: str) -> str:
    """The digits of another script, which Python reads as numbers too."""
    return "".join(chr(0x660 + int(c)) if c.isdecimal() else c for c in text)


def _told(at: Path) -> str:
    return ".".join("*" if isinstance(key, int) else key for key in at)


def _of(*names: str) -> Callable[[Path, Any], bool]:
    return lambda at, value: at[-1] in names and not isinstance(value, (dict, list))


def _put(chance: random.Random, claim: Any, fits: Callable[[Path, Any], bool], values: list[Any]) -> Made:
    found = _one(chance, claim, fits)
    if found is None:
        return None
    at, holder = found
    value = chance.choice([v for v in values if v != holder[at[-1]] or isinstance(v, bool)])
    holder[at[-1]] = value
    return f"{_told(at)} {repr(value)[:24]}", None


def _type(chance: random.Random, claim: Any) -> Made:
    values = [True, ["x"], {"x": 1}, [[]], [{"code": 1}], 1.5, -1, "x"]
    found = _one(chance, claim, lambda at, _: at[-1] != "id")
    assert found
    at, holder = found
    old = holder[at[-1]]
    fine = [
        v
        for v in values
        if type(v) is not type(old) and not (at[-2:-1] == ("pointers",) and isinstance(v, str))
    ]
    value = chance.choice(fine)
    holder[at[-1]] = value
    return f"{_told(at)} {value!r}", None


def _gone(chance: random.Random, claim: Any) -> Made:
    # The professional form has no days but those of its lines, which are told here.
    fine = {*_OPTIONAL, *(("from",) if claim["claim_kind"] == "professional" else ())}
    found = _one(chance, claim, lambda at, _: at[-1] not in fine and not isinstance(at[-1], int))
    assert found
    at, holder = found
    if chance.random() < 0.5:
        del holder[at[-1]]
    else:
        holder[at[-1]] = chance.choice([None, "", [], {}])
    return _told(at), None


def _swap(chance: random.Random, claim: Any) -> Made:
    """Two keys of one object change their values, as columns do that were read the wrong way round."""
    found = _one(chance, claim, lambda _, value: isinstance(value, dict) and len(value) > 1)
    assert found
    at, holder = found
    inside = holder[at[-1]]
    one, other = chance.sample([k for k in inside if k not in {"number", "system"}] or list(inside), 2)
    if inside[one] == inside[other]:
        return None
    inside[one], inside[other] = inside[other], inside[one]
    return f"{_told(at)} {min(one, other)}<>{max(one, other)}", None


def _code(chance: random.Random, claim: Any) -> Made:
    """A code of a letter more or less, with O for 0 and l for 1, or of nothing that is a code."""
    found = _one(chance, claim, lambda at, _: at[-1] == "code" or at[-2:-1] == ("modifiers",))
    assert found
    at, holder = found
    code = str(holder[at[-1]])
    ways = [code + "Q", code[:2], code[1:], f"{code}{code}", "?", "-", "N/A", "....", code.replace("0", "O")]
    ways += [code[:-1] + "!", f"{code[:1]}*{code[1:]}", code.replace("1", "I"), f"{code};{code}", code + "é"]
    made = chance.choice([w for w in ways if w != code])
    holder[at[-1]] = made
    return f"{_told(at)} {made[:24]!r}", None


def _word(chance: random.Random, claim: Any) -> Made:
    values = ["Q", "99999", "??", "profesional", "principle", "0", "XYZ", "-1", "é", "\x00", "0999x"]
    return _put(chance, claim, _of(*_WORDS), values)


def _number_of(chance: random.Random, claim: Any) -> Made:
    """A provider's number, a ZIP code or a state that is none."""
    values = [
        "123456789",
        "1234567890",
        "12345678933",
        "ABCDEFGHIJ",
        _arabic("1234567893"),
        "0000000000",
        "9" * 5000,
        "-",
    ]
    return _put(chance, claim, _of("npi"), values)


def _day(chance: random.Random, claim: Any) -> Made:
    values = [
        "2026-02-30",
        "06/15/2026",
        "20260615",
        "0001-01-01",
        "9999-12-31",
        "2226-06-15",
        "26-06-15",
        "today",
    ]
    values += [
        "2026-06-15T00:00:00",
        "2026-6-15 ",
        "1799-01-01",
        _arabic("2026-06-15"),
        "9" * 5000,
        "-2026-06-15",
        "2026-13-01",
    ]
    return _put(chance, claim, _of(*_DAYS), values)


def _turned(chance: random.Random, claim: Any) -> Made:
    """The first day after the last one."""
    claim["from"], claim["through"] = "2026-06-16", chance.choice(["2026-06-09", "2025-06-16", "2026-06-15"])
    return "from after through", None


def _amount(chance: random.Random, claim: Any) -> Made:
    values: list[Any] = [
        -1,
        0,
        "NaN",
        "Infinity",
        "-Infinity",
        "sNaN",
        1e308,
        -0.5,
        "1,000",
        "one",
        10**30,
        _arabic("3"),
    ]
    values += ["1e-400", "0x10", "1_0", 0.333, "9" * 5000, "1e999999999", 999_999_999, "", "-0.01", "--1"]
    return _put(chance, claim, _of("units", "charge", "total", "number"), values)


def _nest(chance: random.Random, claim: Any) -> Made:
    deep = chance.choice([70, 200, 500, 1000, 100_000])
    opened, closed = chance.choice([(b"[", b"]"), (b'{"a":', b"}")])
    nested = opened * deep + b"1" + closed * deep
    key = chance.choice([*claim, "own", "lines.*.own"])
    holder = claim["lines"][0] if key == "lines.*.own" else claim
    holder[key.rpartition(".")[2]] = "@deep@"
    return f"{key} {deep}", json.dumps(claim).encode().replace(b'"@deep@"', nested)


def _json(chance: random.Random, claim: Any) -> Made:
    text = json.dumps(claim).encode()
    cut = chance.randrange(1, len(text) - 1)
    ways: dict[str, bytes] = {
        "cut off": text[:cut],
        "byte lost": text[:cut] + text[cut + 1 :] if text[cut : cut + 1] in b'{}[]":,' else text[:cut],
        "not UTF-8": text[:cut] + b"\xff\xfe" + text[cut:],
        "NUL": text[:cut] + b"\x00" + text[cut:],
        "single quotes": text.replace(b'"', b"'"),
        "NaN": text.replace(b'"units": 1', b'"units": NaN').replace(b'"units": 5', b'"units": Infinity'),
        "twice": text + text,
        "comma": text[:-1] + b",}",
        "nothing": b"",
        "null": b"null",
        "list of lists": b"[" + text + b",[]]",
        "string": json.dumps(text.decode()).encode(),
        "UTF-16": text.decode().encode("utf-16"),
        "half a surrogate": text.replace(b'"units"', b'"\\ud800"'),
        "huge number": text.replace(b'"number": 1,', b'"number": 1' + b"0" * 4000 + b","),
        "X12": b"ISA*00*          *00*          *ZZ*",
    }
    way = chance.choice(list(ways))
    return way, ways[way]


def _unicode(chance: random.Random, claim: Any) -> Made:
    """Letters that look right or cannot be seen, in a place that is read."""
    found = _one(chance, claim, lambda at, v: isinstance(v, str) and at[-1] not in {"id", "role", "kind"})
    assert found
    at, holder = found
    text = holder[at[-1]]
    cut = chance.randrange(1, len(text)) if len(text) > 1 else 0
    odd = chance.choice(
        ["\u200b", "\u202e", "\u0301", "\x1b[31m", "\U0001f489", "\ufeff", "\u2024", "\uff11", "\u0660"]
    )
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    holder[at[-1]] = chance.choice([text[:cut] + odd + text[cut:], wide])
    return f"{_told(at)} {ascii(holder[at[-1]])[:32]}", None


def _long(chance: random.Random, claim: Any) -> Made:
    found = _one(chance, claim, lambda at, v: isinstance(v, str) and at[-1] != "id")
    assert found
    at, holder = found
    holder[at[-1]] = holder[at[-1]] * chance.choice([50, 3_000, 100_000])
    return f"{_told(at)}", None


def _many(chance: random.Random, claim: Any) -> Made:
    """A list over and over: lines with one number, more diagnoses than a form holds."""
    key = chance.choice(["lines", "diagnoses", "providers"])
    times = chance.choice([2, 30, 300])
    claim[key] = [copy.deepcopy(each) for _ in range(times) for each in claim[key]]
    if key == "lines":
        for number, each in enumerate(claim[key], 1):
            each["number"] = number
    return f"{key} x{times}", None


def _point(chance: random.Random, claim: Any) -> Made:
    values = ["D", "9", "0", -1, "\u00b2", _arabic("3"), "9" * 5000, "Z99.9", "", " ", "AB", 10**18, 1.0]
    return _put(chance, claim, lambda at, _: at[-2:-1] == ("pointers",), values)


_MUTATIONS: dict[str, Callable[[random.Random, Any], Made]] = {
    "another type": _type,
    "gone": _gone,
    "swapped": _swap,
    "misspelled code": _code,
    "wrong word": _word,
    "wrong NPI": _number_of,
    "wrong day": _day,
    "days turned": _turned,
    "wrong number": _amount,
    "nested": _nest,
    "wrong JSON": _json,
    "odd letters": _unicode,
    "very long": _long,
    "over and over": _many,
    "pointer": _point,
}
