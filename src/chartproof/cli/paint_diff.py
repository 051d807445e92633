"""What changed between two releases, painted for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from chartproof.cli.diff_sections import Cell, Section, headline, plain, sections, told
from chartproof.cli.paint import console

if TYPE_CHECKING:
    from rich.console import Console

    from chartproof.codesets.diff.compare import Compared
    from chartproof.codesets.touch.against import Totals
    from chartproof.codesets.touch.touch import Touch

_STYLES = {"=": "", "-": "red strike", "+": "green"}
#: What stands for colour where there is none.
_BRACKETS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}


#: Rows that say in a cell that all of them came or went need no brackets.
_WHOLE = tuple(plain(word) for word in ("added", "removed", "deleted"))


def paint_diff(of: Compared, touches: Sequence[Touch], totals: Totals | None, most: int) -> None:
    """Counts, whom it touches, then every kind of change, the first few of each."""
    out = console()
    names = told([(of.a.name, of.a.derived), (of.b.name, of.b.derived)])
    out.print(Text.assemble((of.a.system, "bold"), f"  {names.replace(', ', ' → ')}"))
    out.print(f"[dim]{of.a.holds} → {of.b.holds}[/dim]")
    for a, b in of.beside:
        same = "; the same for both, nothing changed" if a == b else ""
        out.print(Text(f"with {told([(a.name, a.derived)])} → {told([(b.name, b.derived)])}{same}", "dim"))
    counts = list(headline(of))
    out.print("  ".join(f"{name}: [bold]{count:,}[/bold]" for name, count in counts) or "nothing changed")
    if totals:
        _paint_totals(totals, out)
    for section in sections(of, touches, most):
        _paint_section(section, out)
    for lack in of.changes.not_compared:
        out.print(Text(f"not compared: {lack.what}: {lack.why}", style="yellow"))
    for notice in of.notices():
        out.print(Text(notice, style="dim"), soft_wrap=False)


def _paint_totals(totals: Totals, out: Console) -> None:
    money = f"; money up ${totals.up:,.2f}, down ${-totals.down:,.2f}" if totals.up or totals.down else ""
    out.print(f"\n[bold]{totals.touched:,}[/bold] of {totals.claims:,} past claims touched{money}")


def _paint_section(section: Section, out: Console) -> None:
    out.print(f"\n[bold]{section.title}[/bold]  [dim]{section.count:,}[/dim]")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, name in enumerate(section.columns):
        table.add_column(name, header_style="dim", no_wrap=place == 0 and section.name != "index")
    is_plain = out.color_system is None
    for row in section.rows:
        marks = is_plain and not any(cell in _WHOLE for cell in row)
        table.add_row(*(_painted(cell, marks, bold=not place) for place, cell in enumerate(row)))
    if section.rows:
        out.print(table, soft_wrap=False)
    if section.count > len(section.rows):
        more = section.count - len(section.rows)
        out.print(
            f"[dim]  and {more:,} more; --limit {section.count} shows them, --format json has all[/dim]"
        )


def _painted(cell: Cell, marks: bool, bold: bool) -> Text:
    made = Text(style="bold" if bold else "")
    for place, (mark, words) in enumerate(cell):
        before, after = _BRACKETS[mark] if marks else ("", "")
        made.append(" " if place else "")
        made.append(f"{before}{_printable(words)}{after}", style=_STYLES[mark])
    return made


def _printable(words: str) -> str:
    """What a claim or a title says, without what would steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in words)
