"""Short code lists: claim form codes as CMS publishes them, provider taxonomy, places of service.

cms_bfd_codesystems.csv: revenue, condition, discharge status, bill type, specialty and many more
(CMS Beneficiary FHIR Data server, CC0). Codes of X12's lists in it (claim adjustment reasons and
groups, remark codes) are stored as numbers only. nucc_taxonomy_VVR.csv: Health Care Provider
Taxonomy (NUCC). pos_codes_YYYY-MM.csv: places of service (CMS).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from chartproof.codesets.build import Told
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken, clean, csv_rows
from chartproof.codesets.release import Draft, Licence, Table
from chartproof.model.errors import InputError
from chartproof.model.period import Period

NAMES = ("claim-codes", "NUCC-taxonomy", "place-of-service")

#: Lists X12 owns: their texts are never stored.
X12_LISTS = frozenset({"ANSI-GRP-CD", "ANSI-RSN-CD", "CARC", "RARC", "ANSI-RMRK-CD"})
_X12_NAME = re.compile(r"ANSI|CARC|RARC|RMRK|REMARK|X12", re.IGNORECASE)

_CLAIM = ("codesystem", "code", "display", "definition")
_TAXONOMY = ("code", "grouping", "classification", "specialization", "definition", "notes")
_PLACES = ("pos_code", "pos_type", "pos_name", "pos_description")

_CLAIM_FORM = Licence(
    name="CMS, with claim form codes (NUBC)",
    redistributable=False,
    notice=(
        "Code systems of the CMS Beneficiary FHIR Data server (CC0). UB-04 codes are copyright "
        "American Hospital Association (NUBC). Codes of X12 lists stand as numbers only."
    ),
)
_NUCC = Licence(
    name="NUCC Health Care Provider Taxonomy",
    redistributable=False,
    notice="Copyright American Medical Association on behalf of the National Uniform Claim Committee.",
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each list."""
    for file in files:
        if not file.name.lower().endswith(".csv"):
            continue
        head = file.head(400).decode("utf-8-sig", "replace").lower().replace('"', "")
        if head.startswith(",".join(_CLAIM)):
            yield _draft(file, NAMES[0], _told_holds(file, told), _CLAIM_FORM, {"codes": _claim_codes(file)})
        elif head.startswith(",".join(_TAXONOMY)):
            yield _draft(file, NAMES[1], _taxonomy_holds(file, told), _NUCC, {"taxonomy": _taxonomy(file)})
        elif head.startswith(",".join(_PLACES)):
            yield _draft(file, NAMES[2], _told_holds(file, told), CMS, {"places": _places(file)})


def _draft(
    file: SourceFile, system: str, of: tuple[str, Period], licence: Licence, tables: dict[str, Table]
) -> Draft:
    version, holds = of
    return Draft(
        name=f"{system.lower()}-{version}",
        system=system,
        version=version,
        holds=holds,
        clock="service",
        licence=licence,
        sources=(file.sealed(),),
        tables=tables,
        counted=next(iter(tables)),
        derived=system != NAMES[1],
    )


def _told_holds(file: SourceFile, told: Told) -> tuple[str, Period]:
    """From the month in the name, else told, until superseded."""
    found = re.search(r"(20\d\d)-(\d\d)", file.name)
    if found:
        return found[0], Period(date(int(found[1]), int(found[2]), 1), None)
    if told.first:
        return told.version or told.first.isoformat(), Period(told.first, told.last)
    raise InputError(file.name, "", "it has no date; say its first day with --first YYYY-MM-DD")


def _taxonomy_holds(file: SourceFile, told: Told) -> tuple[str, Period]:
    """Version 25.1 holds from 1 July 2025, 25.0 from 1 January."""
    said = f"{file.name} {told.version or ''}"
    found = re.search(r"(?<!\d)(\d\d)\.?([01])(?!\d)", said)
    if not found:
        raise InputError(file.name, "", "the name gives no version; say it with --version, as 25.1")
    year, half = 2000 + int(found[1]), int(found[2])
    last = date(year, 12, 31) if half else date(year, 6, 30)
    return f"{found[1]}.{half}", Period(date(year, 6 * half + 1, 1), last)


def _rows(file: SourceFile) -> Iterator[tuple[int, dict[str, str]]]:
    every = csv_rows(file)
    _, heading = next(every)
    names = [cell.strip().lower() for cell in heading]
    seen = set()
    for number, row in every:
        if not any(row):
            continue
        if len(row) != len(names):
            raise broken(file, f"line {number}", f"the row has {len(row)} of {len(names)} columns")
        told = dict(zip(names, map(clean, row), strict=True))
        key = (told.get("codesystem", ""), row[0] if names[0] != "codesystem" else row[1])
        if not key[1] or key in seen:
            raise broken(file, f"line {number}", f"the code {key[1]!r} is empty or stands twice")
        seen.add(key)
        yield number, told


def _claim_codes(file: SourceFile) -> Table:
    found = []
    for _, row in _rows(file):
        texts = (row["display"], row["definition"])
        if row["codesystem"] in X12_LISTS or _X12_NAME.search(row["codesystem"]):
            texts = ("", "")
        found.append((row["codesystem"], row["code"], *texts))
    return ("list", "code", "title", "definition"), sorted(found)


def _taxonomy(file: SourceFile) -> Table:
    columns = (*_TAXONOMY, "display name", "section")
    found = [tuple(row.get(name, "") for name in columns) for _, row in _rows(file)]
    return (*_TAXONOMY, "display_name", "section"), sorted(found)


def _places(file: SourceFile) -> Table:
    found = [
        (row["pos_code"], row["pos_name"], row["pos_type"].lower(), row["pos_description"])
        for _, row in _rows(file)
    ]
    return ("code", "name", "rate", "description"), sorted(found)
