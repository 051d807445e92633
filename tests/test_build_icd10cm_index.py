"""Builders of the Alphabetic Index, the tables of neoplasms and drugs, and external causes."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import pytest
from built import built, put, rows
from conftest import SHARED

from chartproof.codesets.build import (
    icd10cm_drugs,
    icd10cm_external,
    icd10cm_index,
    icd10cm_neoplasm,
)
from chartproof.model.errors import InputError

CM = SHARED / "data/icd10cm"

INDEX = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>2031</version><title>OURS</title>
<letter><title>F</title>
<mainTerm><title>Fever, febrile<nemod>(of cats)</nemod> NEC</title><code>A00.9</code>
  <term level="1"><title>due to</title>
    <term level="2"><title>moon</title><code>A00.0</code><manif>[QA0.0]</manif></term>
    <term level="2"><title>sun</title><see>Glow, golden (bright)</see></term></term>
  <term level="1"><title><nemod>(mild)</nemod></title><code>A00.1-</code></term></mainTerm>
<mainTerm><title>Febricula</title><seeAlso>Fever, moon</seeAlso></mainTerm></letter>
<letter><title>G</title>
<mainTerm><title>Glow(s)</title><see>condition</see>
  <term level="1"><title>golden</title><code>A00.2</code></term>
  <term level="1"><title>odd</title><see>Nowhere, at all</see></term>
  <term level="1"><title>other</title><subcat>A00.3</subcat></term>
  <term level="1"><title>new</title><see>Neoplasm, glow, benign</see></term>
  <term level="1"><title>pale</title><see>Fever; also see Glow, golden</see></term>
  <term level="1"><title>rare</title><seeAlso>Fever, moon or sun A00.2</seeAlso></term>
  <term level="1"><title>sly</title><see>specific glow</see></term></mainTerm></letter>
</ICD10CM.index>
"""
CSV = """Level,Term,See,SeeAlso,NonEssModif,Code
0,"Fever, febrile NEC",,,(of cats),A00.9
1,due to,,,,
2,moon,,,,A00.0 [QA0.0]
2,sun,"Glow, golden (bright)",,,
1,,,,(mild),A00.1-
0,Febricula,,"Fever, moon",,
0,Glow(s),condition,,,
1,golden,,,,A00.2
1,odd,"Nowhere, at all",,,
1,other,,,,
1,new,"Neoplasm, glow, benign",,,
1,pale,"Fever; also see Glow, golden",,,
1,rare,,"Fever, moon or sun A00.2",,
1,sly,specific glow,,,
"""


def test_the_index_from_xml(tmp_path: Path) -> None:
    release = built(icd10cm_index, tmp_path, put(tmp_path, "icd10cm-index-April-2031.xml", INDEX))
    index = {r["path"]: r for r in rows(release["icd10cm-index-2031.2"], "index")}
    assert list(index) == sorted(index, key=lambda path: path.split(" > "))
    moon = index["Fever, febrile NEC > due to > moon"]
    assert (moon["level"], moon["code"], moon["manifestation_code"]) == ("2", "A00.0", "QA0.0")
    assert index["Fever, febrile NEC"]["nonessential_modifiers"] == "(of cats)"
    assert index["Fever, febrile NEC > (mild)"]["term"] == ""
    assert index["Glow(s) > other"]["see_category"] == "A00.3"
    assert not release["icd10cm-index-2031.2"].derived


def test_where_see_leads(tmp_path: Path) -> None:
    release = built(icd10cm_index, tmp_path, put(tmp_path, "icd10cm-index-2031.xml", INDEX))
    leads = {
        r["target"]: (r["leads_to"], r["how"]) for r in rows(release["icd10cm-index-2031.1"], "references")
    }
    assert leads == {
        "Glow, golden (bright)": ("Glow(s) > golden", "term"),
        "Fever, moon": ("Fever, febrile NEC > due to > moon", "term"),
        "condition": ("", "open"),
        "Neoplasm, glow, benign": ("", "table"),
        "Fever; also see Glow, golden": ("Fever, febrile NEC", "each"),
        "Fever, moon or sun A00.2": ("Fever, febrile NEC > due to > moon", "each"),
        "specific glow": ("", "open"),
    }
    unresolved = rows(release["icd10cm-index-2031.1"], "unresolved")
    assert [r["target"] for r in unresolved] == ["Nowhere, at all"]


