"""Builders of ICD-10-PCS: tables and order file, addenda, index, definitions, keys."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from built import built, put, rows
from conftest import SHARED

from chartproof.codesets.build import (
    Told,
    icd10pcs,
    icd10pcs_addenda,
    icd10pcs_definitions,
    icd10pcs_index,
    icd10pcs_keys,
)
from chartproof.model.errors import InputError

PCS = SHARED / "data/icd10pcs"

TABLES = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.tabular><version>2031</version><pcsTable>
<axis pos="1" values="1"><title>Section</title><label code="0">Ours</label></axis>
<axis pos="2" values="1"><title>Body System</title><label code="0">Whiskers</label></axis>
<axis pos="3" values="1"><title>Operation</title><label code="1">Combing</label><definition>Making straight</definition></axis>
<pcsRow codes="4">
<axis pos="4" values="2"><title>Body Part</title><label code="6">Left</label><label code="7">Right</label></axis>
<axis pos="5" values="2"><title>Approach</title><label code="0">Open</label><label code="X">External</label></axis>
<axis pos="6" values="1"><title>Device</title><label code="Z">No Device</label></axis>
<axis pos="7" values="1"><title>Qualifier</title><label code="Z">No Qualifier</label></axis></pcsRow>
<pcsRow codes="1">
<axis pos="4" values="1"><title>Body Part</title><label code="8">Both</label></axis>
<axis pos="5" values="1"><title>Approach</title><label code="X">External</label></axis>
<axis pos="6" values="1"><title>Device</title><label code="Z">No Device</label></axis>
<axis pos="7" values="1"><title>Qualifier</title><label code="Z">No Qualifier</label></axis></pcsRow>
</pcsTable></ICD10PCS.tabular>
"""
CODES = ("00160ZZ", "0016XZZ", "00170ZZ", "0017XZZ", "0018XZZ")
ORDER = "".join(
    f"{n:05} {code:<7} {flag} {title:<60} {title}\r\n"
    for n, (code, flag, title) in enumerate(
        [("001", 0, "Whiskers, Combing"), *((code, 1, f"Combing {code[3:5]}") for code in CODES)], 1
    )
)
ADDENDA = """Add:         0018XZ0 Combing of both, again
Delete:      00160ZZ Combing 60

Codes
  5 codes in icd10pcs_order_2031.txt
  5 codes in icd10pcs_order_2032.txt
"""


def test_every_code_of_the_tables(tmp_path: Path) -> None:
    tables = put(tmp_path, "icd10pcs_tables_2031.xml", TABLES)
    alone = built(icd10pcs, tmp_path / "a", tables)["icd10pcs-2031"]
    assert next((r["code"], r["row"], r["title"]) for r in rows(alone, "codes")) == (
        "00160ZZ",
        "001",
        "",
    )
    order = put(tmp_path, "icd10pcs_order_2031.txt", ORDER)
    made = built(icd10pcs, tmp_path / "b", tables, order)
    assert set(made) == {"icd10pcs-2031", "icd10pcs-order-2031"}
    codes = rows(made["icd10pcs-2031"], "codes")
    assert tuple(r["code"] for r in codes) == CODES
    assert codes[-1]["title"] == "Combing 8X"
    assert rows(made["icd10pcs-2031"], "tables")[0]["definition"] == "Making straight"
    axes = [
        (r["position"], r["value"], r["label"])
        for r in rows(made["icd10pcs-2031"], "axes")
        if r["row"] == "002"
    ]
    assert axes == [
        ("4", "8", "Both"),
        ("5", "X", "External"),
        ("6", "Z", "No Device"),
        ("7", "Z", "No Qualifier"),
    ]


def test_broken_tables_make_nothing(tmp_path: Path) -> None:
    for text, says in [
        (TABLES.replace('codes="4"', 'codes="6"'), "a row of 4 codes where 6"),
        (TABLES.replace('code="6"', 'code="I"'), "a row of 4 codes"),
        (TABLES[:900], "not whole XML"),
    ]:
        with pytest.raises(InputError, match=says):
            built(icd10pcs, tmp_path / "shelf", put(tmp_path, "icd10pcs_tables_2031.xml", text))
    tables = put(tmp_path, "icd10pcs_tables_2031.xml", TABLES.replace('code="8"', 'code="9"'))
    order = put(tmp_path, "icd10pcs_order_2031.txt", ORDER)
    with pytest.raises(InputError, match="2 codes differ from icd10pcs_order_2031.txt .0018XZZ only in"):
        built(icd10pcs, tmp_path / "shelf", tables, order)
    assert not (tmp_path / "shelf").exists()


