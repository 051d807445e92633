"""ICD-10-CM Tabular List as CDC/NCHS publishes it: the tabular XML of a release.

Which codes are valid is settled by the order file of the same year handed in with it, else by the
order list of that edition that stands on the shelf, if it fits; without one every expansion of the seventh
character is taken, which gives some S06 codes that are not valid, and the release is marked
derived. April files hold from April to September.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chartproof.codesets.build import Told, icd10cm
from chartproof.codesets.build.icd10 import LICENCE_CM, Edition, clean, edition, is_xml_of, xml_root
from chartproof.codesets.build.icd10cm_addenda import is_standing
from chartproof.codesets.build.icd10cm_order import is_order_file
from chartproof.codesets.build.order_list import order_rows
from chartproof.codesets.build.source import SourceFile, of_same
from chartproof.codesets.release import Draft, Licence, Release, Source, Table
from chartproof.model.errors import InputError

NAMES = ("ICD-10-CM",)
#: Systems whose standing releases are wanted beside the files.
STANDS = ("ICD-10-CM-order",)
BUILDER = icd10cm.BUILDER


@dataclass(frozen=True, slots=True)
class Listed:
    """The valid codes of a list, without dots, and where they stand."""

    codes: frozenset[str]
    source: Source
    is_handed: bool = True
    derived: bool = False


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each tabular XML."""
    everything = list(files)
    for file in everything:
        if is_xml_of(file, "ICD10CM.tabular"):
            of = edition(file, told, halved=True)
            yield _draft(file, of, list_of(everything, of))


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """A tabular is not made without the order file that was handed in with it."""
    if is_order_file(broken):
        ours = (f for f in files if is_xml_of(f, "ICD10CM.tabular"))
        yield from of_same(broken, ours, lambda f: edition(f, Told()).year)


def list_of(files: list[SourceFile], of: Edition) -> Listed | None:
    """The list that settles which codes of an edition are valid: handed in, or standing on the shelf."""
    return _handed(files, of) or _standing(files, of)


def _handed(files: list[SourceFile], of: Edition) -> Listed | None:
    """The order file of the same fiscal year, that of the same half before another."""
    ours = [f for f in files if is_order_file(f) and edition(f, Told()).year == of.year]
    order = min(ours, key=lambda f: edition(f, Told()).version != of.version, default=None)
    if order is None:
        return None
    codes = frozenset(code for code, row in order_rows(order).items() if row.is_valid)
    return Listed(codes, order.sealed())


def _standing(files: list[SourceFile], of: Edition) -> Listed | None:
    """The order list of just this edition on the shelf."""
    for file in filter(is_standing, files):
        release = Release.open(file.path.parent.parent)
        if release.system in STANDS and release.version in {of.version, of.version.removesuffix(".1")}:
            lines = file.lines()
            next(lines)
            codes = frozenset(line.partition("\t")[0].replace(".", "") for line in lines)
            source = Source(release.name, release.seal)
            return Listed(codes, source, is_handed=False, derived=release.derived)
    return None


def _draft(file: SourceFile, of: Edition, listed: Listed | None) -> Draft:
    root = xml_root(file)
    said = clean(root.findtext("version"))
    if said and said != str(of.year):
        raise InputError(file.name, "version", f"is of {said}, not of {of.year} as its name says")
    tables = dict(icd10cm.tables(root, listed.codes if listed else None))
    if listed and (missing := _missing(listed, tables["codes"])):
        if listed.is_handed:
            says = f"has not {missing} of {listed.source.name}; give files of one edition"
            raise InputError(file.name, "", says)
        listed, tables = None, dict(icd10cm.tables(root, None))
    return Draft(
        name=f"icd10cm-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=LICENCE_CM if listed else _expanded(LICENCE_CM),
        sources=(file.sealed(), listed.source) if listed else (file.sealed(),),
        tables=tables,
        counted="codes",
        builder=BUILDER,
        derived=listed is None or listed.derived,
    )


def _missing(listed: Listed, codes: Table) -> str:
    """The codes of a list that the tabular cannot make, in words: it is of another edition."""
    made = {str(row[0]).replace(".", "") for row in codes[1]}
    missing = sorted(listed.codes - made)
    return f"{missing[0]} and {len(missing) - 1} more" if missing else ""


def _expanded(licence: Licence) -> Licence:
    says = " Valid codes were made by expanding seventh characters; no order file was at hand."
    return replace(licence, notice=licence.notice + says)
