"""Lint for rules of one's own: every file is read, and every case of it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chartproof.check.payer.reading import Case, PayerRule, files, read_rule
from chartproof.check.report import report
from chartproof.codesets.books import Books
from chartproof.formats.claim import claim_of
from chartproof.model.errors import InputError
from chartproof.model.period import Days
from chartproof.rules.core import Rule


@dataclass(frozen=True, slots=True)
class Linted:
    """One file: its rule, how many cases it has, and what is wrong with it, each by place and words."""

    file: str
    rule: str | None
    cases: int
    wrong: tuple[tuple[str, str], ...]
    unread: bool = False


def lint(folder: Path, look: Callable[[Days], Books]) -> Iterator[Linted]:
    """Lint every file of a folder; what cannot be read is said and does not stop the others."""
    for path in files(folder):
        try:
            rule = read_rule(path)
        except InputError as error:
            yield Linted(str(path), None, 0, ((error.place, error.says),), unread=True)
            continue
        assert isinstance(rule.body, PayerRule)
        cases = rule.body.cases
        wrong = (found for case in cases for found in _run(rule, case, look))
        yield Linted(str(path), rule.id, len(cases), (*wrong, *_lacking(cases)))


def _run(rule: Rule, case: Case, look: Callable[[Days], Books]) -> Iterator[tuple[str, str]]:
    at = f"line {case.node.line}, case “{case.name}”"
    try:
        claim = claim_of(case.claim.plain(), case.node.file, case.claim.place)
    except InputError as error:
        yield f"line {case.claim.line}, {error.place}", error.says
        return
    made = report(claim, look(claim.days), (rule,))
    found = sorted(f.at for f in made.findings)
    if found != sorted(case.expect):
        outside = (
            "; the rule does not hold on its day"
            if not rule.holds.covers(claim.day or rule.holds.first)
            else ""
        )
        unsaid = "".join(f"; {skip.why}" for skip in made.skipped if not outside)
        told = ", ".join(found) or "nothing"
        yield at, f"finds {told}, and expects {', '.join(case.expect) or 'nothing'}{outside}{unsaid}"


def _lacking(cases: tuple[Case, ...]) -> Iterator[tuple[str, str]]:
    if not any(case.expect for case in cases):
        yield "cases", "none of them finds something; write one"
    if all(case.expect for case in cases):
        yield "cases", "none of them stays quiet; write one"
