"""ASC addenda (CMS, quarterly: yyyymmdd_AA, BB, EE, FF as csv or xlsx), together one release.

AA: covered surgical procedures. BB: covered ancillary services. EE: procedures excluded from
payment in an ASC. FF: device offset percentages. Descriptors dropped. `mark` stands beside the code in
a column without heading: `*` office-based for the time being, `**` a preventive service without
coinsurance, `***` a non-opioid alternative with a limit on its payment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import Edition, quarterly
from chartproof.codesets.build.fees import amount
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, of_same, one_form
from chartproof.codesets.build.tables import Columns, Headed, broken, clean, headed, is_coded, rows
from chartproof.codesets.release import Draft, Table
from chartproof.model.errors import InputError

NAMES = ("ASC",)
#: 2: the marks.
BUILDER = 2

_NAME = re.compile(r"(?:.*[_ -])?(AA|BB|EE|FF)(?:[_. -].*)?\.(?:csv|xlsx|txt)", re.IGNORECASE)
_HEAD = re.compile(rb"addendum\s+(AA|BB|EE|FF)", re.IGNORECASE)
_CODE = {"code": r".*hcpcs code"}
_PAID = {
    "payment_indicator": r".*payment indicator",
    "payment_weight": r".*payment weight",
    "payment_rate": r"(?!.*opps).*payment rate",
}
#: Addendum: the table it becomes, its columns and which of them are amounts.
_ADDENDA = {
    "AA": (
        "surgical_procedures",
        _CODE | {"multiple_procedure_discount": r"subject to multiple.*"} | _PAID,
    ),
    "BB": (
        "ancillary_services",
        _CODE
        | {"pass_through_ends": r".*pass through expiration.*"}
        | _PAID
        | {"ira_copayment": r".*copayment ?\d?"},
    ),
    "EE": ("excluded_procedures", _CODE),
    "FF": (
        "device_offsets",
        _CODE
        | {
            "payment_indicator": r".*payment indicator",
            "apc": r".* apc",
            "apc_offset_percentage": r".*apc device offset percentage",
            "opps_payment_rate": r".*opps payment rate",
            "offset_percentage": r"(?!.*apc).*device offset percentage",
            "offset_amount": r".*device offset amount.*",
        },
    ),
}
_MARK = re.compile(r"\s*\*{1,3}\s*")
_AMOUNTS = re.compile(r".*(weight|rate|percentage|amount|copayment)")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release a quarter, from the addenda of that quarter that are there."""
    quarters: dict[str, tuple[Edition, dict[str, SourceFile]]] = {}
    for file in one_form(filter(_addendum, files)):
        if addendum := _addendum(file):
            of = quarterly(file, told, _headed(file, addendum).heading)
            _, ours = quarters.setdefault(of.version, (of, {}))
            if addendum in ours:
                raise InputError(
                    file.name,
                    "",
                    f"addendum {addendum} of {of.version} is there twice; hand in one",
                )
            ours[addendum] = file
    for of, ours in quarters.values():
        if "AA" not in ours:
            says = "addendum AA is missing beside it; hand the addenda of a quarter in together"
            raise InputError(next(iter(ours.values())).name, "", says)
        yield _draft(of, dict(sorted(ours.items())))


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """The addenda of a quarter make one release, all or none."""
    return of_same(broken, filter(_addendum, files), lambda f: quarterly(f, told).version)


def _addendum(file: SourceFile) -> str | None:
    named = _NAME.fullmatch(file.name)
    if not named:
        return None
    head = file.head()
    if file.is_cut_in_its_first_line():
        raise broken(file, "line 1", "the heading is cut off")
    said = _HEAD.search(head)
    if head.startswith(b"PK") or (said and said.group(1).decode().upper() == named.group(1).upper()):
        return named.group(1).upper()
    return None


def _headed(file: SourceFile, addendum: str) -> Headed:
    wanted = _ADDENDA[addendum][1]
    return headed(file, rows(file), Columns(wanted, tuple(wanted)[:1]), is_coded)


def _draft(of: Edition, files: dict[str, SourceFile]) -> Draft:
    tables = dict(_table(file, addendum) for addendum, file in files.items())
    return Draft(
        name=f"asc-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=tuple(file.sealed() for file in files.values()),
        tables=tables,
        counted="surgical_procedures",
        builder=BUILDER,
    )


def _table(file: SourceFile, addendum: str) -> tuple[str, Table]:
    name, wanted = _ADDENDA[addendum]
    table = _headed(file, addendum)
    missing = [column for column in wanted if column not in table.at and "copayment" not in column]
    if missing:
        says = f"addendum {addendum} has no column for {', '.join(missing)}"
        raise broken(file, "heading", says)
    found = []
    for number, cells in table.rows:
        row = {column: clean(cells[i]) for column, i in table.at.items()}
        for column, cell in row.items():
            if _AMOUNTS.fullmatch(column):
                row[column] = amount(file, number, cell)
        mark = "".join(cell.strip() for cell in cells[1:2] if _MARK.fullmatch(cell))
        found.append((*(row.get(column, "") for column in wanted), mark))
    return name, ((*wanted, "mark"), sorted(found))
