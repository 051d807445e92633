"""Answers painted for people: the note with its evidence marked, the codes, why, why not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from chartproof.model.coding import Assignment, Choice, Coding, Fact, Ground, Needed, Row, Step
from chartproof.model.reading import Page, Standing
from chartproof.model.record import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from chartproof.codesets.books import Books
    from chartproof.codesets.fetch.table import Publication
    from chartproof.codesets.release import Release
    from chartproof.model.period import Period


def console() -> Console:
    """Standard output; plain where it is not a terminal, and then as wide as tables need."""
    width = None if sys.stdout.isatty() else 240
    return Console(highlight=False, soft_wrap=True, width=width)


def named(release: Release) -> str:
    """The name of a release, marked where it is derived."""
    return f"{release.name} (derived)" if release.derived else release.name


def until(release: Release, books: Books) -> str:
    """Which release answers, and until when it holds."""
    covers = "" if books.does_cover(release) else f", which does not cover {books.day}"
    return f"{named(release)} (holds {release.holds}{covers})"


def paint_releases(
    releases: tuple[Release, ...],
    gaps: Mapping[str, tuple[Period, ...]],
    overlaps: Mapping[str, tuple[tuple[Release, Release], ...]],
    folder: str,
) -> None:
    """What is on the shelf, and what is missing between."""
    table = Table(box=None, pad_edge=False)
    for name in ("release", "system", "holds", "rows", ""):
        table.add_column(name, justify="right" if name == "rows" else "left", no_wrap=True)
    for r in releases:
        table.add_row(r.name, r.system, str(r.holds), f"{r.rows:,}", "derived" if r.derived else "")
    out = console()
    out.print(table)
    for system, found in gaps.items():
        for gap in found:
            out.print(f"[yellow]gap[/yellow]      {system}: nothing covers {gap}")
    for pairs in overlaps.values():
        for a, b in pairs:
            out.print(f"[yellow]overlap[/yellow]  {a.name} and {b.name}: {b.name} holds from {b.holds.first}")
    out.print(f"[dim]{escape(folder)}[/dim]")


def paint_holding(day: date, systems: Mapping[str, str | None], folder: str) -> None:
    """Which release of each system holds on a day; the missing ones last."""
    out = console()
    out.print(f"[bold]Books of {day}[/bold]")
    for system, release in systems.items():
        if release:
            out.print(f"  {system:32} {release}")
    missing = [system for system, release in systems.items() if release is None]
    if missing:
        out.print(f"[yellow]none covers {day}[/yellow]: {', '.join(missing)}")
        out.print("  `chartproof books fetch SYSTEM` or `chartproof books add FILE` gets one")
    out.print(f"[dim]{escape(folder)}[/dim]")


def paint_publications(publications: tuple[Publication, ...]) -> None:
    """Where each set is published, how often, whether terms are asked, and whether its address was seen."""
    out = console()
    for p in publications:
        seen = [a.seen for a in p.addresses if a.seen]
        kept = f"an address was seen on {max(seen)}" if seen else "no address was seen on a known day"
        asks = f"; {p.terms.owner} asks for its terms to be accepted" if p.terms else ""
        out.print(Text("  ".join(p.sets), style="bold"))
        out.print(f"  {p.publisher}; comes {p.comes}; chosen by the day of {p.clock}{asks}")
        out.print(Text(f"  {p.why or kept}"))
        out.print(Text(f"  {p.page}", style="dim"))
    out.print("[dim]--format json shows the addresses and the terms; no publisher was asked anything[/dim]")


_NEED_STYLE = {Needed.ADDRESSED: "bold green", Needed.OBLIGED: "bold cyan", Needed.ALSO: "bold"}


def paint_coding(coding: Coding, books: Books, note: bool = True) -> None:
    """A coding: the note with evidence marked, codes with their words, what was not coded and why."""
    out = console()
    if note:
        _paint_note(coding, out)
    out.print(f"[bold]Codes[/bold]  [dim]{until(books.release, books)}[/dim]")
    _paint_codes(coding.diagnoses, out)
    for a in coding.beside:
        out.print(Text(f"  {a.value:9} {a.role.value}: {a.title}; {a.proof.rule}", style="dim"))
    if procedures := coding.procedures:
        out.print("\n[bold]Procedures[/bold]")
        _paint_codes(procedures, out)
    if coding.services:
        out.print("\n[bold]Services[/bold]")
        _paint_services(coding.services, out)
    _paint_rest(coding, out)


def _paint_services(services: Sequence[Assignment], out: Console) -> None:
    for s in services:
        words = " · ".join(dict.fromkeys(" ".join(e.words.split()) for e in s.proof.words()))
        out.print(f"  [bold]{_as_billed(s)}[/bold]  {escape(s.proof.says)}")
        points = f"points to {', '.join(s.pointers)}; " if s.pointers else ""
        where = f"place {s.place}; " if s.place else ""
        charge = f"{s.charge.at}; " if s.charge else ""
        told = f"{points}{where}{charge}“{_short(words)}”; {s.proof.rule}"
        out.print(Text(f"            {told}", style="dim"))
        for title, says in (("up", s.next_up), ("down", s.next_down)):
            if says:
                out.print(Text(f"            {title}: {says}", style="dim"))
        for m in s.withheld:
            out.print(Text(f"            no modifier {m.code}: {m.says}", style="dim"))


def _paint_codes(assignments: Sequence[Assignment], out: Console) -> None:
    for need in Needed:
        for a in (a for a in assignments if a.needed is need):
            words = " · ".join(dict.fromkeys(" ".join(e.words.split()) for e in a.proof.words()))
            out.print(Text.assemble("  ", (f"{a.value:9}", _NEED_STYLE[need]), a.title or ""))
            present = f", POA {a.poa}" if a.poa else ""
            says = f"{a.role.value}, {need.value}{present}{_percent(a)}; “{_short(words)}”; {a.proof.rule}"
            out.print(Text(f"            {says}", style="dim"))


def _paint_rest(coding: Coding, out: Console) -> None:
    if coding.rejected:
        out.print("\n[bold]Considered and not coded[/bold]")
    for r in coding.rejected:
        words = " · ".join(dict.fromkeys(" ".join(e.words.split()) for e in r.proof.words()))
        out.print(Text.assemble("  ", (f"{r.code.value:9}", "strike"), r.title or ""))
        facts = ", ".join(f"{g.field} is {g.value}" for g in r.proof.leaves() if isinstance(g, Fact))
        shown = f"“{_short(words)}”" if words else facts
        out.print(Text(f"            {r.why.value}: {shown}; {r.proof.rule}", style="dim"))
    for title, lines in (
        ("Stands first", [_choice(coding.first)] if coding.first else []),
        ("Could stand first as well", [_choice(a) for a in coding.alternatives]),
        (
            "Obligations",
            [f"{o.at}: {o.says} ({o.state}{', ' + o.by if o.by else ''})" for o in coding.obligations],
        ),
        ("Questions for the provider", [f"{q.asks} ({' / '.join(q.choices)})" for q in coding.queries]),
        ("Abstained", [f"“{' '.join(a.evidence[0].words.split())}”: {a.says}" for a in coding.abstained]),
        ("Skipped", [f"{s.what}: {s.why}" for s in coding.skipped]),
        ("Notices", list(coding.notices)),
    ):
        if lines:
            out.print(f"\n[bold]{title}[/bold]")
            for line in dict.fromkeys(lines):
                out.print(Text(f"  {line}"))


def _choice(c: Choice) -> str:
    return f"{c.code.value}: {c.says} ({c.cite.source}, {c.cite.place})"


def _paint_note(coding: Coding, out: Console) -> None:
    marks: dict[str, set[Evidence]] = {}
    for a in coding.assignments:
        for e in a.proof.words():
            marks.setdefault(e.document, set()).add(e)
    for document in coding.encounter.documents:
        text = Text(document.text.rstrip())
        for e in marks.get(document.id, ()):
            text.stylize("black on bright_green", e.start, e.end)
        for r in coding.rejected:
            for e in r.proof.words():
                if e.document == document.id and e not in marks.get(document.id, ()):
                    text.stylize("strike", e.start, e.end)
        out.print(Padding(text, (0, 2)), soft_wrap=False)
        out.print()


def sure(assignment: Assignment) -> str:
    """How sure a code is, as a bar and in percent, and what that rests on."""
    if assignment.confidence is None:
        return ""
    full = round(10 * assignment.confidence)
    return (
        f"{'▰' * full}{'▱' * (10 - full)} {assignment.confidence:.0%} sure: {assignment.confidence_because}"
    )


def _as_billed(assignment: Assignment) -> str:
    """A code with its modifiers and units, as lines of claims are written."""
    units = f" x{assignment.units}" if assignment.units > 1 else ""
    return (
        "-".join((assignment.value, *(m.code for m in assignment.modifiers)))
        + units
        + _anesthesia(assignment)
    )


def _anesthesia(assignment: Assignment) -> str:
    """What a line of anesthesia is counted by: " (5 base + 7.0 time = 12.0 units)"."""
    told = assignment.anesthesia
    if told is None:
        return ""
    if told.units is None:
        return f" ({told.time_units} time units; no base units at hand)"
    return f" ({told.base_units} base + {told.time_units} time = {told.units} units)"


def _percent(assignment: Assignment) -> str:
    return "" if assignment.confidence is None else f", {assignment.confidence:.0%} sure"


def paint_proof(step: Step, head: str, release: Release, says: str = "") -> None:
    """A proof as a tree that ends in words of the record, what else is said of it under its head.

    Rows of a derived release say so.
    """
    root = Tree(Text(head, style="bold"))
    if says:
        root.add(Text(says, style="dim"))
    _grow(root, step, release)
    console().print(root)


def _grow(branch: Tree, ground: Ground, release: Release) -> None:
    if isinstance(ground, Step):
        label = Text.assemble(
            (ground.rule, "bold"), f"  {ground.says}  ", (f"{ground.cite.source}, {ground.cite.place}", "dim")
        )
        below = branch.add(label)
        for inner in ground.grounds:
            _grow(below, inner, release)
    elif isinstance(ground, Row):
        name = named(release) if ground.release == release.name else ground.release
        branch.add(Text(f"{name} {ground.table}: {ground.key}", style="dim"))
    elif isinstance(ground, Evidence):
        branch.add(
            Text.assemble(
                (f"“{' '.join(ground.words.split())}”", "green"),
                f"  {ground.document} {ground.start}-{ground.end}",
            )
        )
    else:
        branch.add(Text(f"{ground.field} = {ground.value}"))


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:87] + "…"


def paint_pages(pages: tuple[Page, ...]) -> None:
    """The sections of each document, and the problems of its assessment."""
    out = console()
    for page in pages:
        out.print(
            f"[bold]{escape(page.document.id)}[/bold]  {escape(page.document.kind or '')}  {len(page.document.text):,} characters"
        )
        for section in page.sections:
            heading = " ".join(section.heading.words.split()) if section.heading else "(no heading)"
            out.print(Text.assemble("  ", (f"{section.kind:22}", "cyan"), heading))
            for line in page.lines:
                if section.body.start <= line.start < section.body.end and line.standing is Standing.PROBLEM:
                    out.print(
                        Text(f"      problem {line.problem}: {page.document.text[line.start : line.end]}")
                    )
