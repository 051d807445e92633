"""The lines of the claim with day and place, and its charges against them: which answer to each other, which stand alone."""

from __future__ import annotations

from dataclasses import replace

from chartproof.code.claim.methods import CHARGED
from chartproof.code.claim.places import place_of
from chartproof.code.claim.served import served_on
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Code, Coding, Fact, Rejected, Step, Why
from chartproof.model.record import Charge, ClaimKind


def claimed(coding: Coding, books: Books) -> Coding:
    """The coding with the day and the place of each line, and with its charges."""
    place = place_of(coding.encounter) if coding.services else None
    placed = (replace(a, served=served_on(a, coding.encounter), place=place) for a in coding.services)
    return charged(replace(coding, services=tuple(placed)), books)


def charged(coding: Coding, books: Books) -> Coding:
    """The coding with its charges: each line names its own, a charge without words is unsupported, a line without one is told."""
    charges = coding.encounter.charges
    if not charges or (coding.encounter.claim_kind is ClaimKind.FACILITY and coding.encounter.is_stay):
        return coding
    left = [c for c in charges if c.code is not None]
    lines: list[Assignment] = []
    notices: list[str] = []
    for line in coding.services:
        own = next((c for c in left if _answers(c, line)), None)
        if own is None:
            notices.append(f"{line.value}: the record supports it and no charge was entered")
            lines.append(line)
            continue
        left.remove(own)
        lines.append(replace(line, charge=own))
        if own.units is not None and own.units != line.units:
            notices.append(f"{line.value}: the record supports {line.units} units, {own.at} has {own.units}")
    known = {r.code.value for r in coding.rejected}
    unsupported = tuple(_unsupported(c, books) for c in left if c.code not in known)
    notices += [f"{c.code} of {c.at} stands among the rejected" for c in left if c.code in known]
    return replace(
        coding,
        services=tuple(lines),
        rejected=(*coding.rejected, *unsupported),
        notices=(*coding.notices, *notices),
    )


def _answers(charge: Charge, line: Assignment) -> bool:
    """Whether a charge is that of a line: the same code, and no other day."""
    same_day = charge.served is None or line.served is None or charge.served == line.served
    return charge.code == line.value and same_day


def _unsupported(charge: Charge, books: Books) -> Rejected:
    """A charge that no words of the record bear."""
    code = charge.code or ""
    step = Step(CHARGED.id, CHARGED.says, (Fact(charge.at, code),), CHARGED.cite, books.name)
    return Rejected(
        Code("CPT" if code[0].isdigit() else "HCPCS", code), None, Why.UNSUPPORTED, CHARGED.says, step
    )
