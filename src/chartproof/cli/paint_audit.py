"""An audit for people: each code with how it stands, then the accuracy by each formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from chartproof.cli.paint import console
from chartproof.model.audit import State

if TYPE_CHECKING:
    from chartproof.model.audit import Audit, Audited

_STYLES = {
    State.SUPPORTED: "green",
    State.NOT_SUPPORTED: "bold red",
    State.MISSED: "yellow",
    State.LOWER: "yellow",
    State.HIGHER: "red",
}


def paint(audit: Audit) -> None:
    """Print one audit."""
    out = console()
    out.print(Text(audit.claim, style="bold"))
    for each in audit.codes:
        out.print(_line(each))
        if each.proof is not None and (words := each.proof.words()):
            quoted = "; ".join(f"“{' '.join(e.words.split())}”" for e in words[:3])
            out.print(Text(f"                        {quoted}", style="dim"))
    for share in audit.accuracy:
        told = "of nothing" if share.share is None else f"{share.share:.0%}"
        out.print(
            Text(
                f"    {share.name.replace('_', ' '):<20} {share.right} of {share.of}  {told}  ({share.says})"
            )
        )
    for skip in audit.skipped:
        out.print(Text(f"    not looked at: {skip.what}: {skip.why}", style="dim"))


def _line(each: Audited) -> Text:
    record = f", record {each.record}" if each.record else ""
    return Text.assemble(
        (f"    {each.state.value:<14}", _STYLES[each.state]),
        (f"{each.at or '-':<18}", "dim"),
        (f"{each.code}", "bold"),
        f" {each.what.value}{record}  {each.says}",
    )
