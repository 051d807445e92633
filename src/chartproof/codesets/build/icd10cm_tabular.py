"""ICD-10-CM Tabular List as CDC/NCHS publishes it: the tabular XML of a release.

Which codes are valid is settled by the order file or codes file of the same year, handed in with
it; without one every expansion of the seventh character is taken, which gives some S06 codes that
are not valid, and the release is marked derived. April files hold from April to September.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chartproof.codesets.build import Told, icd10cm
from chartproof.codesets.build.icd10 import LICENCE_CM, Edition, clean, edition, is_xml_of, xml_root
from chartproof.codesets.build.icd10cm_order import is_order_file
from chartproof.codesets.build.order_list import order_rows
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft, Licence, Table
from chartproof.model.errors import InputError

NAMES = ("ICD-10-CM",)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each tabular XML."""
    everything = list(files)
    for file in everything:
        if is_xml_of(file, "ICD10CM.tabular"):
            of = edition(file, told, halved=True)
            yield _draft(file, of, order_of(everything, of))


def order_of(files: list[SourceFile], of: Edition) -> SourceFile | None:
    """The order file of the same fiscal year, that of the same half before another."""
    ours = [f for f in files if is_order_file(f) and edition(f, Told()).year == of.year]
    return min(ours, key=lambda f: edition(f, Told()).version != of.version, default=None)


def _draft(file: SourceFile, of: Edition, order: SourceFile | None) -> Draft:
    root = xml_root(file)
    said = clean(root.findtext("version"))
    if said and said != str(of.year):
        raise InputError(file.name, "version", f"is of {said}, not of {of.year} as its name says")
    valid = valid_codes(order) if order else None
    tables = dict(icd10cm.tables(root, valid))
    if order and valid is not None:
        _same_edition(file, order, valid, tables["codes"])
    return Draft(
        name=f"icd10cm-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=LICENCE_CM if order else _expanded(LICENCE_CM),
        sources=tuple(f.sealed() for f in (file, order) if f),
        tables=tables,
        counted="codes",
        builder=icd10cm.BUILDER,
        derived=order is None,
    )


def valid_codes(order: SourceFile) -> frozenset[str]:
    """The valid codes of an order file, without dots."""
    return frozenset(code for code, row in order_rows(order).items() if row.is_valid)


def _same_edition(file: SourceFile, order: SourceFile, valid: frozenset[str], codes: Table) -> None:
    """Refuse an order file with codes that the tabular cannot make: it is of another edition."""
    made = {str(row[0]).replace(".", "") for row in codes[1]}
    if missing := sorted(valid - made):
        more = f"{missing[0]} and {len(missing) - 1} more of {order.name}"
        says = f"has not {more}; give files of one edition"
        raise InputError(file.name, "", says)


def _expanded(licence: Licence) -> Licence:
    says = " Valid codes were made by expanding seventh characters; no order file was at hand."
    return replace(licence, notice=licence.notice + says)
