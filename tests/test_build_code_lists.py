"""Short code lists, licensed lists and synonym files. Codes of licensed lists are invented."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED
from published import drafts, rows, text

from chartproof.codesets.build import Told, code_lists, gem, licensed, synonyms
from chartproof.model.errors import InputError

FIRST = Told(first=date(2025, 1, 1))
CLAIM = """codesystem,code,display,definition
ANSI-RSN-CD,9991,An invented reason,
CLM-REV-CNTR-CD,9990,"INVENTED, CENTER",
CLM-POS-CD,98,INVENTED PLACE,A definition
"""


def test_texts_of_x12_lists_are_not_stored(tmp_path: Path) -> None:
    (draft,) = drafts(code_lists, text(tmp_path / "codesystems.csv", CLAIM), told=FIRST)
    assert [tuple(r.values()) for r in rows(draft, "codes")] == [
        ("ANSI-RSN-CD", "9991", "", ""),
        ("CLM-POS-CD", "98", "INVENTED PLACE", "A definition"),
        ("CLM-REV-CNTR-CD", "9990", "INVENTED, CENTER", ""),
    ]
    with pytest.raises(InputError, match="--first"):
        drafts(code_lists, tmp_path / "codesystems.csv")


def test_taxonomy_and_places_date_themselves(tmp_path: Path) -> None:
    taxonomy = "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\n"
    taxonomy += "999X00000X,Invented,Worker,,Defined,[1/1/2020: new],Worker,Individual\n"
    places = '"pos_code","pos_type","pos_name","pos_description"\n"98","Facility","Invented","Described"\n'
    one, two = drafts(
        code_lists,
        text(tmp_path / "nucc_taxonomy_251.csv", taxonomy),
        text(tmp_path / "pos_codes_2024-06.csv", places),
    )
    assert (one.name, str(one.holds)) == ("nucc-taxonomy-25.1", "2025-07-01 to 2025-12-31")
    assert rows(one, "taxonomy")[0]["display_name"] == "Worker"
    assert (two.name, rows(two, "places")[0]["rate"]) == ("place-of-service-2024-06", "facility")


def test_a_code_given_twice_is_an_error(tmp_path: Path) -> None:
    path = text(tmp_path / "codesystems.csv", CLAIM + "CLM-POS-CD,98,AGAIN,\n")
    with pytest.raises(InputError, match="line 5: the code '98' is empty or stands twice"):
        drafts(code_lists, path, told=FIRST)


def test_the_users_own_cpt_stays_the_users(tmp_path: Path) -> None:
    notice = "Invented notice of the owner, Copyright 2025\n\n"
    paths = (
        text(tmp_path / "LONGULT.txt", notice + "0991T\tAn invented act, at length\n0992T\tAnother\n"),
        text(tmp_path / "MEDU.txt", notice + "0991T INVENTED ACT\n"),
        text(tmp_path / "SHORTU.txt", notice + "0991T INVENTED\n"),
        text(tmp_path / "MODUL.txt", notice + "99 Invented modifier\nX9 Another\n"),
    )
    (draft,) = drafts(licensed, *paths, told=Told(version="2025"))
    assert (draft.name, draft.licence.redistributable) == ("cpt-2025", False)
    one, two = rows(draft, "codes")
    assert tuple(one.values()) == ("0991T", "INVENTED", "INVENTED ACT", "An invented act, at length")
    assert two["medium_descriptor"] == ""
    assert [r["modifier"] for r in rows(draft, "modifiers")] == ["99", "X9"]
    told_apart = (
        text(
            tmp_path / "ConsumerDescriptor.txt",
            "Concept Id\tCPT Code\tConsumer Friendly Descriptor\n1\t0991T\tAn act for anyone\n2\t0992T\tAnother for anyone\n",
        ),
        text(
            tmp_path / "ClinicianDescriptor.txt",
            "Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor\n1\t0991T\t7\tInvented act A\n1\t0991T\t8\tInvented act B\n",
        ),
    )
    (draft,) = drafts(licensed, *paths, *told_apart, told=Told(version="2025"))
    assert [r["descriptor"] for r in rows(draft, "consumer_descriptors")] == [
        "An act for anyone",
        "Another for anyone",
    ]
    assert [r["descriptor"] for r in rows(draft, "clinician_descriptors")] == [
        "Invented act A",
        "Invented act B",
    ]
    broken = "Concept Id\tCPT Code\tConsumer Friendly Descriptor\n1\t0991T\tAn act\n2\tnone\tAnother\n"
    with pytest.raises(InputError, match="row 3"):
        drafts(licensed, *paths, text(told_apart[0], broken), told=Told(version="2025"))
    with pytest.raises(InputError, match="line 5"):
        drafts(
            licensed, text(paths[0], notice + "0991T\tAct\n0992T\tB\nrubbish\n"), told=Told(version="2025")
        )


def test_other_licensed_lists(tmp_path: Path) -> None:
    paths = (
        text(tmp_path / "cdt2025.csv", "Code,Nomenclature,Descriptor\nD9998,invented act,At length\n"),
        text(
            tmp_path / "carc_2025-03-01.csv",
            "Code,Description,Start Date,Stop Date,Notes\n9991,Invented reason,1/1/1995,,Note\n",
        ),
        text(
            tmp_path / "tls_Icd10cmHumanReadableMap_US1000124_20250901.tsv",
            "id\teffectiveTime\tactive\treferencedComponentId\tmapGroup\tmapPriority\tmapRule\tmapAdvice\tmapTarget\n"
            "00000000-0000-0000-0000-000000000001\t20250901\t1\t999\t1\t1\tTRUE\tALWAYS A00.0\tA00.0\n"
            "00000000-0000-0000-0000-000000000002\t20250901\t0\t998\t1\t1\tTRUE\tALWAYS A00.1\tA00.1\n",
        ),
    )
    cdt, carc, snomed = drafts(licensed, *paths)
    assert [d.name for d in (cdt, carc, snomed)] == [
        "cdt-2025",
        "carc-2025-03-01",
        "snomed-icd-10-cm-2025-09-01",
    ]
    assert not any(d.licence.redistributable for d in (cdt, carc, snomed))
    assert rows(carc, "codes")[0]["first"] == "1995-01-01"
    assert [r["concept"] for r in rows(snomed, "map")] == ["999"]
    with pytest.raises(InputError, match="row 2"):
        drafts(licensed, text(paths[1], "Code,Description,Start Date\n9991,Invented,soon\n"))


def test_synonyms_name_their_source(tmp_path: Path) -> None:
    mondo = (
        "# mapping_set_version: http://x/releases/2026-08-04/m.tsv\n"
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\n"
        "MONDO:9\tinvented disease\tskos:exactMatch\tICD10CM:A00.0\tx\ty\n"
        "MONDO:8\tinvented block\tskos:exactMatch\tICD10CM:A00-A09\tx\ty\n"
    )
    obo = (
        "format-version: 1.2\ndata-version: hp/releases/2025-01-16\n\n[Term]\nid: HP:9\nname: Invented sign\n"
        'synonym: "Funny sign" EXACT layperson []\n\n[Term]\nid: HP:8\nname: Old\nis_obsolete: true\n\n[Typedef]\nid: x\n'
    )
    made = drafts(
        synonyms,
        text(tmp_path / "mondo_exact.sssom.tsv", mondo),
        text(tmp_path / "hp.obo", obo),
    )
    assert [d.name for d in made] == ["lexicon-mondo-2026-08-04", "lexicon-hpo-2025-01-16"]
    assert rows(made[0], "phrases") == [
        {
            "phrase": "invented disease",
            "system": "ICD-10-CM",
            "code": "A00.0",
            "source": "MONDO:9",
            "relation": "exact",
        }
    ]
    assert [(r["phrase"], r["relation"]) for r in rows(made[1], "phrases")] == [
        ("Funny sign", "lay"),
        ("Invented sign", "name"),
    ]


def test_abbreviations_in_each_of_their_forms(tmp_path: Path) -> None:
    paths = (
        text(tmp_path / "clinabbr_one.txt", "xyz = invented thing \n"),
        text(tmp_path / "clinabbr_two.txt", "xyz\tother thing\t0.25\n"),
        text(tmp_path / "clinabbr_three.csv", '"abr","long_form"\n"Q, x","third"\n'),
        text(
            tmp_path / "clinabbr_four.txt",
            "abbreviation\tsense\tvariation\tCUI\tfrequency\na_b\tslash\tA/B\tc1\t1\n",
        ),
    )
    (draft,) = drafts(synonyms, *paths, told=Told(version="1", first=date(2025, 1, 1)))
    assert {(r["phrase"], r["code"], r["relation"]) for r in rows(draft, "phrases")} == {
        ("xyz", "invented thing", ""),
        ("xyz", "other thing", "0.25"),
        ("Q, x", "third", ""),
        ("a/b", "slash", "1"),
    }
    with pytest.raises(InputError, match="line 2"):
        drafts(
            synonyms,
            text(paths[1], "xyz\tother\t1\nbroken\tline\n"),
            told=Told(version="1", first=date(2025, 1, 1)),
        )


DATA = SHARED / "data"


@pytest.mark.data
def test_every_published_list() -> None:
    folder = DATA / "code_lists"
    if not folder.exists():
        pytest.skip("the publishers' files are not here")
    for name, told, count in (
        ("cms_bfd_codesystems.csv", FIRST, 5_953),
        ("nucc_taxonomy_251.csv", None, 883),
        ("pos_codes_2024-06.csv", None, 99),
    ):
        (draft,) = drafts(code_lists, folder / name, told=told)
        with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
            theirs = list(csv.reader(lines))[1:]
        found = rows(draft, draft.counted)
        assert len(found) == len(theirs) == count
        assert {r["code"] for r in found} == {r[1] if name.startswith("cms") else r[0] for r in theirs}
        assert not any(r["title"] for r in found if r.get("list", "").startswith("ANSI"))


@pytest.mark.data
def test_every_synonym() -> None:
    folder = DATA / "synonyms"
    if not folder.exists():
        pytest.skip("the publishers' files are not here")
    (ontology,) = drafts(synonyms, folder / "doid/ICD10inDO.tsv", told=Told(version="2025-09-01"))
    theirs = (folder / "doid/ICD10inDO.tsv").read_text("utf-8")
    lines = theirs.splitlines()[1:]
    assert len(lines) == 3_571
    coded = re.compile(r"ICD10CM:[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?[\",]")  # not a block, as A00-A09
    found = {r["source"] for r in rows(ontology, "phrases")}
    assert found == {line.split("\t")[0].strip('"') for line in lines if coded.search(line)}
    mondo, hpo = drafts(synonyms, *sorted((folder / "mondo").glob("*")), folder / "hpo.obo.zip")
    text_of = (folder / "mondo/mondo_exactmatch_icd10cm.sssom.tsv").read_text("utf-8")
    exact = re.findall(r"\tICD10CM:[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]+)?\t", text_of)
    assert sum(r["relation"] == "exact" for r in rows(mondo, "phrases")) == len(exact)
    import zipfile

    terms = zipfile.ZipFile(folder / "hpo.obo.zip").read("hp.obo").decode().split("[Term]\n")[1:]
    names = [r for r in rows(hpo, "phrases") if r["relation"] == "name"]
    assert len(names) == sum("is_obsolete: true" not in term for term in terms)
    (short,) = drafts(
        synonyms, *sorted((folder / "abbreviations").glob("*")), told=Told(version="2025-01-01")
    )
    assert len(rows(short, "phrases")) > 18_000


GEM = "0010  A000    00000\n2501  E1110   10000\n2501  E1310   10000\nE9671 Y0702   10000\nV270  NoDx    11000\n"


def test_equivalence_maps_both_ways(tmp_path: Path) -> None:
    forward = text(tmp_path / "2018_I9gem.txt", GEM)
    backward = text(tmp_path / "2018_I10gem.txt", "A000   0010  00000\n")
    procedures = text(tmp_path / "gem_i9pcs_2018.txt", "0001  6A750Z7 10000\n0001  NoPCS   11000\n")
    found = {d.system: d for d in drafts(gem, forward, backward, procedures)}
    assert set(found) < set(gem.NAMES)
    codes = [(r["code"], r["target"]) for r in rows(found["GEM-ICD-9-CM-to-ICD-10-CM"], "map")]
    assert ("001.0", "A00.0") in codes
    assert [t for c, t in codes if c == "250.1"] == ["E11.10", "E13.10"]
    assert ("E967.1", "Y07.02") in codes
    assert ("V27.0", "") in codes
    assert rows(found["GEM-ICD-10-CM-to-ICD-9-CM"], "map")[0]["target"] == "001.0"
    assert {r["target"] for r in rows(found["GEM-ICD-9-CM-procedures-to-ICD-10-PCS"], "map")} == {
        "6A750Z7",
        "",
    }
    assert found["GEM-ICD-9-CM-to-ICD-10-CM"].holds.first.isoformat() == "2017-10-01"


def test_a_broken_map_names_its_line(tmp_path: Path) -> None:
    path = text(tmp_path / "2018_I9gem.txt", GEM + "0011  A00")
    with pytest.raises(InputError, match=r"2018_I9gem.txt: line 6"):
        drafts(gem, path)[0].tables["map"]
