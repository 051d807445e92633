"""Score the addenda PDFs of ICD-10-CM: FY2025 with the FY2026 addenda applied, against what was published.

    python benchmarks/addenda.py FOLDER [--misses FILE.tsv]

FOLDER holds `icd10cm` and `guidelines` as in the project's test data. The tabular, the external cause index and
the tables of neoplasms and drugs are held against the April 2026 XML; the index, of which no FY2026 XML is at
hand, against a flattened copy that a third party made of the same addenda. A difference the publisher made that
no line of the October addenda names came with April and is counted apart (`later`). The guidelines read from
their PDF are held against their text. Prints one JSON object; `--misses` writes every row that is not alike.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from chartproof.codesets.build import (
    Told,
    icd10cm_drugs,
    icd10cm_external,
    icd10cm_guidelines,
    icd10cm_index,
    icd10cm_index_addenda,
    icd10cm_neoplasm,
    icd10cm_table_addenda,
    icd10cm_tabular,
    icd10cm_tabular_addenda,
)
from chartproof.codesets.build.addenda_lines import NO_CHANGE, changes, squeezed
from chartproof.codesets.build.source import SourceFile, files_in
from chartproof.codesets.build.tabular_lines import read
from chartproof.codesets.release import Draft

Row = tuple[str, ...]
Rows = set[Row]
#: The files of FOLDER/icd10cm that are read.
ADDENDA = "icd10cm-addenda-2026.zip"
BEFORE = (
    "icd10cm-tables-index-april-2025.zip",
    "icd10cm-code-descriptions-2025.zip",
    "alphabetic_index_2025.csv",
)
AFTER = (
    "icd10cm-tables-index-april-2026.zip",
    "icd10cm-code-descriptions-2026.zip",
    "alphabetic_index_2026_derived.csv",
)


@dataclass
class Compared:
    """What changed from one year to the next as published and as derived, row by row.

    `said`: whether the addenda name a row; one they do not name came later.
    """

    before: Rows
    published: Rows
    derived: Rows
    said: Callable[[Row], bool] = lambda _row: True
    misses: list[tuple[str, Row]] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Counts, and the share of the changes named that come out as published."""
        theirs = self._changed(self.published)
        ours = self._changed(self.derived)
        missed, wrong = theirs - ours, ours - theirs
        later = {(sign, row) for sign, row in missed if not self.said(row)}
        self.misses += [("later", row) for _, row in sorted(later)]
        self.misses += [("missed", row) for _, row in sorted(missed - later)]
        self.misses += [("wrong", row) for _, row in sorted(wrong)]
        named = len(theirs) - len(later)
        return {
            "published": len(theirs),
            "later": len(later),
            "reproduced": len(theirs & ours),
            "share": round(len(theirs & ours) / named, 4) if named else None,
            "missed": len(missed - later),
            "wrong": len(wrong),
        }

    def _changed(self, after: Rows) -> set[tuple[str, Row]]:
        added = {("+", row) for row in after - self.before}
        return added | {("-", row) for row in self.before - after}


def files(folder: Path, names: Iterable[str]) -> list[SourceFile]:
    """The files of some archives and files of a folder."""
    return [file for name in names for file in files_in(folder / "icd10cm" / name)]


def made(builder: ModuleType, given: list[SourceFile], system: str) -> Draft:
    """The one release of a system that a builder makes of files."""
    (draft,) = (d for d in builder.drafts(given, Told()) if d.system == system)
    return draft


def rows(draft: Draft, table: str, columns: Sequence[str] = ()) -> Rows:
    """The rows of a table, of some columns where they are told."""
    names, found = draft.tables[table]
    at = [list(names).index(column) for column in columns or names]
    return {tuple(row[n] for n in at) for row in found}


