"""What the documents in force at the place say of a line: each with the diagnoses it lists, and what the line has of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from chartproof.check.coverage.where import Where, where
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, Diagnosis, ServiceLine
from chartproof.model.coding import Row
from chartproof.model.finding import Change, Fix, Op
from chartproof.model.record import Payer
from chartproof.model.results import NotRun
from chartproof.terms.coverage import NATIONAL, SYSTEM, Coverage, Group, Policy

#: The line says that denial is expected: a required notice (GA) or none (GZ), excluded (GY), a voluntary notice (GX).
ABN = frozenset({"GA", "GX", "GY", "GZ"})
UNSAID_PAYER = (
    "the claim does not say who pays; NCDs, LCDs and articles bind Medicare alone (`payer`: `kind`)"
)
UNSAID_PLACE = (
    "nothing on the claim says in which state it was done (`providers`: `state`, `zip`; `patient`: `state`)"
)


class Says(Enum):
    """What a document says of the diagnoses of a line."""

    COVERED = "covered"  # one of them is on its list
    SECOND = "second"  # one is, and its words ask for another one besides
    EXCLUDED = "excluded"  # one is on the list of what it does not cover, none on the other
    NOT_LISTED = "not listed"  # none of them is on its list


@dataclass(frozen=True, slots=True)
class Judged:
    """One document on one line: what it says, by which group and diagnosis, out of which release."""

    policy: Policy
    says: Says
    coverage: Coverage
    place: Where
    groups: tuple[Group, ...] = ()
    dx: Diagnosis | None = None

    def named(self) -> str:
        """The document with what it goes with; a title that may hold a CPT descriptor is left out."""
        besides = ", ".join(self.coverage.related(self.policy))
        title = "" if "CPT" in self.policy.title.upper() else f" “{self.policy.title}”"
        by = " (by the patient's address)" if self.place.by_patient else ""
        return (
            f"{self.policy.name}{title}{f' with {besides}' if besides else ''}, {self.place.contractor}{by}"
        )

    def rows(self, line: ServiceLine) -> tuple[Row, ...]:
        """The rows that it was read from: the procedure, and the diagnosis where one decided."""
        found = [self.coverage.row(self.policy, "procedures", line.code or "")]
        if self.dx is not None:
            table = "noncovered_diagnoses" if self.says is Says.EXCLUDED else "covered_diagnoses"
            found.append(self.coverage.row(self.policy, table, self.dx.code))
        return tuple(found)


def is_medicare(claim: Claim) -> bool:
    """Whether coverage is, or may be, Medicare's to decide, on lines of a claim that is no hospital stay."""
    return claim.payer in {None, Payer.MEDICARE} and bool(claim.lines) and not claim.is_inpatient


def unsaid(claim: Claim, books: Books) -> str | None:
    """What the claim would have to say for the policies of its place to be known; None where it says it.

    NoReleaseCoversError where no export is at hand for the day.
    """
    if claim.payer is None:
        return UNSAID_PAYER
    books.release_of(SYSTEM)
    return UNSAID_PLACE if where(claim, books) is None else None


def for_whom(claim: Claim, line: ServiceLine) -> tuple[Diagnosis, ...]:
    """The diagnoses that a line is judged by: those it points to, on an institutional claim all."""
    pointed = tuple(d for d in claim.pointed(line) if d is not None)
    return pointed if pointed and not claim.is_facility else claim.listed


def in_force(claim: Claim, books: Books) -> Iterator[tuple[ServiceLine, Policy, Coverage, Where]]:
    """Every line with each document that lists its code and is in force on its day at its place."""
    own = where(claim, books)
    for line in claim.lines:
        place = where(claim, books, line.code) if line.code and line.code[0] in "ABEKL" else own
        if line.code is None or line.is_grouped or place is None:
            continue
        day = claim.served_on(line) or books.day
        coverage = books.read(SYSTEM, Coverage, day)
        for policy in coverage.in_force(line.code, day, place.state, place.numbers):
            yield line, policy, coverage, place


