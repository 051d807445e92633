"""NCCI procedure-to-procedure edits (CMS, quarterly; Medicaid's own): pairs not paid together.

Published as csv, tab text or xlsx, in one to four files a set. Modifier indicator 0: no modifier
separates the pair; 1: one may; 9: the edit was deleted on its effective day and never was in
force. A pair may stand more than once, for different days. Where a copy gives no effective date,
the first day is unknown: the pair holds at least within the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import Edition, quarterly
from chartproof.codesets.build.external_sort import by_first
from chartproof.codesets.build.ncci import day, set_of
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, of_same, one_form
from chartproof.codesets.build.tables import CODE, Columns, Headed, broken, clean, headed, rows
from chartproof.codesets.release import Draft

NAMES = tuple(
    f"NCCI-PTP-{whose}{which}"
    for whose in ("", "Medicaid-")
    for which in ("practitioner", "outpatient", "DME")
)
COLUMNS = ("column_1", "column_2", "first", "last", "modifier_indicator", "rationale")

_NAME = re.compile(r".*(ptp|cci(pra|oph)|ncci).*\.(csv|txt|xlsx)", re.IGNORECASE)
_HEAD = re.compile(rb'column ?1"?[,\t]"?column ?2|column1/column2', re.IGNORECASE)
_WANTED = Columns(
    {
        "column_1": r".*column ?1",
        "column_2": r"column ?2",
        "effective": r"effective( date)?",
        "deletion": r"deletion( date)?( no data)?",
        "modifier": r"modifier( indicator)?( 0 not allowed)?.*",
        "rationale": r".*rationale",
    },
    ("column_1", "column_2", "deletion", "modifier"),
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each set and quarter, from all its files."""
    parts: dict[tuple[str, str], list[SourceFile]] = {}
    editions: dict[str, Edition] = {}
    for file in one_form(filter(_is_ours, files), ("txt", "csv", "xlsx")):
        heading = _headed(file).heading
        of = quarterly(file, told, heading)
        editions[of.version] = of
        parts.setdefault((set_of(file, heading), of.version), []).append(file)
    for (which, version), ours in parts.items():
        yield _draft(which, editions[version], sorted(ours, key=lambda f: f.name))


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """The files of a set and quarter make one release, all or none."""
    ours = (f for f in files if _NAME.fullmatch(f.name))
    return of_same(broken, ours, lambda f: (set_of(f, ""), quarterly(f, told).version))


def _is_ours(file: SourceFile) -> bool:
    if not _NAME.fullmatch(file.name):
        return False
    if file.name.lower().endswith(".xlsx"):
        named = re.search(r"ptp|cci(pra|oph)-?v?\d", file.name, re.IGNORECASE)
        return bool(named) and file.head(2) == b"PK"
    return bool(_HEAD.search(file.head(2000)))


def _draft(which: str, of: Edition, files: list[SourceFile]) -> Draft:
    return Draft(
        name=f"ncci-ptp-{which.lower()}-{of.version}",
        system=f"NCCI-PTP-{which}",
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=tuple(file.sealed() for file in files),  # a broken archive ends here
        tables={"pairs": (COLUMNS, pairs(files))},
        counted="pairs",
    )


def pairs(files: list[SourceFile]) -> Iterator[tuple[str, ...]]:
    """The edits of a set's files, by column 1 and column 2."""
    every = _pairs(files)
    return every if _is_sorted(files) else by_first(every, 2)


def _headed(file: SourceFile) -> Headed:
    return headed(file, rows(file), _WANTED, _is_pair)


@lru_cache(1 << 16)
def _code(text: str) -> str:
    """The code in a cell, or nothing when it is none."""
    found = CODE.fullmatch(text.strip())
    return found.group() if found else ""


def _is_pair(row: list[str]) -> bool:
    return bool(row) and _code(row[0]) != ""


def _is_sorted(files: Iterable[SourceFile]) -> bool:
    """Say whether the pairs stand in order, from the first bytes of the lines: that is quick."""
    last = b""
    for file in files:
        if file.name.lower().endswith(".xlsx"):
            return False
        with file.opened() as lines:
            for line in lines:
                key = line[:15].replace(b'"', b"")[:11]
                if key < last and key[1:4].isdigit():
                    return False
                last = key if key[1:4].isdigit() else last
    return True


def _pairs(files: Iterable[SourceFile]) -> Iterator[tuple[str, ...]]:
    for file in files:
        yield from _pairs_of(file)


def _pairs_of(file: SourceFile) -> Iterator[tuple[str, ...]]:
    table = _headed(file)
    one, two = table.at["column_1"], table.at["column_2"]
    first, last = table.at.get("effective"), table.at["deletion"]
    indicator, why = table.at["modifier"], table.at.get("rationale")
    days: dict[str, str] = {"": ""}
    texts = lru_cache(256)(clean)
    for number, row in table.rows:
        began, ended = row[first] if first is not None else "", row[last]
        for text in (began, ended):
            if text not in days:
                days[text] = day(file, number, text.strip())
        modifier, second = row[indicator].strip(), _code(row[two])
        if modifier not in {"0", "1", "9"} or not second:
            says = f"column 2 {row[two]!r} and modifier indicator {modifier!r} are no edit"
            raise broken(file, f"row {number}", says)
        rationale = texts(row[why]) if why is not None else ""
        yield _code(row[one]), second, days[began], days[ended], modifier, rationale
