"""The Alphabetic Index as a way in: look-ups, and coding by an index of ours with invented terms."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from built import built, put
from conftest import SHARED

from chartproof.codesets.alphabetic import Alphabetic
from chartproof.codesets.build import icd10cm_drugs, icd10cm_external, icd10cm_index, icd10cm_neoplasm
from chartproof.codesets.shelf import Shelf
from chartproof.formats.answer import answer
from chartproof.model.record import Document, Encounter
from chartproof.pipeline import Line, authorities, releases
from chartproof.rules.verify import Checker
from chartproof.terms.entries import SEARCHED, Entries, Saying, alternatives, node_of
from chartproof.terms.search import search

DAY = date(2026, 6, 15)
INDEX = """Level,Term,See,SeeAlso,NonEssModif,Code
0,"Examination, lunar",,,,Z00.00
0,"Lunaritis, lunar",,,(silver) (of cats),M79.7
1,apogee,,,,M79.89
1,"basin, crater or rille",,,,M25.5-
1,due to,,,,
2,moonshine,,,,H53.10
1,perigee,,,,I89.8
2,female,,,,N94.89
1,specified NEC,,,,M79.9
1,with,,,,
2,glimmer,,,,E11.39 [H42]
0,Selenopathy,Lunaritis,,,
0,Selenosis,Selenopathy,,,
0,Tidal,,,,I99.8
1,swell,,,,R60.9
0,Tidoma,,"Neoplasm, by site, malignant",,
"""
NEOPLASMS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>2026</version><indexHeading><head col="1">Neoplasm</head>
<head col="2">Malignant Primary</head><head col="3">Malignant Secondary</head><head col="4">Ca in situ</head>
<head col="5">Benign</head><head col="6">Uncertain Behavior</head><head col="7">Unspecified Behavior</head></indexHeading>
<letter><title>N</title><mainTerm><title>Neoplasm, neoplastic</title><cell col="2">C80.1</cell>
<term level="1"><title>whisker<nemod>(left)</nemod></title><cell col="2">C44.90</cell><cell col="3">C79.2</cell>
<cell col="4">D04.9</cell><cell col="5">D23.9</cell><cell col="6">D48.5</cell><cell col="7">D49.2</cell></term></mainTerm></letter></ICD10CM.index>
"""
DRUGS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>2026</version><indexHeading><head col="1">Substance</head>
<head col="2">Poisoning Accidental (unintentional)</head><head col="3">Poisoning Intentional self-harm</head>
<head col="4">Poisoning Assault</head><head col="5">Poisoning Undetermined</head>
<head col="6">Adverse effect</head><head col="7">Underdosing</head></indexHeading>
<letter><title>M</title><mainTerm><title>Moonshade</title><cell col="2">T36.0X1</cell><cell col="3">T36.0X2</cell>
<cell col="4">T36.0X3</cell><cell col="5">T36.0X4</cell><cell col="6">T36.0X5</cell><cell col="7">T36.0X6</cell></mainTerm></letter></ICD10CM.index>
"""


@pytest.fixture(scope="module")
def indexed(home: Path, line: Line, tmp_path_factory: pytest.TempPathFactory) -> Line:
    """A line over the embedded Tabular List and three small indexes of ours."""
    line.terminology(DAY)
    folder = tmp_path_factory.mktemp("indexed")
    for part in ("releases/icd10cm-2026.2", "indexes"):
        shutil.copytree(home / part, folder / part)
    files = tmp_path_factory.mktemp("files")
    built(icd10cm_index, folder / "releases", put(files, "alphabetic_index_2026.csv", INDEX))
    built(icd10cm_neoplasm, folder / "releases", put(files, "icd10cm-neoplasm-April-1-2026.xml", NEOPLASMS))
    built(icd10cm_drugs, folder / "releases", put(files, "icd10cm-drug-April-1-2026.xml", DRUGS))
    return Line(Shelf(folder))


def case(*problems: str, sex: str | None = None) -> Encounter:
    text = "Assessment:\n" + "".join(f"{n}. {said}.\n" for n, said in enumerate(problems, 1))
    return Encounter("case", (Document("note", text),), began=DAY, sex=sex)


def codes(line: Line, *problems: str) -> set[str]:
    return {a.value for a in line.code(case(*problems))[0].assignments}


def test_terms_of_the_index_by_path(indexed: Line) -> None:
    index = next(i for i in indexed.terminology(DAY).indexes if i.table == "index")
    main = index.term("Lunaritis, lunar")
    assert main is not None
    assert (main.modifiers, main.code()) == ("(silver) (of cats)", "M79.7")
    assert [e.title for e in index.below("Lunaritis, lunar")][:2] == ["apogee", "basin, crater or rille"]
    assert [lead.leads_to for lead in index.leads("Selenopathy")] == ["Lunaritis, lunar"]
    assert index.has_row("index", "Lunaritis, lunar > due to > moonshine")
    assert not index.has_row("index", "Lunaritis, lunar > moonshine")
    assert not index.has_row("nodes", "Lunaritis, lunar")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Lunaritis", "M79.7"),  # the default code
        ("Silver lunaritis", "M79.7"),  # a nonessential modifier may be there or not
        ("Lunaritis at apogee", "M79.89"),
        ("Apogee lunaritis", "M79.89"),
        ("Lunaritis due to moonshine", "H53.10"),  # due to only links
        ("Rille lunaritis", "M25.50"),  # one of the names a subterm joins; a dash leads to a subcategory
        ("Crater lunaritis of the right knee", "M25.561"),  # and the record leads down from there
        ("Selenopathy", "M79.7"),  # See
        ("Selenosis", "M79.7"),  # See, and See again
        ("Selenopathy at apogee", "M79.89"),  # what stands below the target of a See
        ("Carcinoma of the whisker", "C44.90"),
        ("Metastasis to the whisker", "C79.2"),
        ("Tidoma of the whisker", "C44.90"),  # a morphology, at a site of the table
        ("Tidoma", "C80.1"),
        ("Moonshade overdose", "T36.0X1A"),
        ("Intentional moonshade overdose", "T36.0X2A"),
        ("Adverse effect of moonshade", "T36.0X5A"),
        ("Underdosing of moonshade", "T36.0X6A"),
    ],
)
def test_the_index_leads_to_the_code(indexed: Line, line: Line, said: str, code: str) -> None:
    assert code in codes(indexed, said)
    assert code not in codes(line, said)
    assert code not in codes(Line(indexed.shelf, index=False), said)


@pytest.mark.parametrize(
    "said",
    [
        "Lunar examination",  # an encounter is not chosen by a word
        "Takes moonshade",  # a drug without an intent
        "Tidal",  # an adjective alone
        "Tidal swell",  # under a main term that the index hardly divides
        "Lunaritis specified",
    ],
)
def test_what_the_index_lists_is_not_always_a_diagnosis(indexed: Line, said: str) -> None:
    given = {a.value for a in indexed.code(case(said))[0].assignments if "Alphabetic" in _says(a.proof)}
    assert given <= {"M79.7"}


def _says(step: object) -> str:
    own = getattr(step, "says", "")
    return own + "".join(_says(g) for g in getattr(step, "grounds", ()))


def test_a_subterm_of_one_sex_asks_for_it(indexed: Line) -> None:
    given = {
        sex: {a.value for a in indexed.code(case("Perigee lunaritis", sex=sex))[0].assignments}
        for sex in ("F", "M", None)
    }
    assert given == {"F": {"N94.89"}, "M": {"I89.8"}, None: {"I89.8"}}


def _sayings(line: Line) -> list[Saying]:
    terminology = line.terminology(DAY)
    index = next(i for i in terminology.indexes if i.table == "index")
    return list(Entries(index, terminology.tabular).sayings())


def test_sayings_of_an_entry(indexed: Line) -> None:
    said = _sayings(indexed)
    glimmer = next(s for s in said if s.path.endswith("glimmer"))
    assert glimmer.means == ("E11.39", "H42")  # etiology, then manifestation
    assert glimmer.surface == "Lunaritis > with > glimmer"
    assert not any(s.path.endswith("specified NEC") for s in said)
    assert {s.when for s in said if s.means == ("Z00.00",)} == {SEARCHED}


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("arthritis, arthritic (acute)", ("arthritis",)),
        ("Ulcer, ulcerated, ulcerating", ("Ulcer", "ulcerating")),
        ("device, implant or graft", ("device", "implant", "graft")),
        ("salivary gland or duct", ("salivary gland", "salivary duct")),
        ("fixation, internal", ("fixation, internal",)),
        ("with perforation or rupture", ("with perforation or rupture",)),
    ],
)
def test_names_a_title_joins(title: str, names: tuple[str, ...]) -> None:
    assert alternatives(title) == names


def test_a_main_term_holds_its_own_modifiers() -> None:
    assert alternatives("Aborter, habitual or recurrent", main=True) == (
        "Aborter habitual",
        "Aborter recurrent",
    )


def test_codes_of_the_index_become_nodes(line: Line) -> None:
    tabular = line.terminology(DAY).tabular
    found = [node_of(code, tabular) for code in ("M25.5-", "C79.8-", "E11.9", "T81.40XA", "Q99.814", "")]
    assert found == ["M25.5", "C79.8", "E11.9", "T81.40", None, None]


def test_the_proof_names_the_path_and_replays(indexed: Line) -> None:
    encounter = case("Lunaritis at apogee", "Carcinoma of the whisker")
    coding, terminology = indexed.code(encounter)
    made = answer(coding, releases(terminology))
    proof = next(c for c in made["codes"] if c["code"] == "M79.89")["proof"]
    assert proof["says"] == "“Lunaritis at apogee” (Alphabetic Index, derived: Lunaritis > apogee): M79.89"
    assert proof["cite"]["place"] == "I.B.1"
    row = next(g for g in proof["grounds"] if g["kind"] == "row")
    assert (row["release"], row["table"], row["key"]) == (
        "icd10cm-index-2026",
        "index",
        "Lunaritis, lunar > apogee",
    )
    assert made["releases"]["ICD-10-CM-index"]["derived"] is True
    checker = Checker(encounter, terminology.books, authorities(), indexed.has_row)
    assert list(checker.failures(made, made)) == []
    row["key"] = "Lunaritis, lunar > apogee > nowhere"
    assert [f.at for f in checker.failures(made, made)] != []


def test_an_answer_says_which_index_it_had(indexed: Line, line: Line) -> None:
    def skipped(by: Line) -> dict[str, str]:
        return {s.what: s.why for s in by.code(case("Gout"))[0].skipped}

    every = "Alphabetic Index, External Cause Index, Neoplasm Table, Table of Drugs"
    assert "none on the shelf covers 2026-06-15" in skipped(line)[every]
    assert "none on the shelf" in skipped(indexed)["External Cause Index"]
    assert skipped(Line(indexed.shelf, index=False))[every] == "not asked for"


def test_search_finds_what_is_not_found_in_records(indexed: Line) -> None:
    found = search("lunar examination", indexed.terminology(DAY), 3)
    assert (found[0].code, found[0].because) == ("Z00.00", "index “Examination, lunar”")


def test_what_the_tabular_list_says_the_index_does_not_say_again(indexed: Line) -> None:
    terms = indexed.terminology(DAY).index
    made = [terms.term(i) for i in range(len(terms))]
    own = {frozenset(t.words) for t in made if t.source != "index"}
    assert [t for t in made if t.source == "index" and frozenset(t.words) in own] == []
    assert sum(t.source == "index" for t in made) > 20


@pytest.mark.data
def test_every_code_of_the_index_is_in_the_tabular_list(tmp_path: Path, line: Line) -> None:
    tabular = line.terminology(DAY).tabular
    found = built(icd10cm_index, tmp_path, CM / "alphabetic_index_2026_derived.csv")
    for builder in (icd10cm_external, icd10cm_neoplasm, icd10cm_drugs):
        found |= built(builder, tmp_path, CM / "icd10cm-tables-index-april-2026.zip")
    named = {name: release for name, release in found.items() if "2026" in name}
    assert len(named) == 4
    for name, release in named.items():
        index = Alphabetic(release, tmp_path / "indexes")
        codes = [(e.path, code) for e in index.every_term() for _, code in e.codes]
        lost = [(path, code) for path, code in codes if node_of(code, tabular) is None]
        print(f"{name}: {1 - len(lost) / len(codes):.3%} of {len(codes)} codes lead; not: {lost}")
        assert len(lost) <= 0.01 * len(codes)


@pytest.mark.data
@pytest.mark.prove
@pytest.mark.parametrize("name", ["aci_dev", "codiesp_dev"])
def test_coding_by_the_index_is_no_worse(name: str, data_home: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, str(root / "benchmarks/accuracy.py"), str(SHARED / f"bench/{name}.jsonl"),
         "--needed", "addressed", "--without", "VWXY", "--index", "both"],
        env={"CHARTPROOF_HOME": str(data_home), "PYTHONPATH": str(root / "src")},
        capture_output=True,
        check=True,
    )  # fmt: skip
    made = json.loads(done.stdout)
    on, off = (made[f"index_{way}"] for way in ("on", "off"))
    for level in ("code", "category"):
        print(f"{name} {level}: {on[level]['micro_f1']} with the index, {off[level]['micro_f1']} without")
        assert on[level]["micro_f1"] >= 0.9 * off[level]["micro_f1"]


CM = SHARED / "data/icd10cm"


@pytest.fixture(scope="module")
def data_home(home: Path, line: Line, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with the publisher's index and tables."""
    line.terminology(DAY)
    folder = tmp_path_factory.mktemp("published")
    for part in ("releases/icd10cm-2026.2", "indexes"):
        shutil.copytree(home / part, folder / part)
    built(icd10cm_index, folder / "releases", CM / "alphabetic_index_2026_derived.csv")
    for builder in (icd10cm_external, icd10cm_neoplasm, icd10cm_drugs):
        built(builder, folder / "releases", CM / "icd10cm-tables-index-april-2026.zip")
    return folder
