"""The APC of each line of an outpatient claim, what is packaged, and the path that led there. Codes are invented."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from claims import Little, claim_in, embedded, shelf_of
from made import release
from typer.testing import CliRunner

from chartproof.cli.app import app
from chartproof.codesets.books import Books
from chartproof.codesets.release import Release
from chartproof.formats.case import case_from_object
from chartproof.formats.claim import claim_of
from chartproof.formats.group import groups_json
from chartproof.group import Asked, groups_of
from chartproof.group.apc import METHODS, apcs_of
from chartproof.model.apc import Apc, Fate
from chartproof.model.finding import Skip
from chartproof.model.period import Period
from chartproof.pipeline import Line

ROWS = [
    *(
        "29X01 J1 5114 900.00",
        "29X02 J1 5115 1200.00",
        "29X03 T 5072 100.00",
        "29X04 T 5073 300.00",
        "29X05 S 5521 80.00",
    ),
    *(
        "29X06 Q1 5734 20.00",
        "29X07 Q2 5735 30.00",
        "89X08 Q4",
        "29X09 N",
        "99283 J2 5023 200.00",
        "G0378 N",
        "J9X10 G 9400 50.00",
    ),
    *("29X11 Q1 5733 25.00", "29X12 E1", "29X13 A", "29X14 V", "29X15 ZZ", "29X16 Q3 5571 60.00"),
    "G0008 S 5691 46.00",
]


ROOT = Path(__file__).resolve().parent.parent


def addendum_of_2025(folder: Path) -> Release:
    """A little addendum B of the first quarter of 2025: indicators as published, weights and rates of ours."""
    columns = ("code", "status_indicator", "apc", "relative_weight", "payment_rate")
    rows = ("99284 J2 5024 4.5 425", "A0429 A", "G0008 S 5691 0.5 46", "G0378 N", "G0480 Q4", "J2270 N")
    cells = [(*row.split(), "", "", "")[:5] for row in rows]
    quarter = Period(date(2025, 1, 1), date(2025, 3, 31))
    return release(folder, "opps-little", "OPPS", quarter, {"addendum_b": (columns, cells)})


def grouped(
    home: Path, tmp_path: Path, *lines: str, finalised: bool = False, **said: object
) -> tuple[dict[str, Apc], tuple[Skip, ...]]:
    case = {
        "on": "2026-05-15",
        "claim": {
            "kind": "facility",
            "bill_type": "0131",
            "lines": [f"{line} rev 0360" for line in lines],
            **said,
        },
        "tables": {"OPPS": {"addendum_b": ROWS}},
    }
    claim = claim_in(case)
    assert claim.day is not None
    books = Books(claim.day, claim.days, shelf_of(case, embedded(home), tmp_path))
    found, skipped = apcs_of(claim, books, finalised=finalised)
    return {apc.at: apc for apc in found}, skipped


def test_the_comprehensive_service_that_pays_most_takes_the_others_in(home: Path, tmp_path: Path) -> None:
    found, skipped = grouped(
        home, tmp_path, "29X01 x1", "29X02 x1", "29X03 x1", "89X08 x1", "J9X10 x1", "29X12 x1"
    )
    assert found["line.2"].fate is Fate.COMPREHENSIVE
    assert found["line.2"].apc == "5115"
    assert {at for at, apc in found.items() if apc.into == "line.2"} == {"line.1", "line.3", "line.4"}
    assert found["line.5"].fate is Fate.APART  # passed through
    assert found["line.6"].fate is Fate.UNPAID
    assert not skipped


def test_observation_with_a_visit_is_one_payment(home: Path, tmp_path: Path) -> None:
    found, _ = grouped(home, tmp_path, "99283-25 x1", "G0378 x9", "29X05 x1")
    assert (found["line.1"].fate, found["line.1"].apc) == (Fate.COMPREHENSIVE, "8011")
    assert found["line.3"].into == "line.1"


@pytest.mark.parametrize(("hours", "other"), [("G0378 x7", "29X09 x1"), ("G0378 x9", "29X03 x1")])
def test_it_is_not_with_few_hours_or_a_procedure(home: Path, tmp_path: Path, hours: str, other: str) -> None:
    found, _ = grouped(home, tmp_path, "99283-25 x1", hours, other)
    assert (found["line.1"].fate, found["line.1"].apc) == (Fate.APART, "5023")


def test_conditions_of_packaging(home: Path, tmp_path: Path) -> None:
    found, _ = grouped(home, tmp_path, "29X05 x1", "29X06 x1", "29X07 x1", "89X08 x1", "29X09 x1")
    assert found["line.2"].into == "line.1"  # Q1 beside S
    assert found["line.3"].fate is Fate.APART  # Q2 without T
    assert found["line.4"].into == "line.1"  # Q4
    assert found["line.5"].fate is Fate.PACKAGED
    alone, _ = grouped(home, tmp_path, "89X08 x1", "29X13 x1")
    assert {apc.fate for apc in alone.values()} == {Fate.ELSEWHERE}


def test_of_several_that_nothing_packages_one_is_paid(home: Path, tmp_path: Path) -> None:
    found, _ = grouped(home, tmp_path, "29X06 x1", "29X11 x1", "29X09 x1")
    assert [found[at].fate for at in ("line.1", "line.2")] == [Fate.PACKAGED, Fate.APART]


def test_further_procedures_are_paid_by_half(home: Path, tmp_path: Path) -> None:
    found, _ = grouped(home, tmp_path, "29X03 x1", "29X04 x1")
    assert [apc.is_reduced for apc in found.values()] == [True, False]


def test_rates_are_told_of_finalised_coding_alone(home: Path, tmp_path: Path) -> None:
    before, _ = grouped(home, tmp_path, "29X04 x1", "29X09 x1")
    after, _ = grouped(home, tmp_path, "29X04 x1", "29X09 x1", finalised=True)
    assert {apc.rate for apc in before.values()} == {None}
    assert [apc.rate for apc in after.values()] == [Decimal("300.00"), None]


def test_what_cannot_be_grouped_says_why(home: Path, tmp_path: Path) -> None:
    found, skipped = grouped(home, tmp_path, "29X99 x1", "29X15 x1", "29X14 x1")
    assert set(found) == {"line.3"}
    said = " ".join(skip.why for skip in skipped)
    assert "line.1" in said
    assert "status ZZ" in said
    assert "gives no APC" in said


def test_preventive_services_stand_beside_a_comprehensive_one(home: Path, tmp_path: Path) -> None:
    found, _ = grouped(home, tmp_path, "29X01 x1", "G0008 x1", "29X05 x1")
    assert (found["line.2"].fate, found["line.2"].apc) == (Fate.APART, "5691")
    assert found["line.3"].fate is Fate.PACKAGED


def test_the_rate_of_a_visit_is_not_that_of_its_observation(home: Path, tmp_path: Path) -> None:
    found, skipped = grouped(home, tmp_path, "99283-25 x1", "G0378 x9", finalised=True)
    assert (found["line.1"].apc, found["line.1"].rate) == ("8011", None)
    assert "rate of 8011" in skipped[0].why


def test_other_claims_have_none(home: Path, tmp_path: Path) -> None:
    found, skipped = grouped(home, tmp_path, "29X01 x1", bill_type="0111")
    assert not found
    assert len(skipped) == 1


def test_every_path_rests_on_rows_and_known_steps(home: Path, tmp_path: Path) -> None:
    found, _ = grouped(home, tmp_path, "29X01 x1", "29X03 x1", "29X09 x1", "29X16 x1")
    for apc in found.values():
        assert apc.path
        assert all(step.rule in METHODS and len(tuple(step.leaves())) == 2 for step in apc.path)


def test_groups_of_a_claim_have_them(home: Path, tmp_path: Path) -> None:
    """The claim of the examples, by a little addendum of its quarter."""
    claim = claim_of(json.loads((ROOT / "examples/claims/outpatient.json").read_text("utf-8")))
    books = Books(date(2025, 2, 11), claim.days, Little(embedded(home), (addendum_of_2025(tmp_path),)))
    plain, told = (groups_json(groups_of(claim, books, Asked(finalised=f))) for f in (False, True))
    shown = {a["at"]: (a["status"], a["apc"], a["fate"], a["into"]) for a in plain["apc"]}
    assert shown == {
        "line.1": ("J2", "5024", "paid apart", None),
        "line.2": ("N", None, "packaged", None),
        "line.3": ("N", None, "packaged", None),
        "line.4": ("Q4", None, "packaged", "line.1"),
        "line.5": ("S", "5691", "paid apart", None),
        "line.6": ("A", None, "other schedule", None),
    }
    assert not any({"rate", "weight"} & set(a) for a in plain["apc"])
    assert next((a.get("weight"), a.get("rate")) for a in told["apc"]) == ("4.5", "425.00")
    assert [a["at"] for a in told["apc"] if "rate" in a] == ["line.1", "line.5"]
    assert "APC" not in {skip.get("system") for skip in plain["skipped"]}


def test_the_page_shows_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    addendum_of_2025(tmp_path / "home/releases")
    for name, value in {"CHARTPROOF_HOME": str(tmp_path / "home"), "COLUMNS": "400"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs/groups.md").read_text("utf-8")
    ((command, shown),) = re.findall(r"```text\n\$ chartproof (.*?)\n(.*?)```", page, re.DOTALL)
    printed = CliRunner().invoke(app, command.split()).stdout
    wanted, _, rest = shown.partition("    …\n")
    assert wanted in printed
    assert rest.strip() in printed


def test_a_surgical_center_has_none(line: Line) -> None:
    case = {"id": "c1", "on": "2026-06-15", "setting": "asc", "text": "ASSESSMENT: Hypertension."}
    made = line.group_case(case_from_object(case))
    assert made.apc is None
    assert any(skip.what == "APC" and "no outpatient services" in skip.why for skip in made.skipped)
