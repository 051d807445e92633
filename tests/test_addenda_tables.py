"""Addenda of the tables of neoplasms and drugs: what is done to a term, and to one code of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import built, put, rows
from printed import table

from chartproof.codesets.build import icd10cm_table_addenda
from chartproof.codesets.release import Release
from chartproof.model.errors import InputError

NEOPLASMS = "icd10cm-neoplasm-addenda-2032.pdf"
DRUGS = "icd10cm-drug-addenda-2032.pdf"
HEADS = ("Primary", "Secondary", "in situ", "Benign", "Uncertain", "Unspecified")
SITE = (
    "Neoplasm",
    "Malignant\nPrimary",
    "Malignant\nSecondary",
    "Ca in situ",
    "Benign",
    "Uncertain",
    "Unspecified",
)


def xml(first: str, heads: tuple[str, ...], *terms: str) -> str:
    columns = "".join(f'<head col="{n}">{head}</head>' for n, head in enumerate(heads, 2))
    return (
        f'<?xml version="1.0"?><ICD10CM.index><version>2031</version><indexHeading><head col="1">{first}</head>'
        f"{columns}</indexHeading><letter><title>N</title>{''.join(terms)}</letter></ICD10CM.index>"
    )


def cells(*codes: str) -> str:
    return "".join(f'<cell col="{n}">{code}</cell>' for n, code in enumerate(codes, 2))


YEAR = xml(
    "Neoplasm",
    HEADS,
    "<mainTerm><title>Neoplasm, odd</title>",
    cells("C80", "C79", "D09", "D36", "D48", "D49"),
    f'<term level="1"><title>ear<nemod>(big) (small)</nemod> NEC</title>{cells("C44", "-", "-", "D23", "D48.1", "D49")}',
    f'<term level="2"><title>lobe</title>{cells("C44.1", "-", "-", "D23", "D48.1", "D49")}</term></term>',
    f'<term level="1"><title>tail</title>{cells("C45", "C79", "-", "D24", "D48", "D49")}</term>',
    f'<term level="1"><title>whis-ker</title>{cells("C46", "C79", "-", "D24", "D48", "D49")}</term></mainTerm>',
)
CHANGES = (
    SITE,
    ("Neoplasm, odd", "C80", "C79", "D09", "D36", "D48", "D49"),
    ("- ear (big) (small) NEC", "C44", "-", "-", "D23", "Revise from:\nD48.1\nRevise to:\nD48.1-", "D49"),
    ("- - lobe", "C44.1", "-", "-", "D23", "Revise from:\nD48.7\nRevise to:\nD48.1-", "D49"),
    (
        "Add: - - tuft of the\nouter ear",
        *(f"Add: {code}" for code in ("C44.2", "-", "-", "D23", "D48.1-", "D49")),
    ),
    ("Delete: - tail", *(f"Delete: {code}" for code in ("C45", "C79", "-", "D24", "D48", "D49"))),
    ("Revise from: - whisker\nRevise to: - whiskers (all)", ""),
)
LATER = (
    SITE,
    ("Delete: - nose", *(f"Delete: {code}" for code in ("C45", "C79", "-", "D24", "D48", "D49"))),
)


def made(folder: Path) -> Release:
    pdf = table(folder / NEOPLASMS, "ICD-10-CM TABLE of NEOPLASMS", CHANGES, LATER)
    year = put(folder, "icd-10-cm-neoplasm-2031.xml", YEAR)
    return built(icd10cm_table_addenda, folder / "shelf", pdf, year)["icd10cm-neoplasms-2032.1"]


def test_terms_and_codes_of_a_table(tmp_path: Path) -> None:
    release = made(tmp_path)
    assert release.derived
    found = {r["path"]: tuple(r.values())[4:10] for r in rows(release, "neoplasms")}
    assert found == {
        "Neoplasm, odd": ("C80", "C79", "D09", "D36", "D48", "D49"),
        "Neoplasm, odd > ear NEC": ("C44", "", "", "D23", "D48.1-", "D49"),
        "Neoplasm, odd > ear NEC > lobe": ("C44.1", "", "", "D23", "D48.1", "D49"),
        "Neoplasm, odd > ear NEC > tuft of the outer ear": ("C44.2", "", "", "D23", "D48.1-", "D49"),
        "Neoplasm, odd > whiskers": ("C46", "C79", "", "D24", "D48", "D49"),
    }


def test_rows_that_do_not_fit_are_listed(tmp_path: Path) -> None:
    assert [tuple(r.values()) for r in rows(made(tmp_path), "unapplied")] == [
        ("1", "4", "Revise from", "- - lobe | C44.1 | - | - | D23 | D48.7 | D49", "its code in column 6 is D48.1"),
        ("1", "4", "Revise to", "- - lobe | C44.1 | - | - | D23 | D48.1- | D49", "its code in column 6 is D48.1"),
        ("2", "2", "Delete", "- nose | C45 | C79 | - | D24 | D48 | D49", "the term is not found"),
    ]  # fmt: skip


def test_the_table_of_drugs(tmp_path: Path) -> None:
    heads = (
        "Poisoning Accidental",
        "Intentional self-harm",
        "Assault",
        "Undetermined",
        "Adverse effect",
        "Underdosing",
    )
    codes = tuple(f"T36.0X{n}" for n in range(1, 7))
    year = put(
        tmp_path,
        "icd-10-cm-drug-2031.xml",
        xml("Substance", heads, f"<mainTerm><title>Catnip oil</title>{cells(*codes)}</mainTerm>"),
    )
    first = ("Substance", *heads)
    pdf = table(
        tmp_path / DRUGS,
        "ICD-10-CM TABLE of DRUGS and CHEMICALS",
        (
            first,
            ("Revise from: Cat-\nnip oil\nRevise to: Catnip", ""),
            ("Add: Moon dust", *(f"Add: {c}" for c in codes[:4]), "Add: --", "Add: --"),
        ),
    )
    release = built(icd10cm_table_addenda, tmp_path, pdf, year)["icd10cm-drugs-2032.1"]
    found = {r["path"]: (r["accidental"], r["underdosing"]) for r in rows(release, "drugs")}
    assert found == {"Catnip": ("T36.0X1", "T36.0X6"), "Moon dust": ("T36.0X1", "")}
    assert rows(release, "unapplied") == []


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ((SITE, ("- ear", "C44", "-", "-")), "page 1 row 2: the row has 4 of 7 cells"),
        ((("Site", "Code"), ("- ear", "C44")), "no table with the headings"),
        ((SITE, ("Add: - ear", *(["Add: cat"] * 6))), "'cat' is no code"),
    ],
)
def test_a_table_of_another_form_makes_nothing(
    tmp_path: Path, page: tuple[tuple[str, ...], ...], says: str
) -> None:
    pdf = table(tmp_path / NEOPLASMS, "ICD-10-CM TABLE of NEOPLASMS", page)
    year = put(tmp_path, "icd-10-cm-neoplasm-2031.xml", YEAR)
    main = ("Neoplasm, odd", "C80", "C79", "D09", "D36", "D48", "D49")
    if "is no code" in says:
        pdf = table(tmp_path / NEOPLASMS, "ICD-10-CM TABLE of NEOPLASMS", (page[0], main, page[1]))
    with pytest.raises(InputError, match=f"{NEOPLASMS}.*{says}"):
        built(icd10cm_table_addenda, tmp_path / "shelf", pdf, year)
    assert not (tmp_path / "shelf").exists()
