"""A claim against the coding of its record: the seat of the payer, the auditor and the reviewer.

Both directions alike: what was billed and is not supported, and what the record supports and was not billed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chartproof.codesets.books import Books
from chartproof.learn.accuracy import shares
from chartproof.learn.closest import Direction, closest, visit_against
from chartproof.model.audit import Audit, Audited, State, What
from chartproof.model.claim import Claim, Diagnosis, ServiceLine
from chartproof.model.coding import Assignment, Coding, Needed, Rejected

CM, PCS = "ICD-10-CM", "ICD-10-PCS"
_STATES = {Direction.LOWER: State.LOWER, Direction.HIGHER: State.HIGHER}


def audit(claim: Claim, coding: Coding, books: Books) -> Audit:
    """Audit one claim against the coding of its record, by the books that coded it."""
    codes = (
        *_diagnoses(claim, coding, books),
        *_first(claim, coding),
        *_procedures(claim, coding),
        *_services(claim, coding),
    )
    return Audit(claim.id, codes, shares(codes), coding.skipped)


def _diagnoses(claim: Claim, coding: Coding, books: Books) -> Iterator[Audited]:
    """Each diagnosis billed, with its POA on a facility's claim; then those that were missed."""
    ours = {a.value: a for a in coding.diagnoses}
    billed = {dx.code for dx in claim.diagnoses}
    used: set[str] = set()
    for dx in claim.diagnoses:
        here = ours.get(dx.code)
        if here is not None:
            used.add(here.value)
            yield _one(What.DIAGNOSIS, dx, State.SUPPORTED, "the record supports it", here)
            yield from _poa(claim, dx, here)
            continue
        left = (a for a in ours.values() if a.value not in billed | used)
        near = closest(dx.code, left, books, is_stay=bool(claim.is_inpatient))
        if near is None or (near.direction is Direction.OTHER and _said_of(dx.code, coding)):
            yield _unsupported(dx, coding)
            continue
        if near.direction is not Direction.OTHER:  # what is something else is also missed
            used.add(near.record.value)
        state = _STATES.get(near.direction, State.NOT_SUPPORTED)
        yield _one(
            What.DIAGNOSIS, dx, state, f"the record supports {near.record.value}: {near.why}", near.record
        )
    for missed in coding.diagnoses:
        if missed.value not in billed | used and missed.needed is not Needed.ALSO:
            yield _missed(What.DIAGNOSIS, missed)


def _one(what: What, dx: Diagnosis, state: State, says: str, record: Assignment) -> Audited:
    differs = record.value if record.value != dx.code else None
    return Audited(what, CM, dx.code, dx.at, True, state, says, differs, record.proof)


def _poa(claim: Claim, dx: Diagnosis, record: Assignment) -> Iterator[Audited]:
    if not claim.is_facility or record.poa is None or dx.poa is None:
        return
    told = {"1": "exempt", "EXEMPT": "exempt"}.get(dx.poa, dx.poa)
    right = told == record.poa
    says = "as the record has it" if right else f"the record says {record.poa}, the claim {told}"
    state = State.SUPPORTED if right else State.NOT_SUPPORTED
    yield Audited(
        What.POA, CM, told, f"{dx.at}.poa", True, state, says, None if right else record.poa, record.poa_proof
    )


def _unsupported(dx: Diagnosis, coding: Coding) -> Audited:
    why, weak = _said_of(dx.code, coding) or (None, None)
    if why is not None:
        says = f"considered and not given: {why.why.value}; {why.says}"
        return Audited(What.DIAGNOSIS, CM, dx.code, dx.at, True, State.NOT_SUPPORTED, says, None, why.proof)
    if weak is not None:
        says = "the record may say so, too weakly to be coded: a person decides"
        return Audited(What.DIAGNOSIS, CM, dx.code, dx.at, True, State.NOT_SUPPORTED, says, None, weak.proof)
    says = "no words of the record were read as it"
    return Audited(What.DIAGNOSIS, CM, dx.code, dx.at, True, State.NOT_SUPPORTED, says)


def _said_of(code: str, coding: Coding) -> tuple[Rejected | None, Assignment | None] | None:
    """Why a code was rejected, or that it was abstained from; None where the coding says nothing of it."""
    why = next((r for r in coding.rejected if r.code.value == code), None)
    weak = next((a.what for a in coding.abstained if a.what and a.what.value == code), None)
    return (why, weak) if why or weak else None


def _missed(what: What, missed: Assignment) -> Audited:
    says = "the record supports it, and it was not billed"
    return Audited(
        what, missed.code.system, missed.value, None, False, State.MISSED, says, None, missed.proof
    )