def lines(draft: Draft) -> dict[str, Any]:
    """How many lines were applied, as the release says, and how many are listed as not."""
    found = re.search(r"Lines applied: (.*?); not", draft.made_from)
    applied = sum(int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", found[1] if found else ""))
    unapplied = len(rows(draft, "unapplied"))
    return {
        "applied": applied,
        "unapplied": unapplied,
        "share": round(applied / (applied + unapplied), 4),
    }


def tabular(folder: Path, misses: list[tuple[str, Row]]) -> dict[str, Any]:
    """The Tabular List: nodes and titles, notes, and valid codes."""
    before = made(icd10cm_tabular, files(folder, BEFORE), "ICD-10-CM")
    after = made(icd10cm_tabular, files(folder, AFTER), "ICD-10-CM")
    ours = made(icd10cm_tabular_addenda, files(folder, (ADDENDA, *BEFORE)), "ICD-10-CM")
    pdf = next(f for f in files(folder, (ADDENDA,)) if "tabular" in f.name)
    named = {squeezed(read(c).text) for c in changes(pdf) if c.action != NO_CHANGE}
    found: dict[str, Any] = {"lines": lines(ours)}
    for name, table, columns in (
        ("nodes", "nodes", ("node", "kind", "parent", "title")),
        ("notes", "notes", ("node", "kind", "text")),
        ("codes", "codes", ("code", "title")),
    ):
        is_note = name == "notes"
        compared = Compared(
            *(rows(draft, table, columns) for draft in (before, after, ours)),
            said=(lambda row: squeezed(row[-1]) in named) if is_note else (lambda _row: True),
            misses=misses,
        )
        found[name] = compared.figures()
    return found


def indexes(folder: Path, misses: list[tuple[str, Row]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The external cause index and the two tables, against the XML of April."""
    for name, publisher, addenda, table in (
        ("external_causes", icd10cm_external, icd10cm_index_addenda, "index"),
        ("neoplasms", icd10cm_neoplasm, icd10cm_table_addenda, "neoplasms"),
        ("drugs", icd10cm_drugs, icd10cm_table_addenda, "drugs"),
    ):
        system = publisher.NAMES[0]
        before = made(publisher, files(folder, BEFORE), system)
        after = made(publisher, files(folder, AFTER), system)
        ours = made(addenda, files(folder, (ADDENDA, *BEFORE)), system)
        compared = Compared(*(rows(draft, table) for draft in (before, after, ours)), misses=misses)
        yield name, {"lines": lines(ours), **compared.figures()}


def alphabetic(folder: Path, misses: list[tuple[str, Row]]) -> dict[str, Any]:
    """The Alphabetic Index, against the third party's; rows only they have, by what is the matter with them."""
    system = icd10cm_index.NAMES[0]
    before = rows(made(icd10cm_index, files(folder, BEFORE), system), "index")
    theirs = rows(made(icd10cm_index, files(folder, AFTER), system), "index")
    draft = made(icd10cm_index_addenda, files(folder, (ADDENDA, *BEFORE)), system)
    ours = rows(draft, "index")
    misses += [("theirs", row) for row in sorted(theirs - ours)]
    misses += [("ours", row) for row in sorted(ours - theirs)]
    return {
        "lines": lines(draft),
        "rows": len(ours),
        "only_ours": len(ours - theirs),
        "only_theirs": len(theirs - ours),
        "why_theirs_differ": dict(Counter(_matter(row, before) for row in theirs - ours).most_common()),
    }


def _matter(row: Row, before: Rows) -> str:
    if row in before:
        return "a line of the addenda was not applied"
    if re.search(r" [A-Z][A-Z0-9]\d\S*$", row[2]):
        return "the code was left in the title"
    if "(see" in row[3]:
        return "see also was taken for a nonessential modifier"
    return "spelled otherwise or below another spelling"


def guidelines(folder: Path) -> dict[str, Any]:
    """The Official Guidelines: paragraphs from the PDF that are those of the text."""
    found = {}
    for pdf in sorted((folder / "guidelines").glob("*Guidelines.pdf")):
        (ours,) = icd10cm_guidelines.drafts(files_in(pdf), Told())
        (theirs,) = icd10cm_guidelines.drafts(files_in(pdf.with_suffix(".txt")), Told())
        pairs = list(zip(ours.tables["paragraphs"][1], theirs.tables["paragraphs"][1], strict=False))
        found[ours.name] = {
            "paragraphs": len(list(theirs.tables["paragraphs"][1])),
            "numbered_alike": sum(a[:2] == b[:2] and a[3] == b[3] for a, b in pairs),
            "text_alike": sum(squeezed(a[2] + a[4]) == squeezed(b[2] + b[4]) for a, b in pairs),
        }
    return found


def measure(folder: Path, misses: list[tuple[str, Row]]) -> dict[str, Any]:
    """All figures."""
    begun = time.perf_counter()
    found: dict[str, Any] = {"tabular": tabular(folder, misses)}
    found |= dict(indexes(folder, misses))
    found["index"] = alphabetic(folder, misses)
    found["guidelines"] = guidelines(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**found, "seconds": round(time.perf_counter() - begun, 1), "peak_mb": round(peak, 1)}


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, metavar="FOLDER")
    asked.add_argument("--misses", type=Path, metavar="FILE.tsv")
    told = asked.parse_args()
    misses: list[tuple[str, Row]] = []
    json.dump(measure(told.folder, misses), sys.stdout, indent=1)
    print()
    if told.misses:
        with told.misses.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, "excel-tab").writerows((kind, *row) for kind, row in misses)


if __name__ == "__main__":
    main()
