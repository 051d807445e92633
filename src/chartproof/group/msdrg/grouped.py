"""The MS-DRG of a claim: the grouper's answer, the path that our own walk found, and what hangs on it."""

from __future__ import annotations

from dataclasses import replace

from chartproof.codesets.books import Books
from chartproof.group.msdrg.engine import answer
from chartproof.group.msdrg.explain import path_of
from chartproof.group.msdrg.reach import Fate, Path, reach
from chartproof.group.msdrg.stay import Stay, stay_of, unsaid
from chartproof.group.msdrg.tables import Tables
from chartproof.group.msdrg.weights import Weights
from chartproof.group.msdrg.what_if import Supposing, what_ifs
from chartproof.model.claim import Claim
from chartproof.model.errors import ReleaseError
from chartproof.model.finding import Skip
from chartproof.model.group import Drg, Record
from chartproof.terms.editor import SYSTEM as EDITOR
from chartproof.terms.editor import Editor
from chartproof.terms.note_blocks import answers, blocks

SYSTEM = "MS-DRG"
#: What the code editor does not take as principal.
_NEVER_LEADS = frozenset({"unacceptable", "manifestation", "ecodepdx"})


def skipped(claim: Claim) -> Skip | None:
    """Why a claim has no MS-DRG; None where it is the claim of a stay."""
    if claim.is_inpatient is False and (claim.kind is not None or claim.lines):
        return Skip(SYSTEM, "not the claim of a hospital stay", "system")
    if stay_of(claim) is None:
        return Skip(SYSTEM, "the claim has no principal diagnosis", "system")
    return None


def drg_of(claim: Claim, books: Books) -> Drg:
    """The MS-DRG of a stay and its path; ReleaseError where no version covers the discharge."""
    stay = _stay(claim)
    tables = books.read(SYSTEM, Tables)
    return _drg(claim, stay, tables, reach(stay, tables))


def finalised(claim: Claim, books: Books, record: Record | None = None) -> tuple[Drg, tuple[Skip, ...]]:
    """The same with its weight and what would change it, and what could not be said.

    With a `record` another principal is supposed only where the coding holds that it could lead as well.
    """
    stay = _stay(claim)
    tables = books.read(SYSTEM, Tables)
    path = reach(stay, tables)
    made = _drg(claim, stay, tables, path)
    left_out: list[Skip] = []
    weights = None
    try:
        weights = Weights(books)
    except ReleaseError as error:
        left_out.append(Skip("MS-DRG-weights", str(error), "system"))
    version = tables.release.version
    supposing = Supposing(
        drg=made.drg,
        again=lambda then: answer(then, version).drg,
        title=lambda drg: tables.drgs.get(drg, ""),
        weights=weights,
        may_lead=lambda code: _may_lead(code, claim, books, record),
        makers=tuple(
            w.coded for w in path.final.weighed if w.fate is Fate.COUNTS and w.severity == path.final.severity
        ),
    )
    weight = weights.of(made.drg) if weights else None
    return replace(
        made, weight=weight, what_if=what_ifs(stay, supposing, record.indicators if record else ())
    ), tuple(left_out)


def _stay(claim: Claim) -> Stay:
    stay = stay_of(claim)
    if stay is None:
        raise ReleaseError(f"{claim.id}: the claim has no principal diagnosis; nothing can be grouped")
    return stay


def _drg(claim: Claim, stay: Stay, tables: Tables, path: Path) -> Drg:
    told = answer(stay, tables.release.version)
    final = path.final
    return Drg(
        drg=told.drg,
        title=tables.drgs.get(told.drg, ""),
        mdc=told.mdc,
        mdc_title=tables.mdcs.get(told.mdc, ""),
        version=tables.release.version,
        release=tables.release.name,
        path=path_of(path, tables, claim.day),
        reached=final.drg,
        kind=final.formula.kind if final.formula and not final.error else "",
        severity=final.severity,
        initial=told.initial,
        why=final.error,
        unsaid=unsaid(claim),
    )


def _may_lead(code: str, claim: Claim, books: Books, record: Record | None) -> bool:
    """Whether a diagnosis could be principal: by the record, by the notes at it, and by the code editor where it is at hand."""
    if (record is not None and code not in record.leads) or _stands_behind(code, claim, books):
        return False
    if claim.day is None or not books.has(EDITOR):
        return True
    attributes = books.read(EDITOR, Editor).diagnosis(code, claim.day)
    return attributes is not None and not attributes & _NEVER_LEADS


def _stands_behind(code: str, claim: Claim, books: Books) -> bool:
    """Whether a note "code first" at a diagnosis names another one of the claim."""
    if not books.has("ICD-10-CM"):
        return False
    before = blocks(code, books.tabular, "code_first")
    return any(answers(dx.code, block.targets) for block in before for dx in claim.listed if dx.code != code)