def _first(claim: Claim, coding: Coding) -> Iterator[Audited]:
    """Which diagnosis stands first, where both name one."""
    principal = claim.principal
    if principal is None or coding.first is None:
        return
    ours = coding.first.code.value
    fine = principal.code == ours or principal.code in {c.code.value for c in coding.alternatives}
    says = coding.first.says if fine else f"the record puts {ours} first: {coding.first.says}"
    proof = next((a.proof for a in coding.diagnoses if a.value == ours), None)
    state = State.SUPPORTED if fine else State.NOT_SUPPORTED
    yield Audited(
        What.FIRST, CM, principal.code, principal.at, True, state, says, None if fine else ours, proof
    )


def _procedures(claim: Claim, coding: Coding) -> Iterator[Audited]:
    """Each procedure billed, as often as it was; then those that were missed."""
    left = Counter(a.value for a in coding.procedures)
    ours = {a.value: a for a in coding.procedures}
    for px in claim.procedures:
        here = ours.get(px.code) if left[px.code] > 0 else None
        left[px.code] -= 1
        state = State.SUPPORTED if here else State.NOT_SUPPORTED
        says = "the record supports it" if here else "the record was not read as it"
        near = next((a for a in ours.values() if a.value[:3] == px.code[:3] and left[a.value] > 0), None)
        record = here or near
        differs = record.value if record and record.value != px.code else None
        yield Audited(
            What.PROCEDURE, PCS, px.code, px.at, True, state, says, differs, record.proof if record else None
        )
    for value, count in left.items():
        if count > 0:
            yield _missed(What.PROCEDURE, ours[value])


def _services(claim: Claim, coding: Coding) -> Iterator[Audited]:
    """Each line with a code, its units and modifiers; then the services that were missed."""
    left = list(coding.services)
    lines = [line for line in claim.lines if line.code]
    exact = {line.number: _taken(line, left) for line in lines}
    for line in lines:
        here = exact[line.number]
        if here is not None:
            yield _line(line, State.SUPPORTED, "the record supports it", here)
            yield from _units(line, here)
            yield from _modifiers(line, here)
            continue
        near = next((a for a in left if visit_against(line.code or "", a.value)), None)
        if near is None:
            yield _line(line, State.NOT_SUPPORTED, "no words of the record were read as it", None)
            continue
        left.remove(near)
        higher = visit_against(line.code or "", near.value) is Direction.HIGHER
        says = f"the record supports {near.value}, the claim bills {'higher' if higher else 'lower'}"
        yield _line(line, State.HIGHER if higher else State.LOWER, says, near)
        yield from _modifiers(line, near)  # a visit has them at whatever level
    yield from (_missed(What.SERVICE, missed) for missed in left)


def _taken(line: ServiceLine, left: list[Assignment]) -> Assignment | None:
    """The service of the record that a line bills, taken from those that are left."""
    same = [
        a for a in left if (a.value == line.code and a.served in {None, line.served}) or a.value == line.code
    ]
    if not same:
        return None
    best = max(same, key=lambda a: len({m.code for m in a.modifiers} & set(line.modifiers)))
    left.remove(best)
    return best


def _line(line: ServiceLine, state: State, says: str, record: Assignment | None) -> Audited:
    differs = record.value if record and record.value != line.code else None
    proof = record.proof if record else None
    return Audited(What.SERVICE, line.system, line.code or "", line.at, True, state, says, differs, proof)


def _units(line: ServiceLine, record: Assignment) -> Iterator[Audited]:
    if line.units is None:
        return
    told = int(line.units) if line.units == int(line.units) else line.units
    state = State.SUPPORTED if told == record.units else State.HIGHER if told > record.units else State.LOWER
    says = "as the record has it" if state is State.SUPPORTED else f"the record supports {record.units}"
    differs = None if state is State.SUPPORTED else str(record.units)
    yield Audited(
        What.UNITS, line.system, str(told), f"{line.at}.units", True, state, says, differs, record.proof
    )


def _modifiers(line: ServiceLine, record: Assignment) -> Iterator[Audited]:
    ours = {m.code: m for m in record.modifiers}
    withheld = {m.code: m for m in record.withheld}
    for count, modifier in enumerate(line.modifiers, 1):
        at = f"{line.at}.modifier.{count}"
        known = ours.get(modifier) or withheld.get(modifier)
        right = modifier in ours
        says = known.says if known else "the record was not read as what it says"
        state = State.SUPPORTED if right else State.NOT_SUPPORTED
        yield Audited(
            What.MODIFIER, line.system, modifier, at, True, state, says, None, known.proof if known else None
        )
    for code, missed in ours.items():
        if code not in line.modifiers:
            says = f"missing on {line.code}: {missed.says}"
            yield Audited(
                What.MODIFIER, line.system, code, line.at, False, State.MISSED, says, None, missed.proof
            )