def test_addenda(tmp_path: Path) -> None:
    order = put(tmp_path, "icd10pcs_order_2031.txt", ORDER)
    addenda = put(tmp_path, "icd10pcs_codes_addenda_2032.txt", ADDENDA)
    release = built(icd10pcs_addenda, tmp_path, order, addenda)["icd10pcs-order-2032"]
    assert release.derived
    assert [r["code"] for r in rows(release, "codes")] == [
        "0016XZZ",
        "00170ZZ",
        "0017XZZ",
        "0018XZ0",
        "0018XZZ",
    ]
    put(
        tmp_path,
        "icd10pcs_codes_addenda_2032.txt",
        ADDENDA.replace("  5 codes in icd10pcs_order_2031", "  9 codes in icd10pcs_order_2031"),
    )
    with pytest.raises(InputError, match="is not the list it changes"):
        built(icd10pcs_addenda, tmp_path, order, addenda)
    with pytest.raises(InputError, match="hand icd10pcs_order_2031.txt in too"):
        built(icd10pcs_addenda, tmp_path, addenda)


INDEX = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.index><version>2031</version><letter><title>W</title>
<mainTerm><title>Whiskeroplasty</title><see>Combing, Whisker<codes>0016</codes></see></mainTerm>
<mainTerm><title>Whisker balm</title><term level="1"><use>Balm, Left<tab>001</tab></use></term>
  <term level="1"><use>Balm, Right</use></term></mainTerm>
<mainTerm><title>Combing</title><term level="1"><title>Whisker</title><codes>0016</codes></term>
  <term level="1"><see>Brushing</see></term><term level="1"><see>Nowhere</see></term></mainTerm>
<mainTerm><title>Brushing</title><code>0018XZZ</code></mainTerm></letter></ICD10PCS.index>
"""
DEFINITIONS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.definitions><version>2031</version><section code="0"><title>Ours</title><axis pos="4"><title>Body Part</title>
<terms><title>Whisker, Left</title><title>Whisker, Right</title><definition>A hair</definition><includes>Moustache</includes></terms>
</axis></section><deviceAggregation><aggregate><device>Balm</device><operation>All</operation><bodySys>Whiskers</bodySys>
<parent value="J">Ointment</parent></aggregate></deviceAggregation></ICD10PCS.definitions>
"""


def test_the_index(tmp_path: Path) -> None:
    path = put(tmp_path, "icd10pcs_index_2031.xml", INDEX)
    release = built(icd10pcs_index, tmp_path, path)["icd10pcs-index-2031"]
    index = {r["path"]: r for r in rows(release, "index")}
    assert (index["Whiskeroplasty"]["code"], index["Whiskeroplasty"]["see"]) == (
        "0016",
        "Combing, Whisker",
    )
    assert index["Whisker balm > use Balm, Left"]["code"] == "001"
    leads = {r["target"]: (r["leads_to"], r["how"]) for r in rows(release, "references")}
    assert leads == {"Combing, Whisker": ("0016", "table"), "Brushing": ("Brushing", "term")}
    assert [r["target"] for r in rows(release, "unresolved")] == ["Nowhere"]
    with pytest.raises(InputError, match="not whole XML"):
        built(icd10pcs_index, tmp_path, put(tmp_path, "icd10pcs_index_2031.xml", INDEX[:400]))


