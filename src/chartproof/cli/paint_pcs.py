"""ICD-10-PCS painted for people: the axes of a table, what is said of each, what is left to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table as Grid
from rich.text import Text

from chartproof.cli.paint import console

if TYPE_CHECKING:
    from rich.console import Console

    from chartproof.codesets.pcs_books import PcsBooks
    from chartproof.terms.pcs.propose import AxisRead, Proposal, Proposed, Value
    from chartproof.terms.pcs.taken import Why

#: Values of an open axis shown at most.
SHOWN = 8


def paint_proposal(proposal: Proposal, books: PcsBooks, limit: int) -> None:
    """The tables that take up the words, the codes they leave, and what was not used."""
    out = console()
    for t in proposal.tables:
        _paint_table(t, books, limit, out)
    for note in proposal.notes:
        out.print(Text(note))
    if proposal.tables and proposal.unused:
        out.print(Text(f"words not used: {', '.join(proposal.unused)}"))
    _paint_releases(books, out)


def paint_walk(prefix: str, books: PcsBooks, limit: int) -> None:
    """The characters so far, the choices of the next, and the first codes."""
    out = console()
    grid = _grid("", "axis", "", "label", "definition")
    for c in books.pcs.path(prefix, books.definitions):
        grid.add_row(
            str(c.position), c.axis, Text(c.value, "bold"), Text(c.label), Text(c.definition or "", "dim")
        )
    if grid.rows:
        out.print(grid)
    choices = books.pcs.values(prefix)
    if choices:
        out.print(f"\n[bold]{choices[0].position} {choices[0].axis}[/bold]")
    for choice in choices:
        some = "" if choice.rows == choice.of else f"   in {choice.rows} of {choice.of} rows"
        out.print(Text.assemble("  ", (choice.value, "bold"), f"  {choice.label}", (some, "dim")))
    if len(prefix) >= 3:
        out.print()
        _paint_codes(books.pcs.completions(prefix, limit), books.pcs.count(prefix), books, out)
    _paint_releases(books, out)


def _paint_table(t: Proposed, books: PcsBooks, limit: int, out: Console) -> None:
    head = f"  {t.table.operation}, {t.table.body_system} ({t.table.section})"
    out.print(Text.assemble((t.table.name, "bold"), head))
    if t.definition:
        out.print(Text(f"     {t.definition}", style="dim"))
    for why in _short(t.why):
        out.print(Text(f"     {why}", style="dim"))
    grid = _grid("", "axis", "", "label", "because")
    for axis in t.axes:
        _add_axis(grid, axis)
    out.print(grid)
    for conflict in t.conflicts:
        out.print(Text(f"     conflict: {conflict}", style="red"))
    codes = tuple(t.codes())
    _paint_codes(codes[:limit], len(codes), books, out)
    out.print()


def _grid(*names: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in names:
        grid.add_column(name, header_style="dim")
    return grid


def _add_axis(grid: Grid, axis: AxisRead) -> None:
    asked = "" if axis.state != "open" else "not said"
    for at, v in enumerate(axis.choices[:SHOWN]):
        place, name = (str(axis.position), axis.name) if at == 0 else ("", "")
        because = "; ".join(_short(v.why)) or asked
        style = "bold" if axis.state != "open" else ""
        grid.add_row(place, name, Text(v.value, style), Text(v.label, style), Text(because, "dim"))
    if more := axis.choices[SHOWN:]:
        grid.add_row("", "", "", Text(f"and {len(more)} more: {_values(more)}", "dim"))
    if axis.state == "said" and axis.position > 4 and axis.not_said:
        grid.add_row("", "", "", Text(f"not said: {_values(axis.not_said[:SHOWN])}", "dim"))


def _values(values: tuple[Value, ...]) -> str:
    return "; ".join(f"{v.value} {v.label}" for v in values)


def _short(whys: tuple[Why, ...]) -> list[str]:
    """The reasons, but for those whose words an earlier one has; words of a label explain themselves."""
    said: list[str] = []
    seen: set[str] = set()
    for why in sorted(whys, key=lambda w: -len(w.words)):
        if why.words and seen.issuperset(why.words):
            continue
        seen.update(why.words)
        words = " ".join(why.words)
        says = why.says if why.source != "label" else words
        said.append(f"{says} ({why.source})" if words else says)
    return said


def _paint_codes(codes: tuple[str, ...], count: int, books: PcsBooks, out: Console) -> None:
    for code in codes:
        title = books.pcs.title(code)
        said = f"{title.text}{' (composed from labels)' if title.composed else ''}" if title else ""
        out.print(Text.assemble("  ", (code, "bold green"), f"  {said}"))
    if count > len(codes):
        out.print(f"  [dim]{count:,} codes are left; the first {len(codes)} are shown[/dim]")


def _paint_releases(books: PcsBooks, out: Console) -> None:
    for at, r in enumerate(books.releases):
        covers = "" if r.holds.covers(books.day) else f", which does not cover {books.day}"
        if at == 0 or covers:
            out.print(f"[dim]{r.name} (holds {r.holds}{covers})[/dim]")
