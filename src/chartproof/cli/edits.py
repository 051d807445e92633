"""`pair`: may these codes be paid together on a day, and how many units of each?"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.options import Format, FormatOption, OnOption, day, print_json, shelf
from chartproof.model.errors import InputError, ReleaseError

if TYPE_CHECKING:
    from chartproof.codesets.books import Books
    from chartproof.codesets.release import Release
    from chartproof.terms.limits import Limits
    from chartproof.terms.pairs import Edit, Pair, Pairs


class Set(StrEnum):
    """Whose claims a set of edits is for."""

    PRACTITIONER = "practitioner"
    OUTPATIENT = "outpatient"
    MEDICAID_PRACTITIONER = "Medicaid-practitioner"
    MEDICAID_OUTPATIENT = "Medicaid-outpatient"
    MEDICAID_DME = "Medicaid-DME"


def pair(
    codes: Annotated[list[str], typer.Argument(help="two codes or more, CPT or HCPCS", metavar="CODE CODE…")],
    which: Annotated[
        Set, typer.Option("--set", case_sensitive=False, help="whose claims the edits are for")
    ] = Set.PRACTITIONER,
    on: OnOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Look up the NCCI edits between codes (which is paid, may a modifier separate them) and their unit limits."""
    from chartproof.terms.limits import Limits
    from chartproof.terms.pairs import Pairs

    asked, at_hand, told = _codes(codes), shelf(), day(on, "--on")
    skipped: list[dict[str, str]] = []
    books = at_hand.look(told)
    ptp = _release(books, f"NCCI-PTP-{which}", skipped)
    mue = _release(books, f"MUE-{which}", skipped)
    at_hand.progress("opening the edits", 0.0)  # the first time, they are packed: some seconds
    pairs = at_hand.read(ptp, Pairs) if ptp else None
    at_hand.progress("opening the edits", 1.0)
    limits = at_hand.read(mue, Limits) if mue else None
    used = [release for release in (ptp, mue) if release]
    made = {
        "set": which.value,
        "on": str(told) if told else None,
        "releases": {r.system: _of(r) for r in used},
        "pairs": [_pair(a, b, pairs, told) for a, b in combinations(asked, 2)] if pairs else [],
        "codes": [_code(code, pairs, limits) for code in asked],
        "skipped": skipped,
        "notices": list(dict.fromkeys(r.licence.notice for r in used)),
    }
    if output is Format.JSON:
        print_json(made)
    else:
        _paint(made)
    if ptp is None:  # without the edits the question has no answer, and silence is not a pass
        raise ReleaseError(skipped[0]["why"])


def _codes(texts: list[str]) -> list[str]:
    from chartproof.codesets.build.tables import CODE

    codes = list(dict.fromkeys(text.strip().upper() for text in texts))
    for code in codes:
        if not CODE.fullmatch(code):
            raise InputError("CODE", code, "not a CPT or HCPCS code; write its five characters, no modifier")
    if len(codes) < 2:
        raise InputError("CODE", codes[0], "edits stand between two codes; give another")
    return codes


def _release(books: Books, system: str, skipped: list[dict[str, str]]) -> Release | None:
    """The release of a system that holds on the day, or the newest where no day is told; else a skip."""
    from chartproof.codesets.books import NoReleaseCoversError

    try:
        return books.release_of(system)
    except NoReleaseCoversError as error:
        skipped.append({"system": system, "why": str(error)})
        return None


def _of(release: Release) -> dict[str, Any]:
    holds = release.holds
    return {
        "release": release.name,
        "first": str(holds.first),
        "last": str(holds.last) if holds.last else None,
        "covers": True,
        "derived": release.derived,
    }


def _pair(a: str, b: str, pairs: Pairs, told: date | None) -> dict[str, Any]:
    from chartproof.terms.pairs import Pair

    holds = pairs.release.holds
    asked = told or holds.last or holds.first
    found = pairs.either(a, b, asked)
    every = [Pair(x, y, edit) for x, y in ((a, b), (b, a)) for edit in pairs.edits(x, y)]
    return {
        "codes": [a, b],
        "day": str(asked),
        "edit": _edit(found, pairs.release.name) if found else None,
        "not_in_force": [_edit(p, pairs.release.name) for p in every if not p.edit.in_force(asked)],
    }


def _edit(found: Pair, release: str) -> dict[str, Any]:
    from chartproof.terms.pairs import INDICATORS

    edit: Edit = found.edit
    return {
        "column_1": found.column_1,
        "column_2": found.column_2,
        "modifier_indicator": edit.modifier_indicator,
        "means": INDICATORS[edit.modifier_indicator],
        "rationale": edit.rationale,
        "first": str(edit.first) if edit.first else None,
        "last": str(edit.last) if edit.last else None,
        "release": release,
    }


def _code(code: str, pairs: Pairs | None, limits: Limits | None) -> dict[str, Any]:
    from chartproof.terms.limits import INDICATORS

    limit = limits.limit(code) if limits else None
    made = limit and {
        "units": limit.units,
        "mai": limit.mai,
        "means": INDICATORS[limit.mai] if limit.mai else None,
        "rationale": limit.rationale,
        "release": limits.release.name if limits else None,
    }
    return {"code": code, "in_any_pair": code in pairs if pairs else None, "limit": made}


def _paint(made: dict[str, Any]) -> None:
    from rich.text import Text

    from chartproof.cli.paint import console

    out = console()
    for found in made["pairs"]:
        a, b = found["codes"]
        edit = found["edit"]
        says = f"column 1 {edit['column_1']}, column 2 {edit['column_2']}" if edit else "no edit in force"
        out.print(Text.assemble((f"{a} {b}", "bold"), f"  {says} on {found['day']}"))
        if edit:
            out.print(Text(f"    {edit['modifier_indicator']}: {edit['means']}"))
            out.print(Text(f"    {edit['rationale']}; {_days(edit)}", style="dim"))
        for old in found["not_in_force"]:
            ends = "never in force" if old["modifier_indicator"] == "9" else _days(old)
            says = f"not in force: column 1 {old['column_1']}, column 2 {old['column_2']}; {ends}"
            out.print(Text(f"    {says}", style="dim"))
    for code in made["codes"]:
        out.print(Text.assemble((code["code"], "bold"), f"  {_units(code, made)}"))
    for skip in made["skipped"]:
        out.print(Text(f"skipped {skip['system']}: {skip['why']}"))
    for of in made["releases"].values():
        out.print(Text(f"{of['release']} (holds {of['first']} to {of['last']})", style="dim"))
    for text in made["notices"]:
        out.print(Text(text, style="dim"))


def _days(edit: dict[str, Any]) -> str:
    first = f"from {edit['first']}" if edit["first"] else "first day not given"
    return f"{first}, last day {edit['last']}" if edit["last"] else f"{first}, not deleted"


def _units(code: dict[str, Any], made: dict[str, Any]) -> str:
    limit = code["limit"]
    if limit is None:
        is_read = any(system.startswith("MUE-") for system in made["releases"])
        says = "no limit of units is published" if is_read else "limit of units not looked up"
    else:
        means = f"; MAI {limit['mai']}, {limit['means']}" if limit["mai"] else ""
        units = "1 unit" if limit["units"] == 1 else f"{limit['units']} units"
        says = f"at most {units}{means} ({limit['rationale']})"
    return says + ("; in no pair of the release, is it a code?" if code["in_any_pair"] is False else "")
