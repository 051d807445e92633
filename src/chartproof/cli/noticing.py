"""`abn`: what an advance notice of noncoverage has to say for the lines of a claim."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from chartproof.cli.checking import ClaimArgument, claims_in, read_claim
from chartproof.cli.options import Format, FormatOption, notice, print_json, shelf
from chartproof.model.errors import InputError

LineOption = Annotated[
    list[int] | None,
    typer.Option(
        "--line", help="the number of a line it is for; else every line that coverage finds something on"
    ),
]
SheetOption = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="write the page: a PDF where the name ends in .pdf, else HTML"),
]


def abn(
    claim: ClaimArgument,
    line: LineOption = None,
    out: SheetOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Fill in what form CMS-R-131 (advance notice of noncoverage) asks for the lines that Medicare may not pay.

    The page is in our own words and is no notice itself: it says what goes into each field of the form.
    """
    from chartproof.check.coverage.notice import notice_of
    from chartproof.pipeline import Line

    ((place, raw),) = _one(claims_in(claim), claim)
    read = read_claim(raw, claim, place)
    numbers = frozenset(line or ())
    if missing := numbers - {each.number for each in read.lines}:
        raise InputError(str(claim), "lines", f"there is no line {min(missing)}")
    report = Line(shelf()).check(read)
    made = notice_of(read, report.findings, numbers)
    if out is not None:
        _write(out, made)
    if output is Format.JSON:
        lines = [
            {
                "line": each.number,
                "what": each.what,
                "reason": each.reason,
                "cost": f"{each.cost:.2f}" if each.cost is not None else None,
            }
            for each in made.lines
        ]
        print_json({"id": made.claim, "form": "CMS-R-131", "lines": lines})
    else:
        for each in made.lines:
            cost = f"${each.cost:.2f}" if each.cost is not None else "cost not said"
            typer.echo(f"line {each.number}  {each.what}  {cost}  {each.reason or 'reason: to be written'}")
    if not made.lines:
        skipped = next((s.why for s in report.skipped if s.what == "coverage.diagnosis_listed"), "")
        notice(
            f"coverage finds no line that needs a notice{f' ({skipped})' if skipped else ''}; --line names one"
        )


def _one(raws: list[tuple[str, dict[str, Any]]], path: Path) -> list[tuple[str, dict[str, Any]]]:
    if len(raws) != 1:
        raise InputError(str(path), "", "a notice is for one claim; the file has several")
    return raws


def _write(path: Path, made: Any) -> None:
    from chartproof.cli.notice_sheet import notice_sheet

    sheet = notice_sheet(made)
    if path.suffix.lower() == ".pdf":
        from chartproof.cli.sheet_pdf import pdf

        content = pdf(sheet)
    else:
        from chartproof.cli.sheet_html import html

        content = html(sheet).encode()
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
