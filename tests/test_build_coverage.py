"""Coverage exports, in the form of the Medicare Coverage Database. Everything in them is invented."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED
from published import drafts, rows

from chartproof.codesets.adding import outcomes
from chartproof.codesets.build import Told, coverage, coverage_national, coverage_stand_in
from chartproof.codesets.release import Placed
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
#: What a person makes of CMS's workbooks of national determinations.
NATIONAL = (
    "ncd,title,first,last,list,code\n"
    "190.90,Invented tests,2002-11-25,,procedure,X0001\n"
    "190.90,Invented tests,2002-11-25,,covered,A00.0\n"
    "190.90,Invented tests,2002-11-25,,covered,A00.1\n"
    "190.90,Invented tests,2002-11-25,,noncovered,B00.0\n"
    "20.90,Invented device,2020-01-01,2021-12-31,procedure,X0002\n"
)
#: What the publisher ships: three archives, each with an archive of csv files and a read-me inside.
SHIPPED = {
    "current_article": {name: table for name, table in EXPORT.items() if not name.startswith("lcd")}
    | {
        "article_x_icd10_covered_group.csv": (
            "article_id,article_version,icd10_covered_group,paragraph,last_updated,icd10_covered_ast\r\n"
            '90001,3,1,"<p>Group 1 is for <b>0991T</b> &amp; needs\r\na code of group 2.</p>",2024-01-01,<p>*Ours</p>\r\n'
        ),
        "article_x_hcpc_code_group.csv": "article_id,article_version,hcpc_code_group,paragraph\r\n90001,3,1,Ours\r\n",
        "article_x_hcpc_modifier_group.csv": (
            "article_id,article_version,hcpc_modifier_group,paragraph\r\n90001,3,1,Say KX\r\n"
        ),
        "article_x_icd10_pcs_code.csv": (
            "article_id,article_version,icd10_pcs_code_id,icd10_pcs_code_version,icd10_pcs_code_group,range\r\n"
            "90001,3,0QS00ZZ,1,1,N\r\n"
        ),
        "article_x_primary_jurisdiction.csv": "article_id,article_version,state_id\r\n90001,3,7\r\n",
        "article_related_ncd_documents.csv": (
            "article_id,article_version,related_num,r_ncd_id,r_ncd_version\r\n90001,3,1,77,1\r\n90001,3,2,0,1\r\n"
        ),
    },
    "current_lcd": {
        "lcd.csv": (
            "lcd_id,lcd_version,display_id,title,orig_det_eff_date,ent_det_end_date,rev_eff_date,rev_end_date,status\r\n"
            "30001,12,L30001,Revised LCD,2015-10-01 00:00:00,,2023-05-01 00:00:00,,A\r\n"
            "30002,4,L30002,LCD never revised,2021-02-03 00:00:00,2026-01-31 00:00:00,,,A\r\n"
        ),
        "contractor_jurisdiction.csv": (
            "contractor_id,contractor_type_id,contractor_version,state_id,active_date,term_date\r\n"
            "55,9,2,7,2020-01-01 00:00:00,\r\n"
        ),
    },
    "ncd": {
        "ncd_trkg.csv": (
            "NCD_id,NCD_vrsn_num,natl_cvrg_type,cvrg_lvl_cd,NCD_mnl_sect,NCD_mnl_sect_title,NCD_efctv_dt,NCD_impltn_dt,"
            "NCD_trmntn_dt,itm_srvc_desc\r\n"
            '77,1,True,2,240.4.1,Invented policy,1966-01-01 00:00:00,,,"<p>Long\r\ntext</p>"\r\n'
        )
    },
}


def shipped(folder: Path) -> list[Path]:
    paths = []
    for name, tables in SHIPPED.items():
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            for table, content in tables.items():
                archive.writestr(table, content)
        paths.append(folder / f"{name}_20260903.zip")
        with zipfile.ZipFile(paths[-1], "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{name}_csv.zip", inner.getvalue())
            archive.writestr("readme_first.txt", "Ours")
    return paths


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


def test_archives_inside_the_archives_are_read(tmp_path: Path) -> None:
    paths = shipped(tmp_path)
    (placed,) = (o for o in outcomes(paths, Told(), tmp_path / "shelf") if isinstance(o, Placed))
    assert (placed.release.name, placed.release.builder) == ("coverage-2026-09-03", coverage.BUILDER)
    (draft,) = drafts(coverage, *paths)
    article, revised, unrevised, national = rows(draft, "documents")
    assert (article["type"], article["status"]) == ("Billing and Coding", "A")
    assert (revised["display"], revised["first"], revised["last"]) == ("L30001", "2023-05-01", "")
    assert (unrevised["first"], unrevised["last"]) == ("2021-02-03", "2026-01-31")
    assert [national[c] for c in ("kind", "document", "section", "coverage", "first", "status")] == [
        "NCD",
        "77",
        "240.4.1",
        "2",
        "1966-01-01",
        "",
    ]
    (group,) = rows(draft, "covered_diagnosis_groups")
    assert group["text"] == "Group 1 is for 0991T & needs a code of group 2."
    assert group["asterisk"] == "*Ours"
    assert rows(draft, "modifier_groups")[0]["text"] == "Say KX"
    assert rows(draft, "procedure_groups")[0]["group"] == "1"
    assert [r["code"] for r in rows(draft, "inpatient_procedures")] == ["0QS00ZZ"]
    assert [r["state"] for r in rows(draft, "document_states")] == ["7"]
    assert [r["ncd"] for r in rows(draft, "related_documents")] == ["77"]
    assert [r["first"] for r in rows(draft, "jurisdictions")] == ["", "2020-01-01"]


def test_a_hostile_archive_inside_an_archive_is_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("../lcd.csv", "lcd_id,lcd_version,title\r\n")
    path = tmp_path / "current_lcd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("current_lcd_csv.zip", inner.getvalue())
    with pytest.raises(InputError, match="names a file outside itself"):
        drafts(coverage, path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("current_lcd_csv.zip", inner.getvalue()[:50])
    with pytest.raises(InputError, match="archive is broken"):
        drafts(coverage, path)


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


def test_codes_of_national_determinations(tmp_path: Path) -> None:
    path = tmp_path / "ncd_codes_2031-04-01.csv"
    path.write_text(NATIONAL, "utf-8")
    (draft,) = drafts(coverage_national, path)
    assert (draft.name, draft.holds.first, draft.derived) == (
        "coverage-national-2031-04-01",
        date(2031, 4, 1),
        True,
    )
    assert [(r["document"], r["title"], r["last"]) for r in rows(draft, "documents")] == [
        ("190.90", "Invented tests", ""),
        ("20.90", "Invented device", "2021-12-31"),
    ]
    assert [r["code"] for r in rows(draft, "covered_diagnoses")] == ["A00.0", "A00.1"]
    assert [r["code"] for r in rows(draft, "procedures")] == ["X0001", "X0002"]
    (placed,) = outcomes([path], Told(), tmp_path / "shelf")
    assert isinstance(placed, Placed)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("190.90,Invented tests,2002-11-25,,covered", "columns"),
        ("L123,Invented,2002-11-25,,covered,A00.0", "section of the NCD manual"),
        ("190.90,Invented tests,,,covered,A00.0", "first day"),
        ("190.90,Invented tests,2002-11-25,,sometimes,A00.0", "list is one of"),
        ("190.90,Invented tests,2002-11-25,,covered,0X001", "form of its list"),
        ("190.90,Another title,2002-11-25,,covered,A00.3", "another title"),
        ("190.90,Invented tests,25.11.2002,,covered,A00.3", "line 7"),
    ],
)
def test_a_wrong_line_of_national_codes_is_said(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "ncd_codes_2031-04-01.csv"
    path.write_text(f"{NATIONAL}{line}\n", "utf-8")
    with pytest.raises(InputError, match=says):
        [list(rows(draft, "documents")) for draft in drafts(coverage_national, path)]


def test_national_codes_say_from_which_day(tmp_path: Path) -> None:
    path = tmp_path / "ncd_codes.csv"
    path.write_text(NATIONAL, "utf-8")
    with pytest.raises(InputError, match="--first"):
        drafts(coverage_national, path)
    (draft,) = drafts(coverage_national, path, told=Told(first=date(2031, 1, 1)))
    assert draft.version == "2031-01-01"
    wrong = tmp_path / "ncd_codes_2031-13-01.csv"
    wrong.write_text(NATIONAL, "utf-8")
    with pytest.raises(InputError, match="is none"):
        drafts(coverage_national, wrong)
