"""Coverage exports, in the form of the Medicare Coverage Database. Everything in them is invented."""

from __future__ import annotations

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED
from published import drafts, rows

from chartproof.codesets.build import Told, coverage, coverage_stand_in
from chartproof.model.errors import InputError

EXPORT = {
    "article.csv": (
        "article_id,article_version,article_type,title,article_eff_date,article_end_date,description,status\r\n"
        '90001,3,"Billing and Coding","Invented therapy",2024-01-01 00:00:00.000,,"<p>Long\r\ntext</p>",A\r\n'
    ),
    "article_x_icd10_covered.csv": (
        "article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range,last_updated,"
        "sort_order,description,asterisk\r\n"
        '90001,3,Z99.89,1,1,N,2024-01-01,2,"Invented, with comma",\r\n'
        "90001,3,A00.0,1,1,N,2024-01-01,1,Invented,*\r\n"
    ),
    "article_x_icd10_noncovered.csv": (
        "article_id,article_version,icd10_code_id,icd10_code_version,icd10_noncovered_group,range\r\n"
        "90001,3,B00.0,1,1,N\r\n"
    ),
    "article_x_hcpc_code.csv": (
        "article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,long_description\r\n"
        "90001,3,0991T,7,1,N,Invented act\r\n"
    ),
    "article_x_contractor.csv": (
        "article_id,article_version,contractor_id,contractor_type_id,contractor_version\r\n90001,3,55,9,2\r\n"
    ),
    "contractor.csv": (
        "contractor_id,contractor_type_id,contractor_version,contractor_bus_name,contractor_number\r\n"
        "55,9,2,Invented Contractor,99999\r\n"
    ),
    "contractor_jurisdiction.csv": (
        "contractor_id,contractor_type_id,contractor_version,state_id\r\n55,9,2,7\r\n"
    ),
    "lcd.csv": (
        "lcd_id,lcd_version,title,rev_eff_date,ent_det_end_date,date_retired,status\r\n"
        "30001,12,Invented LCD,2023-05-01 00:00:00,,N/A,A\r\n"
    ),
    "lcd_related_documents.csv": "lcd_id,lcd_version,r_article_id,r_lcd_id\r\n30001,12,90001,\r\n",
}


def export(path: Path, **changed: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in EXPORT.items():
            archive.writestr(name, changed.get(name.removesuffix(".csv"), content).encode("cp1252"))
    return path


def test_an_export_becomes_one_release(tmp_path: Path) -> None:
    path = export(tmp_path / "current_article_20250814.zip")
    (draft,) = drafts(coverage, path)
    assert (draft.name, draft.holds.first) == ("coverage-2025-08-14", date(2025, 8, 14))
    article, lcd = rows(draft, "documents")
    assert (article["kind"], article["document"], article["first"]) == ("ARTICLE", "90001", "2024-01-01")
    assert (lcd["kind"], lcd["title"], lcd["retired"]) == ("LCD", "Invented LCD", "")
    assert [(r["code"], r["group"], r["asterisk"]) for r in rows(draft, "covered_diagnoses")] == [
        ("A00.0", "1", "*"),
        ("Z99.89", "1", ""),
    ]
    assert [r["code"] for r in rows(draft, "noncovered_diagnoses")] == ["B00.0"]
    (procedure,) = rows(draft, "procedures")
    assert "Invented" not in str(procedure)
    assert (procedure["code"], procedure["group"]) == ("0991T", "1")
    assert rows(draft, "contractors")[0]["name"] == "Invented Contractor"
    assert rows(draft, "jurisdictions")[0]["state"] == "7"
    assert rows(draft, "related_documents")[0]["article"] == "90001"


def test_an_export_without_a_day_asks_for_it(tmp_path: Path) -> None:
    path = export(tmp_path / "current_article.zip")
    with pytest.raises(InputError, match="--first"):
        drafts(coverage, path)
    (draft,) = drafts(coverage, path, told=Told(first=date(2025, 9, 4)))
    assert draft.name == "coverage-2025-09-04"


@pytest.mark.parametrize(
    ("cut", "says"),
    [
        (
            "article_id,article_version,icd10_code_id,icd10_covered_group,range\r\n90001,3\r\n",
            "line 2: the row has 2 of 5",
        ),
        ("article_id,article_version,icd10_covered_group,range\r\n1,1,1,N\r\n", "no column icd10_code_id"),
        ("article_id,article_version,icd10_code_id,icd10_covered_group,range\r\n1,1,A00,1,N", "does not end"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, cut: str, says: str) -> None:
    path = export(tmp_path / "current_article_20250814.zip", article_x_icd10_covered=cut)
    with pytest.raises(InputError, match=rf"article_x_icd10_covered.*{says}"):
        rows(drafts(coverage, path)[0], "covered_diagnoses")


DATA = SHARED / "data/coverage"


@pytest.mark.data
def test_the_stand_ins_are_whole() -> None:
    if not DATA.exists():
        pytest.skip("the stand-in files are not here")
    told = Told(first=date(2025, 8, 1))
    documents, valuesets = sorted(
        drafts(coverage_stand_in, *sorted(DATA.glob("*.csv")), told=told), key=lambda d: d.name
    )
    found = rows(documents, "documents")
    assert sum(r["kind"] == "LCD" for r in found) == 972
    assert sum(r["kind"] == "Article" for r in found) == 2_161
    with (DATA / "coverage_valuesets_codes.csv").open(encoding="utf-8", newline="") as lines:
        theirs = [(r["valueset"].strip(), r["code"].strip()) for r in csv.DictReader(lines)]
    ours = rows(valuesets, "valuesets")
    assert len(ours) == len(theirs) == 28_873
    assert {r["code"] for r in ours} == {code for _, code in theirs}
    assert sum(not r["system"] for r in ours) < 50


def test_a_stand_in_cut_short_is_an_error(tmp_path: Path) -> None:
    heading = "determination_path,file,valueset,system,code,display\n"
    path = tmp_path / "coverage_valuesets_codes.csv"
    path.write_text(f"{heading}p,f,Set,s,A00.0,Invented\np,f,Set\n")
    with pytest.raises(InputError, match="line 3: the row has 3 of 6 columns"):
        drafts(coverage_stand_in, path, told=Told(first=date(2025, 8, 1)))