def test_definitions_and_keys(tmp_path: Path) -> None:
    path = put(tmp_path, "icd10pcs_definitions_2031.xml", DEFINITIONS)
    release = built(icd10pcs_definitions, tmp_path, path)["icd10pcs-definitions-2031"]
    assert [(r["term"], r["definition"]) for r in rows(release, "definitions")] == [
        ("Whisker, Left", "A hair"),
        ("Whisker, Right", "A hair"),
    ]
    assert [r["includes"] for r in rows(release, "includes")] == ["Moustache", "Moustache"]
    assert rows(release, "device_aggregation")[0]["value"] == "J"
    key = {
        "name": "ICD-10-PCS Body Part Key",
        "count_terms": 1,
        "data": {"Moustache": ["Whisker, Left", "Whisker, Right"]},
    }
    path = put(tmp_path, "body_part_key.json", json.dumps(key))
    with pytest.raises(InputError, match="--version"):
        built(icd10pcs_keys, tmp_path, path)
    release = built(icd10pcs_keys, tmp_path, path, told=Told(version="2031"))["icd10pcs-body-part-key-2031"]
    assert (release.rows, release.derived) == (2, True)
    with pytest.raises(InputError, match="has 1 terms where it says 2"):
        built(
            icd10pcs_keys,
            tmp_path,
            put(tmp_path, "device_key.json", json.dumps(key | {"count_terms": 2})),
            told=Told(version="2031"),
        )


@pytest.mark.data
@pytest.mark.parametrize(("year", "codes"), [(2025, 78_948), (2026, 79_115)])
def test_every_row_enumerated_equals_the_order_file(tmp_path: Path, year: int, codes: int) -> None:
    archive = PCS / f"icd10pcs-order-{year}.zip"
    with zipfile.ZipFile(archive) as inside:
        lines = inside.read(f"icd10pcs_order_{year}.txt").decode("ascii").splitlines()
    listed = {line[6:13]: line[77:].strip() for line in lines if line[14] == "1"}
    assert len(listed) == codes
    alone = built(icd10pcs, tmp_path / "a", PCS / f"icd10pcs-tables-{year}.zip")[f"icd10pcs-{year}"]
    assert {r["code"] for r in rows(alone, "codes")} == listed.keys()
    made = built(icd10pcs, tmp_path / "b", PCS / f"icd10pcs-tables-{year}.zip", archive)
    assert {r["code"]: r["title"] for r in rows(made[f"icd10pcs-{year}"], "codes")} == listed
    assert made[f"icd10pcs-order-{year}"].rows == codes


@pytest.mark.data
def test_every_term_of_index_definitions_and_keys(tmp_path: Path) -> None:
    def text(archive: str) -> str:
        with zipfile.ZipFile(PCS / archive) as inside:
            return inside.read(inside.namelist()[0]).decode("utf-8")

    index = built(icd10pcs_index, tmp_path, PCS / "icd10pcs-index-2025.zip")["icd10pcs-index-2025"]
    source = text("icd10pcs-index-2025.zip")
    assert index.rows == len(re.findall(r"<(?:mainTerm|term)[ >]", source))
    assert sum(r["level"] == "0" for r in rows(index, "index")) == source.count("<mainTerm>") == 3_215
    leads, nowhere = rows(index, "references"), rows(index, "unresolved")
    assert len(leads) + len(nowhere) == source.count("<see>")
    assert len(nowhere) <= 0.02 * (len(leads) + len(nowhere))
    definitions = built(icd10pcs_definitions, tmp_path, PCS / "icd10pcs-definitions-2026.zip")
    source = text("icd10pcs-definitions-2026.zip")
    assert source.count("<terms>") == 954
    titles = source.count("<title>") - source.count("<axis ") - source.count("<section ") - 1
    assert definitions["icd10pcs-definitions-2026"].rows == titles
    for name in ("body_part_key", "device_key"):
        path = PCS / f"{name}.json"
        (release,) = built(icd10pcs_keys, tmp_path, path, told=Told(version="2026")).values()
        assert release.rows == sum(map(len, json.loads(path.read_text("utf-8"))["data"].values()))


@pytest.mark.data
def test_addenda_of_fy2027_want_the_april_list(tmp_path: Path) -> None:
    paths = PCS / "icd10pcs-order-2026.zip", PCS / "icd10pcs_codes_addenda_2027.txt"
    with pytest.raises(InputError, match="says 79,193 codes where there are 79,115"):
        built(icd10pcs_addenda, tmp_path, *paths)