def judged(claim: Claim, books: Books) -> Iterator[tuple[ServiceLine, Judged] | NotRun]:
    """Every line with what each document in force says of its diagnoses; what nobody could say of it.

    National determinations first, which hold everywhere and bind contractors: where one covers the diagnosis, no
    list of a contractor takes it away. NoReleaseCoversError, behind them, where no export is at hand.
    """
    if claim.payer is None:
        yield NotRun(UNSAID_PAYER)
        return
    covered: set[str] = set()
    for line, found in _national(claim, books):
        if found.says in _COVERS:
            covered.add(line.at)
        yield line, found
    if why := unsaid(claim, books):
        yield NotRun(why)
        return
    for line, policy, coverage, place in in_force(claim, books):
        local = _judge(line.code or "", for_whom(claim, line), policy, coverage, place)
        if local is not None and not (line.at in covered and local.says in _DENIES):
            yield line, local


def _national(claim: Claim, books: Books) -> Iterator[tuple[ServiceLine, Judged]]:
    """The lines with what national determinations say of them, where a list of their codes is at hand."""
    if not books.has(NATIONAL):
        return
    for line in claim.lines:
        if line.code is None or line.is_grouped:
            continue
        day = claim.served_on(line) or books.day
        coverage = books.read(NATIONAL, Coverage, day)
        for policy in coverage.policies(line.code, day):
            found = _judge(line.code, for_whom(claim, line), policy, coverage, _EVERYWHERE)
            if found is not None:
                yield line, found


_EVERYWHERE = Where("", frozenset(), "national", by_patient=False)
_COVERS = frozenset({Says.COVERED, Says.SECOND})
_DENIES = frozenset({Says.EXCLUDED, Says.NOT_LISTED})


def _judge(
    code: str, diagnoses: tuple[Diagnosis, ...], policy: Policy, coverage: Coverage, place: Where
) -> Judged | None:
    """None where the document lists no diagnosis for the code: it leaves them to its words."""
    covers = of_code(coverage.covered(policy), code)
    for dx in diagnoses:
        for group in covers:
            if dx.code in group.codes:
                says = (
                    Says.COVERED
                    if _is_enough(group, diagnoses, dx, coverage.covered(policy))
                    else Says.SECOND
                )
                return Judged(policy, says, coverage, place, (group,), dx)
    for dx in diagnoses:
        for group in of_code(coverage.noncovered(policy), code):
            if dx.code in group.codes:
                return Judged(policy, Says.EXCLUDED, coverage, place, (group,), dx)
    return Judged(policy, Says.NOT_LISTED, coverage, place, covers) if covers and diagnoses else None


def of_code(groups: tuple[Group, ...], code: str) -> tuple[Group, ...]:
    """The groups for a code: those whose words name it or no code at all; where all name others, all."""
    return tuple(g for g in groups if g.names(code) or not g.ranges) or groups


def _is_enough(
    group: Group, diagnoses: tuple[Diagnosis, ...], dx: Diagnosis, groups: tuple[Group, ...]
) -> bool:
    """Whether nothing more is asked than the diagnosis: no mark on it, no other group in its words."""
    others = [g for g in groups if g.number in group.others]
    besides = {d.code for d in diagnoses if d is not dx}
    if others:
        return any(besides & g.codes for g in others)
    return dx.code not in group.marked or bool(besides)


def pointing(claim: Claim, line: ServiceLine, groups: tuple[Group, ...]) -> Iterator[Fix]:
    """Another diagnosis of the claim that is on the list: the line may point to it, where that is why it was done."""
    if claim.is_facility:
        return
    for count, dx in enumerate(claim.diagnoses, 1):
        if any(dx.code in g.codes for g in groups) and dx not in claim.pointed(line):
            change = Change(Op.SET, f"{line.at}.pointers", (str(count), *line.pointers)[:4])
            yield Fix(
                f"point to {dx.code} first, where the record says that it was done for it",
                safe=False,
                changes=(change,),
            )


def noticing(line: ServiceLine) -> Iterator[Fix]:
    """How a line that Medicare will not pay is billed: with the patient's signature or without."""
    for modifier, when in (
        (
            "GA",
            "where the patient signed a notice (ABN) before it was done; else it is the provider's to bear",
        ),
        ("GZ", "where denial is expected and no notice was signed: nothing is asked of the patient"),
    ):
        change = Change(Op.SET, f"{line.at}.modifiers", (*line.modifiers, modifier))
        yield Fix(f"add {modifier} {when}", safe=False, changes=(change,))
