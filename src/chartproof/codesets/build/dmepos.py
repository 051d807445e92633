"""DMEPOS fee schedule (CMS, quarterly: DMEPOSyy_MMM.xlsx, .csv): fees by code, modifier and state.

Ceiling and floor stand with the code; each state's fee twice, for non-rural and rural places.
A fee, ceiling or floor of 0 means none is published there. Descriptors dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import quarterly
from chartproof.codesets.build.fees import amount
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, one_form
from chartproof.codesets.build.tables import Columns, Headed, broken, headed, is_coded, rows
from chartproof.codesets.release import Draft

NAMES = ("DMEPOS",)
#: 2: no ceiling or floor of 0.
BUILDER = 2
CODES = ("code", "modifier", "modifier_2", "jurisdiction", "category", "ceiling", "floor")
FEES = ("code", "modifier", "modifier_2", "state", "rural", "fee")

_NAME = re.compile(r".*dmepos(?!.*(readme|zip)).*\.(xlsx|csv|txt)", re.IGNORECASE)
_HEAD = re.compile(rb"dmepos.*fee schedule|jurisdiction", re.IGNORECASE | re.DOTALL)
_STATE = re.compile(r"([a-z]{2})( nr| r)?")
_STATES = frozenset(
    "al ak az ar ca co ct dc de fl ga hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd ne nh "
    "nj nm nv ny oh ok or pa pr ri sc sd tn tx ut va vi vt wa wi wv wy".split()
)
_WANTED = {
    "code": r".*hcpcs",
    "modifier": r"mod",
    "modifier_2": r"mod ?2",
    "jurisdiction": r"juris.*",
    "category": r"catg|category",
    "ceiling": r"ceiling",
    "floor": r"floor",
} | {
    f"{state} {rural}": rf"{state} {rural}" + ("|" + state if rural == "nr" else "")
    for state in sorted(_STATES)
    for rural in ("nr", "r")
}


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each DMEPOS fee file."""
    for file in one_form(filter(_is_ours, files)):
        yield _draft(file, told)


def _is_ours(file: SourceFile) -> bool:
    named = _NAME.fullmatch(file.name) is not None
    return named and (file.head(2) == b"PK" or bool(_HEAD.search(file.head())))


def _draft(file: SourceFile, told: Told) -> Draft:
    table = headed(file, rows(file), Columns(_WANTED, CODES[:2] + CODES[3:]), is_coded)
    of = quarterly(file, told, table.heading)
    codes, fees = _tables(file, table)
    return Draft(
        name=f"dmepos-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=(file.sealed(),),
        tables={"codes": (CODES, sorted(codes)), "fees": (FEES, sorted(fees))},
        counted="codes",
        builder=BUILDER,
    )


def _tables(file: SourceFile, table: Headed) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    places = [name for name in table.at if _STATE.fullmatch(name)]
    if len(places) < 50:
        says = f"the heading names the fees of {len(places)} places, not of all states"
        raise broken(file, "heading", says)
    codes, fees = [], []
    for number, row in table.named():
        for name in ("ceiling", "floor"):
            row[name] = _published(file, number, row.get(name, ""))
        codes.append(tuple(row.get(name, "") for name in CODES))
        for place in places:
            if fee := _published(file, number, row[place]):
                state, _, rural = place.upper().partition(" ")
                fees.append((*codes[-1][:3], state, "yes" if rural == "R" else "no", fee))
    return codes, fees


def _published(file: SourceFile, number: int, text: str) -> str:
    fee = amount(file, number, text)
    return fee if fee and Decimal(fee) else ""
