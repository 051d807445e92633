"""A visit's level painted for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.markup import escape

from chartproof.cli.paint import console
from chartproof.codesets.build.notices import AMA_NOTICE
from chartproof.model.record import Evidence
from chartproof.model.visit import Counted, Level, Weighed, word_of


def paint_level(level: Level) -> None:
    """The level, its elements with their words, what stands beside, above and below."""
    out = console()
    modifiers = "".join(f"-{m.code}" for m in level.modifiers)
    patient = f", {level.patient}" if level.patient else ""
    head = f"{level.code}{modifiers}" if level.code else "no level"
    out.print(f"[bold]{head}[/bold]  {level.family.value}{patient}; {escape(level.says)}")
    for weighed in level.elements:
        says = f" ({weighed.says})" if weighed.says else ""
        out.print(f"  {weighed.element.value:9} {word_of(weighed.extent, weighed.element)}{escape(says)}")
        for line in _counted(weighed):
            out.print(f"            {line}")
        for title, more in (("lacks", weighed.next_up), ("hangs on", weighed.next_down)):
            if more:
                out.print(f"            {title}: {escape(more)}")
    if level.minutes and level.minutes.evidence:
        out.print(f"  time      {level.minutes.value} minutes, {_quoted((level.minutes.evidence,))}")
    for title, found in (("beside", level.also), ("modifier", level.modifiers), ("withheld", level.withheld)):
        for s in found:
            units = f" x{s.units}" if s.units > 1 else ""
            out.print(f"  {title:9} {s.code}{units}  {escape(s.says)} {_quoted(s.proof.words())}")
    for title, says in (("up", level.next_up), ("down", level.next_down)):
        if says:
            out.print(f"  {title:9} {escape(says)}")
    if level.code:
        out.print(f"[dim]{AMA_NOTICE}[/dim]")


def _counted(weighed: Weighed) -> Iterator[str]:
    for mark, found in (("", weighed.counted), ("also: ", weighed.beside)):
        for c in found:
            yield f"{mark}{escape(kind(c))}: {escape(c.of)} {_quoted(c.proof.words())} [dim]{c.proof.rule}[/dim]"


def kind(counted: Counted) -> str:
    """What something counted as."""
    value = counted.kind.value
    return value if isinstance(value, str) else word_of(type(counted.kind)(value), counted.element)  # type: ignore[arg-type]


def _quoted(words: tuple[Evidence, ...]) -> str:
    return escape(" · ".join(f"“{' '.join(e.words.split())}”" for e in dict.fromkeys(words)))
