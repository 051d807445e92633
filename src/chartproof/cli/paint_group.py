"""Groups for people: the group, the path, and, where the coding stands, its weight and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from chartproof.cli.paint import console
from chartproof.model.apc import Fate
from chartproof.model.group import Direction

if TYPE_CHECKING:
    from rich.console import Console

    from chartproof.model.apc import Apc
    from chartproof.model.group import Drg, Groups, WhatIf
    from chartproof.model.hcc import Risk

_STYLES = {Direction.LOWER: "cyan", Direction.HIGHER: "yellow", Direction.SAME: "dim", Direction.OTHER: "dim"}

_FATES = {
    Fate.APART: "green",
    Fate.COMPREHENSIVE: "green",
    Fate.PACKAGED: "cyan",
    Fate.ELSEWHERE: "dim",
    Fate.UNPAID: "yellow",
}


def paint_groups(groups: Groups) -> None:
    """Print the groups of one claim."""
    out = console()
    if groups.ms_drg:
        _drg(groups.id, groups.ms_drg, out)
    else:
        out.print(Text.assemble((groups.id, "bold"), "  no MS-DRG"))
    for apc in groups.apc or ():
        _apc(apc, out)
    if groups.hcc:
        _risk(groups.hcc, out)
    for said in groups.notices:
        out.print(Text(f"    {said}", style="yellow"))
    for skip in groups.skipped:
        out.print(Text(f"    not grouped: {skip.what}: {skip.why}", style="dim"))


def _drg(ident: str, drg: Drg, out: Console) -> None:
    head = Text.assemble((ident, "bold"), "  MS-DRG ", (drg.drg, "bold"), f"  {drg.title}")
    head.append(f"  (MDC {drg.mdc}, version {drg.version}{', ' + drg.kind if drg.kind else ''})", style="dim")
    out.print(head)
    for step in drg.path:
        out.print(Text.assemble("    ", step.says, (f"  {step.rule}; {step.cite.place}", "dim")))
    if not drg.agrees:
        says = f"    this path leads to {drg.reached}, the grouper says {drg.drg}: have a person look"
        out.print(Text(says, style="bold red"))
    for said in drg.unsaid:
        out.print(Text(f"    open: {said}", style="yellow"))
    if drg.what_if is not None:
        _finalised(drg, drg.what_if, out)


def _apc(apc: Apc, out: Console) -> None:
    head = Text.assemble(f"    {apc.at}  {apc.code}  ", (f"APC {apc.apc}" if apc.apc else "no APC", "bold"))
    head.append(f"  {apc.fate.value}{f' into {apc.into}' if apc.into else ''}", style=_FATES[apc.fate])
    head.append(", by half" if apc.is_reduced else "")
    head.append(f"  weight {apc.weight}" if apc.weight is not None else "")
    head.append(f"  ${apc.rate:.2f}" if apc.rate is not None else "")
    out.print(head)
    for step in apc.path:
        out.print(Text.assemble("        ", step.says, (f"  {step.rule} [{step.release}]", "dim")))


def _risk(risk: Risk, out: Console) -> None:
    proposed = ", proposed coefficients" if risk.proposed else ""
    score = f"  RAF {risk.raf}" if risk.raf is not None else ""
    out.print(Text(f"    {risk.model}, payment year {risk.payment_year}{proposed}{score}", style="bold"))
    if not (risk.hccs or risk.dropped):
        out.print(Text("    no diagnosis of the claim is in a category of it"))
    for hcc in risk.unsupported:
        out.print(Text(f"    remove first: HCC {hcc.hcc}: the record does nothing about it", style="cyan"))
    for hcc in (*risk.hccs, *risk.dropped):
        codes = ", ".join(f"{s.code} ({s.at})" if s.at else s.code for s in hcc.support)
        more = f"; dropped by HCC {hcc.dropped_by}" if hcc.dropped_by else ""
        weight = f"  {hcc.coefficient}" if hcc.coefficient is not None else ""
        out.print(Text(f"    HCC {hcc.hcc}  {hcc.label or ''}: {codes}{more}{weight}"))
    for gap in risk.gaps:
        out.print(Text(f"    to ask: HCC {gap.hcc}: {gap.asks}", style="yellow"))
    for said in risk.assumed if risk.raf is not None else ():
        out.print(Text(f"    assumed: {said}", style="dim"))


def _finalised(drg: Drg, what_if: tuple[WhatIf, ...], out: Console) -> None:
    if drg.weight:
        stay = drg.weight.geometric_stay
        days = f", geometric mean stay {stay} days" if stay is not None else ""
        out.print(Text(f"    weight {drg.weight.relative}{days}  [{drg.weight.release}]"))
    for w in what_if:
        weight = f" ({w.weight.relative})" if w.weight else ""
        out.print(
            Text.assemble("    ", (f"{w.direction.value:<7}", _STYLES[w.direction]), f"{w.says}{weight}")
        )
        out.print(Text(f"            needs: {w.needs}"))
        for e in w.evidence:
            out.print(Text(f"            “{' '.join(e.words.split())}” {e.document}", style="dim"))