def test_the_flattened_index_is_the_same_but_derived(tmp_path: Path) -> None:
    xml = built(icd10cm_index, tmp_path / "a", put(tmp_path, "icd10cm-index-2031.xml", INDEX))
    flat = built(icd10cm_index, tmp_path / "b", put(tmp_path, "alphabetic_index_2031.csv", "\ufeff" + CSV))
    assert flat["icd10cm-index-2031"].derived
    for table in ("index", "references", "unresolved"):
        ours = rows(flat["icd10cm-index-2031"], table)
        theirs = [
            dict(r, see_category="") if "see_category" in r else r
            for r in rows(xml["icd10cm-index-2031.1"], table)
        ]
        assert ours == theirs


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("icd10cm-index-2031.xml", INDEX[:700], "line"),
        ("alphabetic_index_2031.csv", CSV.replace("2,moon", "4,moon"), "line 4"),
        ("alphabetic_index_2031.csv", CSV.replace("2,moon,,", "2,moon,"), "line 4"),
        ("alphabetic_index_2031.csv", CSV[:-9], "line 15"),
        ("alphabetic_index.csv", CSV, "--version"),
    ],
)
def test_a_broken_index_makes_nothing(tmp_path: Path, name: str, text: str, place: str) -> None:
    with pytest.raises(InputError, match=place):
        built(icd10cm_index, tmp_path / "shelf", put(tmp_path, name, text))
    assert not (tmp_path / "shelf").exists()


NEOPLASM = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>2031</version><indexHeading><head col="1">Neoplasm</head>
<head col="2">Malignant Primary</head><head col="3">Malignant Secondary</head><head col="4">Ca in situ</head>
<head col="5">Benign</head><head col="6">Uncertain Behavior</head><head col="7">Unspecified Behavior</head></indexHeading>
<letter><title>N</title><mainTerm><title>Neoplasm, neoplastic</title>
<cell col="2">C80.1</cell><cell col="3">C79.9</cell><cell col="4">D09.9</cell><cell col="5">D36.9</cell><cell col="6">D48.9</cell><cell col="7">D49.9</cell>
<term level="1"><title>whisker<nemod>(left)</nemod></title><seeAlso>Neoplasm, tail</seeAlso>
<cell col="2">C79.8-</cell><cell col="3">-</cell><cell col="4">--</cell><cell col="5">D05.-</cell></term>
<term level="1"><title>tail</title><cell col="2">C76.2</cell></term></mainTerm></letter></ICD10CM.index>
"""


def test_the_table_of_neoplasms(tmp_path: Path) -> None:
    path = put(tmp_path, "icd10cm-neoplasm-April-1-2031.xml", NEOPLASM)
    release = built(icd10cm_neoplasm, tmp_path, path)["icd10cm-neoplasms-2031.2"]
    whisker = next(r for r in rows(release, "neoplasms") if r["term"] == "whisker")
    cells = ("malignant_primary", "malignant_secondary", "in_situ", "benign", "uncertain_behavior")
    assert [whisker[cell] for cell in cells] == ["C79.8-", "", "", "D05.-", ""]
    assert [r["leads_to"] for r in rows(release, "references")] == ["Neoplasm, neoplastic > tail"]
    assert built(icd10cm_index, tmp_path, path) == built(icd10cm_drugs, tmp_path, path) == {}
    for broken, says in [
        (NEOPLASM.replace("C79.8-", "see"), "is no code"),
        (NEOPLASM.replace("Benign", "Kind"), "column 5"),
    ]:
        put(tmp_path, "icd10cm-neoplasm-April-1-2031.xml", broken)
        with pytest.raises(InputError, match=says):
            built(icd10cm_neoplasm, tmp_path, path)


DRUGS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>2031</version><indexHeading><head col="1">Substance</head>
<head col="2">Poisoning Accidental (unintentional)</head><head col="3">Poisoning Intentional self-harm</head>
<head col="4">Poisoning Assault</head><head col="5">Poisoning Undetermined</head>
<head col="6">Adverse effect</head><head col="7">Underdosing</head></indexHeading>
<letter><title>M</title><mainTerm><title>Moonshade</title><cell col="2">T36.AX1</cell><cell col="3">T36.AX2</cell>
<cell col="4">T36.AX3</cell><cell col="5">T36.AX4</cell><cell col="6">--</cell><cell col="7">--</cell></mainTerm></letter></ICD10CM.index>
"""
EXTERNAL = INDEX.replace("OURS", "ICD-10-CM EXTERNAL CAUSE of INJURIES INDEX")


