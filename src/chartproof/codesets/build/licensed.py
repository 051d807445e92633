"""The user's own licensed lists: CPT, CDT, claim adjustment and remark codes, SNOMED CT map.

CPT data files (AMA: LONGULT, MEDU, SHORTU, MODUL as tab or fixed text, consumer and clinician descriptors), CDT as csv or tab text
(ADA), CARC and RARC as csv (X12), the SNOMED CT to ICD-10-CM map (NLM; RF2 extended map or
human-readable tsv). None is shipped, none is passed on: each stays on the user's shelf, and its
texts are printed only under the user's licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import iso_day, yearly
from chartproof.codesets.build.licensed_lines import (
    cpt_lines,
    cpt_modifiers,
    cpt_told_apart,
    is_cpt,
    is_modifiers,
    is_told_apart,
)
from chartproof.codesets.build.notices import user_licensed
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import Columns, broken, headed, rows
from chartproof.codesets.release import Draft, Licence, Table
from chartproof.model.errors import InputError
from chartproof.model.period import Period

NAMES = ("CPT", "CDT", "CARC", "RARC", "SNOMED-ICD-10-CM")

_AMA = user_licensed("CPT, user's own licence", "American Medical Association")
_ADA = user_licensed("CDT, user's own licence", "American Dental Association")
_X12 = user_licensed("X12 code list, user's own licence", "X12")
_SNOMED = user_licensed("SNOMED CT and UMLS, user's own licence", "SNOMED International and NLM")

_LISTED = {
    "code": r"(adjustment |remark |cdt )?(reason )?code",
    "text": r"description|(code )?text|nomenclature|(current )?narrative",
    "descriptor": r"descriptor|long description",
    "first": r"(start|effective) date",
    "last": r"(stop|end|deactivation) date",
    "note": r"notes?",
}
_MAP = {
    "active": r"active",
    "concept": r"referencedcomponentid",
    "group": r"mapgroup",
    "priority": r"mappriority",
    "rule": r"maprule",
    "advice": r"mapadvice",
    "target": r"maptarget",
}


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each list; the files of CPT together."""
    cpt: list[SourceFile] = []
    for file in files:
        name = file.name.lower()
        if _is_of_cpt(file):
            cpt.append(file)
        elif re.match(r"cdt.*\.(csv|txt)", name):
            yield _cdt(file, told)
        elif found := re.match(r"(carc|rarc).*\.(csv|txt)", name):
            yield _reasons(file, found.group(1).upper(), told)
        elif re.match(r"(der2_iisss\w+extendedmap|tls_icd10cm).*\.(txt|tsv)", name):
            yield _map(file, told)
    if cpt:
        yield _cpt(cpt, told)


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """The files of CPT make one release, all or none."""
    if _is_of_cpt(broken):
        yield from (f for f in files if _is_of_cpt(f))


def _is_of_cpt(file: SourceFile) -> bool:
    return bool(is_cpt(file) or is_modifiers(file) or is_told_apart(file))


def _draft(
    system: str, of: tuple[str, Period], licence: Licence, files: list[SourceFile], tables: dict[str, Table]
) -> Draft:
    version, holds = of
    return Draft(
        name=f"{system.lower()}-{version}",
        system=system,
        version=version,
        holds=holds,
        clock="service" if system not in {"CARC", "RARC"} else "receipt",
        licence=licence,
        sources=tuple(file.sealed() for file in files),
        tables=tables,
        counted=next(iter(tables)),
    )


def _year(file: SourceFile, told: Told) -> tuple[str, Period]:
    of = yearly(file, told)
    return of.version, of.holds


def _dated(file: SourceFile, told: Told) -> tuple[str, Period]:
    """The day in the name, else told; until superseded."""
    found = re.search(r"(20\d\d)-?(\d\d)-?(\d\d)(?!\d)", file.name)
    if found:
        said = date(int(found[1]), int(found[2]), int(found[3]))
        return said.isoformat(), Period(said, None)
    first = told.first
    if first is None:
        raise InputError(file.name, "", "it has no date; say its first day with --first YYYY-MM-DD")
    return told.version or first.isoformat(), Period(first, told.last)


def _cpt(files: list[SourceFile], told: Told) -> Draft:
    texts: dict[str, dict[str, str]] = {}
    modifiers: list[tuple[str, ...]] = []
    told_apart: dict[str, list[tuple[str, ...]]] = {}
    for file in files:
        if apart := is_told_apart(file):
            told_apart.setdefault(apart, []).extend(cpt_told_apart(file))
            continue
        if is_modifiers(file):
            modifiers += cpt_modifiers(file)
            continue
        kind = is_cpt(file)
        for code, descriptor in cpt_lines(file):
            texts.setdefault(code, {})[kind] = descriptor
    columns = ("code", "short_descriptor", "medium_descriptor", "long_descriptor")
    found = [
        (code, *(told_of.get(kind, "") for kind in ("short", "medium", "long")))
        for code, told_of in sorted(texts.items())
    ]
    tables: dict[str, Table] = {"codes": (columns, found)}
    for apart, lines in told_apart.items():
        tables[f"{apart}_descriptors"] = (("code", "descriptor"), sorted(set(lines)))
    if modifiers:
        tables["modifiers"] = (("modifier", "descriptor"), sorted(modifiers))
    return _draft("CPT", _year(files[0], told), _AMA, files, tables)


def _cdt(file: SourceFile, told: Told) -> Draft:
    table = headed(file, rows(file), Columns(_LISTED, ("code", "text")), _is_dental)
    found = sorted((row["code"], row["text"], row.get("descriptor", "")) for _, row in table.named())
    tables: dict[str, Table] = {"codes": (("code", "nomenclature", "descriptor"), found)}
    return _draft("CDT", _year(file, told), _ADA, [file], tables)


def _is_dental(row: list[str]) -> bool:
    return bool(row and re.fullmatch(r"D\d{4}", row[0].strip()))


def _reasons(file: SourceFile, system: str, told: Told) -> Draft:
    columns = Columns(_LISTED, ("code", "text"))
    table = headed(file, rows(file), columns, _is_reason)
    found = []
    for number, row in table.named():
        try:
            days = [iso_day(row.get(name, "")) for name in ("first", "last")]
        except ValueError as error:
            raise broken(file, f"row {number}", str(error)) from error
        found.append((row["code"], row["text"], *days, row.get("note", "")))
    tables: dict[str, Table] = {"codes": (("code", "text", "first", "last", "note"), sorted(found))}
    return _draft(system, _dated(file, told), _X12, [file], tables)


def _is_reason(row: list[str]) -> bool:
    return bool(row and re.fullmatch(r"[A-Z]{0,2}\d{1,4}", row[0].strip()))


def _map(file: SourceFile, told: Told) -> Draft:
    columns = Columns(_MAP, tuple(name for name in _MAP if name != "active"))
    table = headed(file, rows(file), columns, _is_mapped)
    names = ("concept", "group", "priority", "rule", "advice", "target")
    found = [tuple(row[name] for name in names) for _, row in table.named() if row.get("active", "1") == "1"]
    tables: dict[str, Table] = {"map": (names, sorted(found))}
    return _draft("SNOMED-ICD-10-CM", _dated(file, told), _SNOMED, [file], tables)


def _is_mapped(row: list[str]) -> bool:
    return bool(row and re.fullmatch(r"[0-9a-f]{8}-[0-9a-f-]{27}", row[0].strip()))
