"""Findings of claims for people: the worst first, what happens, what would fix or clear each."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson
from rich.text import Text

from chartproof.cli.paint import console
from chartproof.model.finding import Severity

if TYPE_CHECKING:
    from rich.console import Console

    from chartproof.check.fixing import Fixed
    from chartproof.check.payer.linting import Linted
    from chartproof.model.report import Finding, Report

_STYLES = {
    Severity.REJECT: "bold red",
    Severity.RETURN: "red",
    Severity.DENY: "yellow",
    Severity.RISK: "cyan",
}


def paint(reports: Sequence[Report]) -> None:
    """Print the reports of several claims."""
    out = console()
    for report in reports:
        _paint_report(report, out)


def paint_fixed(raws: Sequence[dict[str, Any]], fixed: Sequence[Fixed]) -> None:
    """Print what was changed of each claim, and what is left."""
    out = console()
    for raw, each in zip(raws, fixed, strict=True):
        out.print(Text(f"{each.report.claim}: {len(each.made)} fixes made", style="bold"))
        for finding, fix in each.made:
            out.print(
                Text.assemble(
                    ("    ", ""), (f"{finding.at}", "bold"), f"  {fix.says}  ", (finding.rule, "dim")
                )
            )
        before, after = (
            orjson.dumps(r, option=orjson.OPT_INDENT_2).decode().splitlines() for r in (raw, each.raw)
        )
        for line in difflib.unified_diff(before, after, "before", "after", lineterm="", n=1):
            style = "green" if line.startswith("+") else "red" if line.startswith("-") else "dim"
            out.print(Text(f"    {line}", style=style))
        _paint_report(each.report, out)


def paint_linted(linted: Sequence[Linted]) -> None:
    """Print what is wrong with each file of payer rules."""
    out = console()
    for each in linted:
        state = ("wrong", "red") if each.wrong else ("fine", "green")
        out.print(Text.assemble((f"{each.file}: ", "bold"), state, f"  {each.cases} cases"))
        for at, says in each.wrong:
            out.print(Text(f"    {at}: {says}" if at else f"    {says}"))
    out.print(
        Text(f"{len(linted)} files, {sum(not each.wrong for each in linted)} of them fine", style="bold")
    )


def _paint_report(report: Report, out: Console) -> None:
    counts = Counter(f.severity for f in report.findings)
    told = ", ".join(f"{counts[s]} {s.value}" for s in Severity if counts[s]) or "nothing found"
    stood = len({skip.what for skip in report.skipped})
    out.print(
        Text.assemble((report.claim, "bold"), f"  {told}; {len(report.ran)} edits ran, {stood} did not")
    )
    for finding in report.findings:
        _paint_finding(finding, out)
    for names, why in _skipped(report):
        out.print(Text(f"    not run: {', '.join(names)}: {why}", style="dim"))


def _skipped(report: Report) -> list[tuple[list[str], str]]:
    """What did not run, by reason: many edits wait for one release."""
    by_reason: dict[str, list[str]] = {}
    for skip in report.skipped:
        names = by_reason.setdefault(skip.why, [])
        if skip.what not in names:
            names.append(skip.what)
    return [(names, why) for why, names in by_reason.items()]


def _paint_finding(finding: Finding, out: Console) -> None:
    head = (f"    {finding.severity.value.upper():<7}", _STYLES[finding.severity])
    out.print(Text.assemble(head, (f"{finding.at}  ", "bold"), finding.says))
    source = f"{finding.rule}; {finding.cite.source}, {finding.cite.place}"
    out.print(Text(f"            {source}{f' [{finding.release}]' if finding.release else ''}", style="dim"))
    for fix in finding.fixes:
        out.print(Text(f"            {'fix (safe)' if fix.safe else 'possible fix'}: {fix.says}"))
    if finding.clears:
        out.print(Text(f"            what would clear it: {finding.clears}"))