def test_the_table_of_drugs_and_external_causes(tmp_path: Path) -> None:
    path = put(tmp_path, "icd10cm-drug-2031.xml", DRUGS)
    release = built(icd10cm_drugs, tmp_path, path)["icd10cm-drugs-2031.1"]
    (row,) = rows(release, "drugs")
    assert (row["accidental"], row["undetermined"], row["adverse_effect"]) == (
        "T36.AX1",
        "T36.AX4",
        "",
    )
    path = put(tmp_path, "icd10cm-eindex-2031.xml", EXTERNAL)
    assert built(icd10cm_external, tmp_path, path)["icd10cm-external-causes-2031.1"].rows == 14
    assert built(icd10cm_index, tmp_path, path) == {}
    for builder, name, text in [
        (icd10cm_drugs, "icd10cm-drug-2031.xml", DRUGS),
        (icd10cm_external, "icd10cm-eindex-2031.xml", EXTERNAL),
    ]:
        with pytest.raises(InputError, match="not whole XML"):
            built(builder, tmp_path, put(tmp_path, name, text[:-30]))


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "year"),
    [("alphabetic_index_2025.csv", 2025), ("alphabetic_index_2026_derived.csv", 2026)],
)
def test_every_term_of_the_index_and_where_see_leads(tmp_path: Path, name: str, year: int) -> None:
    with (CM / name).open(encoding="utf-8-sig", newline="") as text:
        source = list(csv.DictReader(text))
    release = built(icd10cm_index, tmp_path, CM / name)[f"icd10cm-index-{year}"]
    index = rows(release, "index")
    assert release.rows == len(index) == len(source)
    assert sum(r["level"] == "0" for r in index) == sum(r["Level"] == "0" for r in source)
    known = {r["path"] for r in index}
    assert all(r["path"].rpartition(" > ")[0] in known for r in index if r["level"] != "0")
    leads, nowhere = rows(release, "references"), rows(release, "unresolved")
    assert len(leads) + len(nowhere) == sum(
        bool(r["See"].strip()) + bool(r["SeeAlso"].strip()) for r in source
    )
    assert all(r["leads_to"] in known for r in leads if r["leads_to"])
    for kind in ("see", "see also"):
        resolved, left = (sum(r["kind"] == kind for r in found) for found in (leads, nowhere))
        print(f"{year} {kind}: {resolved / (resolved + left):.2%} of {resolved + left} resolve")
        assert resolved >= 0.99 * (resolved + left)


@pytest.mark.data
@pytest.mark.parametrize("year", [2025, 2026])
def test_every_term_of_the_tables(tmp_path: Path, year: int) -> None:
    archive = CM / f"icd10cm-tables-index-april-{year}.zip"
    for builder, word, name, table in [
        (icd10cm_neoplasm, "neoplasm", "neoplasms", "neoplasms"),
        (icd10cm_drugs, "drug", "drugs", "drugs"),
        (icd10cm_external, "eindex", "external-causes", "index"),
    ]:
        release = built(builder, tmp_path, archive)[f"icd10cm-{name}-{year}.2"]
        with zipfile.ZipFile(archive) as inside:
            member = next(n for n in inside.namelist() if word in n and n.endswith(".xml"))
            text = inside.read(member).decode("utf-8")
        assert release.rows == len(re.findall(r"<(?:mainTerm|term)[ >]", text))
        codes = re.findall(r"<(?:cell [^>]*|code)>[A-Z][^<]*</(?:cell|code)>", text)
        others = {"path", "level", "term", "nonessential_modifiers", "see", "see_also", "remark"}
        others |= {"see_category", "manifestation_code"}
        found = [cell for row in rows(release, table) for name, cell in row.items() if name not in others]
        assert sum(map(bool, found)) == len(codes)
