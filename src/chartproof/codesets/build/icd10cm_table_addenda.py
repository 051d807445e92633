"""Addenda of the ICD-10-CM Tables of Neoplasms and of Drugs and Chemicals (CDC/NCHS, PDF).

`icd10cm-neoplasm-addenda-YYYY.pdf` and `icd10cm-drug-addenda-YYYY.pdf`, applied onto the table of
the year before, make that of the year: derived, and what could not be applied is in `unapplied`.
A row says in its first cell what is done to its term, and in another what is done to that code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from chartproof.codesets.build import Told, addenda_before, icd10cm_drugs, icd10cm_neoplasm
from chartproof.codesets.build.addenda_before import Before, Book, before, is_at_hand
from chartproof.codesets.build.addenda_lines import (
    ACTION,
    FROM,
    NO_CHANGE,
    TO,
    UNAPPLIED,
    Applied,
    Change,
    addenda_pdfs,
    bytes_of,
    noted,
)
from chartproof.codesets.build.icd10 import BELOW, LICENCE_CM, Edition, edition, is_xml_of, joined
from chartproof.codesets.build.icd10cm_columns import NO_CODE, Form, column_tables
from chartproof.codesets.build.index_addenda_applied import Changed, Step
from chartproof.codesets.build.index_terms import Term
from chartproof.codesets.build.index_tree import read_term, tree
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft
from chartproof.formats.pdf_cells import Row, pdf_rows
from chartproof.model.errors import InputError

NAMES = (*icd10cm_neoplasm.NAMES, *icd10cm_drugs.NAMES)
#: Systems whose standing releases are wanted beside the files: the table of the year before.
STANDS = NAMES
_BOOKS = (
    (
        r"ICD-10-CM TABLE of NEOPLASMS",
        icd10cm_neoplasm.FORM,
        Book(
            NAMES[0],
            icd10cm_neoplasm.drafts,
            lambda file: is_xml_of(file, "ICD10CM.index", heading='<head col="1">Neoplasm'),
        ),
    ),
    (
        r"ICD-10-CM TABLE of DRUGS",
        icd10cm_drugs.FORM,
        Book(
            NAMES[1],
            icd10cm_drugs.drafts,
            lambda file: is_xml_of(file, "ICD10CM.index", heading='<head col="1">Substance'),
        ),
    ),
)
_FIRST_CELL = re.compile(r"Neoplasm|Substance")
#: The parts of a cell by what is done: `` is what stands there with nothing done to it.
_Parts = dict[str, str]

falls_with = addenda_before.falls_with


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One derived release for each addenda whose own edition is not at hand."""
    everything = list(files)
    for title, form, book in _BOOKS:
        for file in addenda_pdfs(everything, title):
            of = edition(file, told, halved=True)
            if not is_at_hand(everything, of, f"{form.release}-{of.version}", book):
                yield _draft(file, of, form, before(everything, file, of, book))


def _draft(file: SourceFile, of: Edition, form: Form, base: Before) -> Draft:
    done = Applied()
    terms = tree(map(_term, base.tables[form.table]))
    table = Changed(terms, done)
    for step in _steps(file, len(form.columns)):
        table.take(step)
    table.close()
    says = done.told(base.name, file.name)
    return Draft(
        name=f"{form.release}-{of.version}",
        system=form.system,
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=noted(LICENCE_CM, says),
        sources=(*base.sources, file.sealed()),
        tables={**column_tables(file, list(terms.terms()), form), "unapplied": (UNAPPLIED, done.unapplied)},
        counted=form.table,
        derived=True,
        made_from=says,
    )


def _term(row: Sequence[str]) -> Term:
    path, _, title, modifiers, *cells, see, see_also, remark = row
    columns = dict(enumerate(cells, 2))
    return Term(tuple(path.split(BELOW)), title, modifiers, "", remark, see, see_also, cells=columns)


def _steps(file: SourceFile, width: int) -> Iterator[Step]:
    """What each row does: one step, or a Revise from and its Revise to."""
    heads = 0
    for row in pdf_rows(bytes_of(file), file.name):
        first = joined_lines(row.cells[0].lines)
        if _FIRST_CELL.fullmatch(first) and len(row.cells) == width + 1:
            heads += 1
        elif heads and first:
            yield from _row(file, row, first, width)
    if not heads:
        raise InputError(file.name, "", "no table with the headings of this addenda is drawn in it")


def _row(file: SourceFile, row: Row, first: str, width: int) -> Iterator[Step]:
    if len(row.cells) not in {2, width + 1}:
        says = f"the row has {len(row.cells)} of {width + 1} cells; get the file from the publisher again"
        raise InputError(file.name, f"page {row.page} row {row.number}", says)
    name = _parts(first)
    cells = {column: _parts(joined_lines(c.lines)) for column, c in enumerate(row.cells[1:], 2) if c.lines}
    if "" in name and any(FROM in parts for parts in cells.values()):
        name = {FROM: name[""], TO: name[""]}
    for action, text in name.items():
        codes = {column: _code(parts, action) for column, parts in cells.items()}
        said = " | ".join([text, *codes.values()])
        change = Change(row.page, row.number, action or NO_CHANGE, said, row.cells[0].left, is_bold=False)
        yield Step(change, read_term(text, {c: "" if code in NO_CODE else code for c, code in codes.items()}))


def _code(parts: _Parts, action: str) -> str:
    """What a cell says for one action: the code given with it, else the one that stays."""
    return parts.get(action, parts.get("", next(iter(parts.values()))))


def _parts(text: str) -> _Parts:
    """Split a cell by the actions in it."""
    marks = list(ACTION.finditer(text))
    if not marks or marks[0].start():
        return {"": text}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return {mark[1]: text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)}


def joined_lines(lines: Iterable[str]) -> str:
    """The lines of a cell as one."""
    text = ""
    for line in lines:
        text = joined(text, line)
    return text
