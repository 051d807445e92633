"""What moves a Medicare fee from place to place (CMS, beside the relative value file of each quarter).

GPCIyyyy: geographic practice cost indices of each locality. yyLOCCO: the counties of each
locality. ANESyyyy: anesthesia conversion factor of each locality. One release each: of the quarter
where the archive, a folder in it or the person says one (indices are revised within the year when
Congress moves the floor of work), else of the year. Where a file has the work index with the floor
of 1.0 and without, `work` is the one with it: the floor is law until it is said to have ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import quarterly_or_yearly
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile, one_form
from chartproof.codesets.build.tables import Columns, Headed, broken, headed, rows
from chartproof.codesets.release import Draft, Table

NAMES = ("GPCI", "MPFS-localities", "anesthesia-factors")
#: 2: the work index without its floor; whose a national anesthesia factor is.
BUILDER = 2

_CARRIER = {
    "carrier": r".*(contractor|carrier|\bmac)( mac)?( number)?",
    "locality": r"locality( number)?",
}
_NATIONAL = re.compile(
    r"((?:non-?)?qualifying apm )?national anes[a-z]* (?:cf|conversion factor)(?: \([^)]*\))? +of (\d+\.\d+)",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"\d*\.?\d+")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the three files: its names, its columns, and the tables made of it."""

    system: str
    name: re.Pattern[str]
    head: re.Pattern[bytes]
    columns: Columns
    tables: Callable[[SourceFile, Headed], dict[str, Table]]


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each file."""
    everything = list(files)
    for kind in _KINDS:
        ours = (f for f in everything if kind.name.fullmatch(f.name) and _is_of(kind, f))
        for file in one_form(ours):
            yield _draft(kind, file, told)


def _is_of(kind: _Kind, file: SourceFile) -> bool:
    head = file.head()
    return head.startswith(b"PK") or bool(kind.head.search(head))


def _draft(kind: _Kind, file: SourceFile, told: Told) -> Draft:
    table = headed(file, rows(file), kind.columns, _is_row)
    of = quarterly_or_yearly(file, told, table.heading)
    tables = kind.tables(file, table)
    return Draft(
        name=f"{kind.system.lower()}-{of.version}",
        system=kind.system,
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS,
        sources=(file.sealed(),),
        tables=tables,
        counted=next(iter(tables)),
        builder=BUILDER,
    )


def _is_row(row: list[str]) -> bool:
    return len(row) > 2 and row[0].strip().isdigit()


def _placed(row: dict[str, str]) -> tuple[str, str]:
    """Carrier and locality with the zeros a spreadsheet took away."""
    return row["carrier"].zfill(5), row["locality"].zfill(2)


def _number(file: SourceFile, number: int, text: str) -> str:
    if not _DECIMAL.fullmatch(text):
        raise broken(file, f"row {number}", f"{text!r} is no factor")
    return text


def _indices(file: SourceFile, table: Headed) -> dict[str, Table]:
    found = [
        (
            *_placed(row),
            row["state"],
            row["name"].rstrip("*"),
            *(_number(file, at, row[i]) for i in ("work", "pe", "mp")),
            row.get("no_floor", "") and _number(file, at, row["no_floor"]),
        )
        for at, row in table.named()
    ]
    indices = ("work", "practice_expense", "malpractice", "work_without_floor")
    return {"gpci": (("carrier", "locality", "state", "name", *indices), sorted(found))}


def _localities(file: SourceFile, table: Headed) -> dict[str, Table]:
    found, state = set(), ""
    for _, row in table.named():
        state = row["state"] or state
        found.add((*_placed(row), state, row["area"].rstrip("* "), row["counties"]))
    return {"localities": (("carrier", "locality", "state", "name", "counties"), sorted(found))}


def _anesthesia(file: SourceFile, table: Headed) -> dict[str, Table]:
    columns = ("carrier", "locality", "name", "conversion_factor", "qualifying_conversion_factor")
    found = []
    for at, row in table.named():
        qualifying = row.get("qualifying", "")
        factors = (_number(file, at, row["factor"]), qualifying and _number(file, at, qualifying))
        found.append((*_placed(row), row["name"].rstrip("*"), *factors))
    return {
        "localities": (columns, sorted(found)),
        "national": (("applies_to", "conversion_factor"), sorted(_national(table.heading))),
    }


def _national(heading: str) -> Iterator[tuple[str, str]]:
    """Whose national factor it is, in the words of the fee schedule, and the factor."""
    for found in _NATIONAL.finditer(heading):
        whose = (found[1] or "").lower()
        applies_to = "not qualifying" if "non" in whose else "qualifying APM participant" if whose else "all"
        yield applies_to, found[2]


_KINDS = (
    _Kind(
        "GPCI",
        re.compile(r".*gpci.*\.(csv|xlsx)", re.IGNORECASE),
        re.compile(rb"gpci|geographic practice cost", re.IGNORECASE),
        Columns(
            _CARRIER
            | {
                "state": r"state",
                "name": r"locality name",
                "no_floor": r".*(pw|work) gpci.*without.*",
                "work": r"(?!.*without).*(pw|work) gpci.*",
                "pe": r".*pe gpci.*",
                "mp": r".*mp gpci.*",
            },
            ("carrier", "state", "locality", "name", "work", "pe", "mp"),
        ),
        _indices,
    ),
    _Kind(
        "MPFS-localities",
        re.compile(r"\d\dlocco.*\.(csv|xlsx)", re.IGNORECASE),
        re.compile(rb"localit", re.IGNORECASE),
        Columns(
            _CARRIER | {"state": r"state", "area": r"fee schedule area", "counties": r"counties"},
            ("carrier", "locality", "state", "area", "counties"),
        ),
        _localities,
    ),
    _Kind(
        "anesthesia-factors",
        re.compile(r"anes(?!.*base).*\.(csv|xlsx)", re.IGNORECASE),
        re.compile(rb"anes", re.IGNORECASE),
        Columns(
            _CARRIER
            | {
                "name": r"locality name",
                "factor": r"(?!.*qualifying).*(anes|conversion factor).*|.*non ?(qual|qpp|apm).*",
                "qualifying": r"(?!.*non).*(qualifying|qpp|apm).*",
            },
            ("carrier", "locality", "name", "factor"),
        ),
        _anesthesia,
    ),
)
