"""Tables of the index with columns: neoplasms by behavior, drugs and chemicals by intent.

A cell is a code, a code with a dash where more characters are wanted (`C79.8-`), or `-` or `--`
where there is none, which becomes empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import BELOW, CODE, LICENCE_CM, clean, edition, xml_root
from chartproof.codesets.build.index_references import BUILDER, UNRESOLVED, References, references
from chartproof.codesets.build.index_references import COLUMNS as LEADS
from chartproof.codesets.build.index_terms import Term, by_path, xml_terms
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft, Table
from chartproof.model.errors import InputError

_CELL = re.compile(rf"{CODE}\.?-?")
#: Cells that hold no code.
NO_CODE = frozenset({"", "-", "--", "---"})


@dataclass(frozen=True, slots=True)
class Form:
    """One such table: its release and system, and our column for each heading from 2 on."""

    release: str
    system: str
    table: str
    columns: Sequence[tuple[str, str]]


def draft(file: SourceFile, told: Told, form: Form) -> Draft:
    """The release of one table; InputError where its headings or cells have another form."""
    root = xml_root(file)
    heads = {int(h.get("col") or 0): clean(h.text) for h in root.iterfind("indexHeading/head")}
    for number, (heading, _) in enumerate(form.columns, 2):
        if not re.search(heading, heads.get(number, ""), re.IGNORECASE):
            says = f"is {heads.get(number)!r} where {heading} should stand; the form has changed"
            raise InputError(file.name, f"column {number}", says)
    of = edition(file, told, halved=True)
    return Draft(
        name=f"{form.release}-{of.version}",
        system=form.system,
        version=of.version,
        holds=of.holds,
        clock="discharge",
        builder=BUILDER,
        licence=LICENCE_CM,
        sources=(file.sealed(),),
        tables=column_tables(file, list(xml_terms(root)), form),
        counted=form.table,
    )


def column_tables(file: SourceFile, terms: list[Term], form: Form) -> dict[str, Table]:
    """The tables of a release: its terms with their cells, where See leads, and what leads nowhere."""
    ordered = by_path(terms)
    resolved, unresolved = references(ordered, References(ordered))
    ours = tuple(name for _, name in form.columns)
    head = ("path", "level", "term", "nonessential_modifiers", *ours, "see", "see_also", "remark")
    return {
        form.table: (head, list(_rows(file, ordered, len(ours)))),
        "references": (LEADS, resolved),
        "unresolved": (UNRESOLVED, unresolved),
    }


def _rows(file: SourceFile, terms: list[Term], width: int) -> Iterator[tuple[str, ...]]:
    for term in terms:
        cells = [term.cells.get(column, "") for column in range(2, width + 2)]
        for cell in cells:
            if cell not in NO_CODE and not _CELL.fullmatch(cell):
                says = f"{cell!r} is no code; get the file from the publisher again"
                raise InputError(file.name, BELOW.join(term.path), says)
        codes = ("" if cell in NO_CODE else cell for cell in cells)
        path = BELOW.join(term.path)
        yield (
            path, str(term.level), term.title, term.modifiers, *codes, term.see, term.see_also,
            term.manifestation,
        )  # fmt: skip
