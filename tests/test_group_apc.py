"""The APC of each line of an outpatient claim, what is packaged, and the path that led there. Codes are invented."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from claims import claim_in, embedded, shelf_of

from chartproof.codesets.books import Books
from chartproof.group.apc import METHODS, apcs_of
from chartproof.model.apc import Apc, Fate
from chartproof.model.finding import Skip

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
]


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


def test_other_claims_have_none(home: Path, tmp_path: Path) -> None:
    found, skipped = grouped(home, tmp_path, "29X01 x1", bill_type="0111")
    assert not found
    assert len(skipped) == 1


def test_every_path_rests_on_rows_and_known_steps(home: Path, tmp_path: Path) -> None:
    found, _ = grouped(home, tmp_path, "29X01 x1", "29X03 x1", "29X09 x1", "29X16 x1")
    for apc in found.values():
        assert apc.path
        assert all(step.rule in METHODS and len(tuple(step.leaves())) == 2 for step in apc.path)
