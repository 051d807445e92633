"""What moves a fee from place to place, in the forms CMS ships. Places and figures are invented."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED
from published import drafts, rows, text, workbook
from test_build_fees import rvu

from chartproof.codesets.adding import outcomes
from chartproof.codesets.build import Told, gpci, zip_locality
from chartproof.codesets.release import Placed
from chartproof.model.errors import InputError

GPCI = """ADDENDUM E. INVENTED,,,,,,
,,,,,,
Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2025 PW GPCI (with 1.0 Floor),\
2025 PE GPCI,2025 MP GPCI
1112,XX,5,INVENTED PLACE**,1.5,1.081,0.592
"MAC Assignments as of November 22, 2023",,,,,,
"""


def test_places_and_their_factors(tmp_path: Path) -> None:
    counties = "COUNTIES,,,,\nMedicare Contractor,Locality Number,State ,Fee Schedule Area ,Counties\n"
    counties += "1112,5,INVENTED ,PLACE* ,ONE \n,,,,\n1112,6,,OTHER,TWO\n*  Note,,,,\n"
    factors = "Contractor,Locality,Locality Name,National Anes CF of 20.1\n01112 ,05 ,INVENTED*,19.31 \n,,,\n"
    paths = (
        text(tmp_path / "GPCI2025.csv", GPCI),
        text(tmp_path / "25LOCCO.csv", counties),
        text(tmp_path / "ANES2025.csv", factors),
    )
    indices, places, anesthesia = drafts(gpci, *paths)
    assert [d.name for d in (indices, places, anesthesia)] == [
        "gpci-2025",
        "mpfs-localities-2025",
        "anesthesia-factors-2025",
    ]
    (row,) = rows(indices, "gpci")
    assert tuple(row.values()) == ("01112", "05", "XX", "INVENTED PLACE", "1.5", "1.081", "0.592", "")
    assert [row["state"] for row in rows(places, "localities")] == ["INVENTED", "INVENTED"]
    assert rows(anesthesia, "localities")[0]["conversion_factor"] == "19.31"
    assert rows(anesthesia, "national") == [{"applies_to": "all", "conversion_factor": "20.1"}]
    with pytest.raises(InputError, match="row 4"):
        drafts(gpci, text(tmp_path / "GPCI2025.csv", GPCI.replace("1.081", "n/a")))


REVISED = GPCI.replace(
    "2025 PW GPCI (with 1.0 Floor)", "2026 PW GPCI (without 1.0 Floor),2026 PW GPCI (with 1.0 Floor)"
)
REVISED = REVISED.replace("INVENTED PLACE**,1.5", "INVENTED PLACE**,0.981,1.5")


def test_indices_revised_within_the_year_are_of_their_quarters(tmp_path: Path) -> None:
    for quarter, content in (
        ("rvu26a-updated-12-29-2025", REVISED),
        ("RVU26B", GPCI.replace("2025", "2026")),
    ):
        with zipfile.ZipFile(tmp_path / f"{quarter}.zip", "w") as archive:
            archive.writestr("GPCI2026.csv", content)
            archive.writestr(
                "PPRRVU2026_" + ("Jan" if "26a" in quarter else "Apr") + "_nonQPP.csv", rvu("31")
            )
    found = list(outcomes([tmp_path], Told(), tmp_path / "shelf"))
    assert sorted(o.release.name for o in found if isinstance(o, Placed)) == [
        "gpci-2026.1",
        "gpci-2026.2",
        "mpfs-2026.1",
        "mpfs-2026.2",
    ]
    assert len(found) == 4
    (draft, _) = sorted(drafts(gpci, *sorted(tmp_path.glob("*.zip"))), key=lambda d: d.name)
    (row,) = rows(draft, "gpci")
    assert (row["work"], row["work_without_floor"], row["practice_expense"]) == ("1.5", "0.981", "1.081")
    (told,) = drafts(gpci, text(tmp_path / "GPCI2025.csv", GPCI), told=Told(version="2025.3"))
    assert (told.name, str(told.holds)) == ("gpci-2025.3", "2025-07-01 to 2025-09-30")


def test_days_that_do_not_fit_the_file_are_an_error(tmp_path: Path) -> None:
    path = text(tmp_path / "Indices_gpci.csv", GPCI.replace("2025 ", ""))
    with pytest.raises(InputError, match="it would hold from 2026-05-01 to 2026-03-31"):
        drafts(gpci, path, told=Told(version="2026.1", first=date(2026, 5, 1)))


def test_anesthesia_has_two_factors_from_2026(tmp_path: Path) -> None:
    factors = (
        "Contractor,Locality,Locality Name,Work GPCI,Qualifying APM National Anes CF (with 2.5% statutory increase) "
        "of 20.5,Non-Qualifying APM National Anes CF (with 2.5% Statutory increase)  of 20.4\n"
        "01112 ,05 ,INVENTED*,1.0,19.31,19.21\n"
    )
    (draft,) = drafts(gpci, text(tmp_path / "ANES2026.csv", factors))
    (row,) = rows(draft, "localities")
    assert (row["conversion_factor"], row["qualifying_conversion_factor"]) == ("19.21", "19.31")
    assert [tuple(row.values()) for row in rows(draft, "national")] == [
        ("not qualifying", "20.4"),
        ("qualifying APM participant", "20.5"),
    ]


def test_zip_codes_of_a_quarter(tmp_path: Path) -> None:
    heading = [
        "STATE",
        "ZIP CODE",
        "CARRIER",
        "LOCALITY",
        "RURAL IND",
        "LAB CB LOCALITY",
        "RURAL IND2",
        "PLUS 4 FLAG",
    ]
    heading += ["PART B DRUG INDICATOR", "YEAR/QTR"]
    table = [heading, ["XX", "00001", "01112", 5.0, None, "Z9", None, 0.0, "A", "20261"]]
    path = workbook(tmp_path / "ZIP5_JAN2026.xlsx", table)
    (row,) = rows(drafts(zip_locality, path)[0], "zip_codes")
    assert tuple(row.values()) == ("00001", "XX", "01112", "05", "", "Z9", "", "0", "A")
    with pytest.raises(InputError, match="row 2: the row is of 20261"):
        drafts(zip_locality, path.rename(tmp_path / "ZIP5_APR2026.xlsx"))


DATA = SHARED / "data"


@pytest.mark.data
def test_every_place() -> None:
    folder = DATA / "mpfs"
    if not folder.exists():
        pytest.skip("the publisher's files are not here")
    made = drafts(gpci, folder / "GPCI2025.csv", folder / "25LOCCO.csv", folder / "ANES2025.csv")
    assert [len(rows(d, d.counted)) for d in made] == [109, 109, 109]
    places = [{(r["carrier"], r["locality"]) for r in rows(d, d.counted)} for d in made]
    assert places[0] == places[2]
    (zips,) = drafts(zip_locality, folder / "ZIP5_JAN2026.xlsx")
    found = rows(zips, "zip_codes")
    assert len(found) == 42_956 == _rows_of_sheet(folder / "ZIP5_JAN2026.xlsx") - 1
    assert all(len(row["zip"]) == 5 and len(row["carrier"]) == 5 for row in found)


def _rows_of_sheet(path: Path) -> int:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").count(b"<row ")
