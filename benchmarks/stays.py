"""Stays to measure by: of random codes, and chosen for the logic of the grouper and the editor."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from chartproof.codesets.index import rows_of
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf
from chartproof.group.msdrg.formula import All, Either, Node, Not, Word
from chartproof.group.msdrg.tables import Formula, Tables
from chartproof.model.claim import Claim, Diagnosis, Procedure
from chartproof.model.coding import Role
from chartproof.model.record import ClaimKind


@dataclass(frozen=True)
class Codes:
    """The codes of one version, by the lists they stand on."""

    release: Release
    diagnoses: tuple[str, ...]
    procedures: tuple[str, ...]
    by_list: dict[str, tuple[str, ...]]
    of_procedures: dict[str, tuple[str, ...]]
    severity: dict[str, tuple[str, ...]]
    mdc: dict[str, tuple[str, ...]]


@cache
def codes_of(release: Release) -> Codes:
    """Read the codes of a release."""
    dx = list(_rows(release, "diagnoses"))
    named = {row[0]: " ".join(row[1:]).split() for row in _rows(release, "diagnosis_lists")}
    px = [row for row in _rows(release, "procedures") if not row[0].startswith("Z@")]
    lists = {row[0]: row[1].split() for row in _rows(release, "procedure_lists")}
    return Codes(
        release,
        tuple(row[0] for row in dx),
        tuple(row[0] for row in px),
        _inverse((row[0], named[row[3]]) for row in dx),
        _inverse((row[0], lists[row[1]]) for row in px),
        _inverse((row[0], [row[1]]) for row in dx if row[1]),
        _inverse((row[0], [row[2]]) for row in dx),
    )


def _rows(release: Release, table: str) -> Iterator[list[str]]:
    rows = rows_of(release.table(table))
    next(rows)
    return rows


def _inverse(pairs: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, names in pairs:
        for name in names:
            found.setdefault(name, []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def stay(rng: random.Random, day: date, dx: list[str], px: list[str], poa: list[str]) -> Claim:
    """A claim of a stay with random days, age, sex and ending."""
    admitted = day - timedelta(days=rng.choice((0, 1, 2, 3, 4, 5, 9, 30)))
    born = admitted - timedelta(
        days=rng.choice((0, 200, 3_000, 6_000, 12_000, 22_000, 24_000, 30_000, 46_000))
    )
    return Claim(
        id="s",
        kind=ClaimKind.FACILITY,
        bill_type="0111",
        first=admitted,
        through=day,
        admitted=admitted,
        discharge_status=rng.choice(("01", "01", "01", "20", "02", "07", "03", "62", "99", None)),
        born=born,
        sex=rng.choice(("M", "F", "F", "M", None)),
        diagnoses=tuple(
            Diagnosis(f"dx.{n}", code, poa=p or None)
            for n, (code, p) in enumerate(zip(dx, poa, strict=True), 1)
        )
        + _admitting(rng, len(dx), dx[0]),
        procedures=tuple(Procedure(f"px.{n}", code) for n, code in enumerate(px, 1)),
    )


def _admitting(rng: random.Random, count: int, code: str) -> tuple[Diagnosis, ...]:
    """One stay in four says why the patient came, some of them by no code."""
    if rng.random() < 0.75:
        return ()
    said = rng.choice((code, code, "R07", "X99.9"))
    return (Diagnosis(f"dx.{count + 1}", said, Role.ADMITTING),)


def day_of(rng: random.Random, release: Release) -> date:
    """A day on which a release holds."""
    holds = release.holds
    assert holds.last
    return holds.first + timedelta(days=rng.randrange((holds.last - holds.first).days + 1))


def random_stays(rng: random.Random, releases: list[Release], many: int) -> Iterator[Claim]:
    """Stays of random codes, a few of them wrong, doubled or of another version."""
    for count in range(many):
        codes = codes_of(releases[count % len(releases)])
        dx = [rng.choice(codes.diagnoses) for _ in range(rng.randint(1, 16))]
        px = [rng.choice(codes.procedures) for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 4, 9)))]
        turn = rng.random()
        if turn < 0.05:
            dx[rng.randrange(len(dx))] = rng.choice(("X99.9", "I50.2", "Z99.999", "A00"))
        elif turn < 0.1:
            dx.append(dx[0])
        elif turn < 0.13 and px:
            px[0] = rng.choice(("0DTJ4Z", "ZZZZZZZ", "0016071A"))
        yield stay(rng, day_of(rng, codes.release), dx, px, [rng.choice("YYYYNUW ").strip() for _ in dx])


def chosen_stays(rng: random.Random, releases: list[Release], shelf: Shelf, many: int) -> list[Claim]:
    """Stays made for formulas, hospital-acquired conditions and attributes of the editor: each kind once, then again."""
    formulas: list[tuple[str, Claim]] = []
    acquired: list[tuple[str, Claim]] = []
    edited: list[tuple[str, Claim]] = []
    for release in releases:
        tables, codes = shelf.read(release, Tables), codes_of(release)
        every = [f for of_mdc in tables.formulas.values() for f in of_mdc if f.drg or f.reroute]
        formulas += [(f"{f.mdc} {f.base} {f.reroute}", _for_formula(rng, f, codes)) for f in every]
        for name in sorted({n for n in codes.by_list if n.lower().startswith("hac")}):
            acquired += [(f"{name} {poa}", _for_hac(rng, name, codes, poa)) for poa in ("Y", "N", "")]
        edited += list(_for_editor(rng, shelf, codes))
    half, quarter = many // 2, many // 4
    pools = ((formulas, half), (acquired, quarter), (edited, many - half - quarter))
    return [claim for pool, share in pools for claim in _spread(rng, pool, share)]


def _spread(rng: random.Random, pool: list[tuple[str, Claim]], many: int) -> list[Claim]:
    """So many of a pool, one of each kind before a second of any."""
    rng.shuffle(pool)
    turns: Counter[str] = Counter()
    placed = []
    for kind, claim in pool:
        turns[kind] += 1
        placed.append((turns[kind], claim))
    placed.sort(key=lambda one: one[0])
    return [claim for _, claim in placed[:many]]


def _for_formula(rng: random.Random, formula: Formula, codes: Codes) -> Claim:
    """A stay that has the words of a formula, one way through its choices."""
    principal = rng.choice(codes.mdc.get(formula.mdc, codes.diagnoses))
    dx, px = [], []
    for word in _words(rng, formula.node):
        prefix, _, name = word.rpartition(":")
        if word in codes.severity:
            dx.append(rng.choice(codes.severity[word]))
        elif prefix == "PDX" and name in codes.by_list:
            principal = rng.choice(codes.by_list[name])
        elif name in codes.of_procedures and not prefix:
            px.append(rng.choice(codes.of_procedures[name]))
        elif name in codes.by_list and prefix:
            dx.append(rng.choice(codes.by_list[name]))
        elif name in codes.by_list:
            principal = rng.choice(codes.by_list[name])
    listed = [principal, *dx]
    return stay(rng, day_of(rng, codes.release), listed, px, ["Y"] * len(listed))


def _words(rng: random.Random, node: Node) -> list[str]:
    match node:
        case Word(name):
            return [name]
        case All(parts):
            return [word for part in parts for word in _words(rng, part)]
        case Either(parts):
            return _words(rng, rng.choice(parts))
        case Not():
            return []


def _for_hac(rng: random.Random, name: str, codes: Codes, poa: str) -> Claim:
    number = "".join(filter(str.isdigit, name))
    listed = [
        rng.choice(codes.by_list.get(f"hac{number}_pdx", codes.diagnoses)),
        rng.choice(codes.by_list[name]),
    ]
    px = [rng.choice(codes.of_procedures[n]) for n in codes.of_procedures if n == f"hac{number}_proc"]
    return stay(rng, day_of(rng, codes.release), listed, px, ["Y", poa])


def _for_editor(rng: random.Random, shelf: Shelf, codes: Codes) -> Iterator[tuple[str, Claim]]:
    """For each attribute a stay whose code has it, first and behind another."""
    day = day_of(rng, codes.release)
    release = shelf.on(day, "MCE")
    for table in ("diagnoses", "procedures"):
        found = _inverse(
            (row[0], row[3].split())
            for row in _rows(release, table)
            if row[1] <= day.isoformat() and (not row[2] or day.isoformat() <= row[2])
        )
        for attribute in found:
            code, other = rng.choice(found[attribute]), rng.choice(codes.diagnoses)
            if table == "diagnoses":
                partner = rng.choice(codes.procedures)
                if attribute in editor_procedures(release, day):
                    partner = rng.choice(editor_procedures(release, day)[attribute])
                yield f"{attribute} first", stay(rng, day, [code], [partner], ["Y"])
                yield f"{attribute} behind", stay(rng, day, [other, code, code], [partner], ["Y"] * 3)
            else:
                yield attribute, stay(rng, day, [other], [code, code], ["Y"])


@cache
def editor_procedures(release: Release, day: date) -> dict[str, tuple[str, ...]]:
    """The procedures of the editor by attribute, on a day."""
    said = day.isoformat()
    rows = (r for r in _rows(release, "procedures") if r[1] <= said and (not r[2] or said <= r[2]))
    return _inverse((row[0], row[3].split()) for row in rows)


def everyday(claims: list[Claim]) -> list[Claim]:
    """The same stays with no more codes than stays mostly have: ten diagnoses, three procedures."""
    return [replace(c, diagnoses=c.listed[:10], procedures=c.procedures[:3]) for c in claims]
