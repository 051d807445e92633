"""A folder of rules of one's own: one file, one rule; its id is `payer.` and the name of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chartproof.check.payer.conditions import Condition, conditions, holds
from chartproof.check.payer.mending import Mend, mend
from chartproof.check.payer.nodes import Node, read
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.coding import Cite
from chartproof.model.errors import InputError
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import Rule

_KEYS = tuple("id says payer holds when unless at severity cite clears fix cases".split())
_NEEDED = ("says", "holds", "when", "severity", "cite", "cases")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
_MOST_FILES = 5_000


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a rule: a claim as CONTRACT has it, and where something is found on it."""

    name: str
    node: Node
    claim: Node
    expect: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PayerRule:
    """One rule as its file tells it; `asked` are its conditions as they are written there."""

    says: str
    severity: Severity
    kind: Payer | None
    payer_id: str | None
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    by_line: bool
    clears: str | None
    mend: Mend | None
    cases: tuple[Case, ...]
    asked: dict[str, Any]
    file: str

    def __call__(self, claim: Claim, _: Books) -> Iterator[Find | NotRun]:
        """What it finds on a claim; NotRun where the claim does not say what it needs."""
        payer = self._is_payer(claim)
        if payer is False:
            return
        missing: dict[str, None] = {}
        places: tuple[ServiceLine | None, ...] = claim.lines if self.by_line else (None,)
        for line in places:
            found = holds(self.when, claim, line)
            besides = holds(self.unless, claim, line) if self.unless and found is not False else False
            if found is False or besides is True:
                continue
            unknown = next((each for each in (payer, found, besides) if isinstance(each, str)), None)
            if unknown:
                missing[unknown] = None
            else:
                yield self._find(line)
        for field in missing:
            yield NotRun(f"the claim does not say {field}, which decides it")

    def _find(self, line: ServiceLine | None) -> Find:
        at = line.at if line else "claim"
        fixes = (self.mend.fix(line),) if self.mend else ()
        return Find(at, self.says, self.severity, (), fixes, self.clears)

    def _is_payer(self, claim: Claim) -> bool | str:
        if self.kind is not None and claim.payer is not self.kind:
            return "payer.kind" if claim.payer is None else False
        if self.payer_id is not None and claim.payer_id != self.payer_id:
            return "payer.id" if claim.payer_id is None else False
        return True


def folder_rules(*folders: Path) -> tuple[Rule, ...]:
    """The rules of folders, by id; InputError at the first file that is none, or where two have one name."""
    found: dict[str, Rule] = {}
    for path in files(*folders):
        rule = read_rule(path)
        if rule.id in found:
            raise InputError(str(path), "", f"another folder has a rule {rule.id}; rename one")
        found[rule.id] = rule
    return tuple(found[ident] for ident in sorted(found))


def files(*folders: Path) -> Iterator[Path]:
    """The files of rules in folders, by name."""
    for folder in folders:
        if not folder.is_dir():
            raise InputError(str(folder), "", "there is no such folder")
        ours = sorted(
            p for p in folder.iterdir() if p.suffix in {".yml", ".yaml"} and not p.name.startswith(".")
        )
        if len(ours) > _MOST_FILES:
            raise InputError(str(folder), "", f"more than {_MOST_FILES} files")
        yield from ours


def read_rule(path: Path) -> Rule:
    """One rule of a file; InputError names the file, the line and the place."""
    root = read(path)
    if not _NAME.fullmatch(path.stem):
        raise InputError(str(path), "", "name the file by small letters, digits and _: it is the rule's id")
    keys = root.keys(_KEYS, _NEEDED)
    for key in _NEEDED:
        if key not in keys:
            raise root.value[key].wrong("is empty")
    if "id" in keys and keys["id"].text() not in {path.stem, f"payer.{path.stem}"}:
        raise keys["id"].wrong(f"is not the name of the file, {path.stem}")
    body = _body(keys)
    return Rule(
        f"payer.{path.stem}", body.says, _period(keys["holds"]), None, _cite(keys["cite"]), 0, __name__, body
    )


def _body(keys: dict[str, Node]) -> PayerRule:
    when = conditions(keys["when"])
    unless = conditions(keys["unless"]) if "unless" in keys else ()
    of_line = any(c.of_line for c in (*when, *unless))
    at = keys["at"].text() if "at" in keys else "line" if of_line else "claim"
    if at not in {"line", "claim"} or (at == "claim" and of_line):
        raise keys["at"].wrong("is line or claim; a condition of a line is found at a line")
    kind, ident = _payer(keys["payer"]) if "payer" in keys else (None, None)
    return PayerRule(
        says=keys["says"].text(),
        severity=_severity(keys["severity"]),
        kind=kind,
        payer_id=ident,
        when=when,
        unless=unless,
        by_line=at == "line",
        clears=keys["clears"].text() if "clears" in keys else None,
        mend=mend(keys["fix"], by_line=at == "line") if "fix" in keys else None,
        cases=tuple(_case(each) for each in keys["cases"].many()),
        asked={key: keys[key].plain() for key in ("when", "unless") if key in keys},
        file=keys["when"].file,
    )


def _payer(node: Node) -> tuple[Payer | None, str | None]:
    keys = node.keys(("kind", "id"))
    if not keys:
        raise node.wrong("names neither kind nor id")
    kinds = {each.value: each for each in Payer}
    kind = keys["kind"].text().lower() if "kind" in keys else None
    if kind is not None and kind not in kinds:
        raise keys["kind"].wrong(f"is one of: {', '.join(kinds)}")
    return kinds[kind] if kind else None, keys["id"].text() if "id" in keys else None


def _severity(node: Node) -> Severity:
    told = {each.value: each for each in Severity}
    if node.text().lower() not in told:
        raise node.wrong(f"is one of: {', '.join(told)}")
    return told[node.text().lower()]


def _period(node: Node) -> Period:
    keys = node.keys(("first", "last"), ("first",))
    if "first" not in keys:
        raise node.wrong("first is empty; write the first day it holds, YYYY-MM-DD")
    first, last = (_day(keys[key]) if key in keys else None for key in ("first", "last"))
    if first is None or (last is not None and last < first):
        raise node.wrong("ends before it begins")
    return Period(first, last)


def _day(node: Node) -> date:
    try:
        return date.fromisoformat(node.text())
    except ValueError:
        raise node.wrong("not a day; write it as YYYY-MM-DD") from None


def _cite(node: Node) -> Cite:
    keys = node.keys(("source", "place", "url"), ("source",))
    if "source" not in keys:
        raise node.wrong("source is empty; write whose policy it is and which")
    return Cite(*(keys[key].text() if key in keys else "" for key in ("source", "place", "url")))


def _case(node: Node) -> Case:
    keys = node.keys(("case", "claim", "expect"), ("case", "claim", "expect"))
    if "case" not in keys or "claim" not in keys:
        raise node.wrong("has an empty case or claim")
    expect = tuple(each.text() for each in keys["expect"].many()) if "expect" in keys else ()
    return Case(keys["case"].text(), node, keys["claim"], expect)
