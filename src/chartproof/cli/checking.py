"""`check`: what would be rejected, returned, denied or questioned of a claim, and what would clear it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.options import Format, FormatOption, notice, print_json, shelf
from chartproof.cli.payer_folders import own_rules
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from chartproof.model.claim import Claim
    from chartproof.model.report import Report
    from chartproof.pipeline import Line

ClaimArgument = Annotated[
    Path, typer.Argument(help="a claim as JSON, several in a list, or JSON lines (.jsonl)", metavar="CLAIM")
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="write the answers as JSON lines, one a claim; stopped runs go on"),
]
FixOption = Annotated[
    bool,
    typer.Option("--fix", help="make the fixes that are safe and print the claims with what was changed"),
]
PayerRulesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--payer-rules",
        metavar="FOLDER",
        help="check by the payer rules of this folder too (docs/payer_rules.md); those of CHARTPROOF_HOME/payer always",
    ),
]
BriefOption = Annotated[bool, typer.Option("--brief", help="leave what ran out of the JSON")]
JobsOption = Annotated[
    int, typer.Option("--jobs", "-j", min=1, max=256, help="how many processes check the claims of --out")
]


def check(
    claim: ClaimArgument,
    out: OutOption = None,
    fix: FixOption = False,
    brief: BriefOption = False,
    payer_rules: PayerRulesOption = None,
    jobs: JobsOption = 1,
    output: FormatOption = Format.TEXT,
) -> None:
    """Check claims before they leave: each finding with its rule, what happens, and what would fix or clear it.

    Exit code 1 where a finding rejects, returns or denies; 2 where a claim cannot be read.
    """
    from chartproof.pipeline import Line

    line = Line(shelf(), payer=own_rules(payer_rules or []))
    if out is not None:
        if fix:
            raise InputError("--fix", "--out", "one of the two: --fix prints the claims it changes")
        _leave(*_checked_lines(claim, out, line, (payer_rules or [], jobs, brief)))
        return
    if jobs > 1:
        raise InputError(
            "--jobs", str(jobs), "goes with --out: claims that are printed are checked one by one"
        )
    raws = claims_in(claim)
    if fix:
        _print_fixed(raws, claim, line.check, output)
        return
    reports = [line.check(read_claim(raw, claim, place)) for place, raw in raws]
    if output is Format.JSON:
        from chartproof.formats.claim import report_json

        print_json({"claims": [report_json(r, brief=brief) for r in reports]})
    else:
        from chartproof.cli.paint_check import paint

        paint(reports)
    _leave(0, sum(r.stops for r in reports))


def _checked_lines(
    claim: Path, out: Path, line: Line, asked: tuple[list[Path], int, bool]
) -> tuple[int, int]:
    from chartproof.cli.check_lines import one_by_one, run_lines

    folders, jobs, brief = asked
    if jobs == 1:
        return run_lines(claim, out, one_by_one(line.check, brief=brief), brief=brief)
    from chartproof.cli.check_jobs import over_processes

    return run_lines(claim, out, over_processes(jobs, tuple(folders), brief=brief), brief=brief)


def lint_payer(
    folder: Annotated[
        Path, typer.Argument(help="a folder of payer rules, one YAML file a rule", metavar="FOLDER")
    ],
    output: FormatOption = Format.TEXT,
) -> None:
    """Read every payer rule of a folder, and run the cases of each.

    Exit code 1 where a case does not hold; 2 where a file cannot be read.
    """
    from chartproof.check.payer.linting import lint

    found = list(lint(folder, shelf().look))
    if output is Format.JSON:
        rules = [
            {
                "file": each.file,
                "rule": each.rule,
                "cases": each.cases,
                "wrong": [{"at": at, "says": says} for at, says in each.wrong],
            }
            for each in found
        ]
        print_json({"rules": rules})
    else:
        from chartproof.cli.paint_check import paint_linted

        paint_linted(found)
    if any(each.wrong for each in found):
        raise typer.Exit(2 if any(each.unread for each in found) else 1)


def claims_in(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """The claims of a file with their places."""
    from chartproof.formats.claim import claims_from_json
    from chartproof.formats.past import is_x12

    if not path.is_file():
        what = "a folder; name the file of the claims in it" if path.is_dir() else "there is no such file"
        raise InputError(str(path), "", what)
    if is_x12(path):
        raise InputError(str(path), "", "X12 claims are not read yet; hand the claim in as JSON")
    if path.suffix.lower() == ".jsonl":
        from chartproof.cli.check_lines import parsed_lines

        lines = [(place, raw) for place, raw in parsed_lines(path)]
        if not lines:
            raise InputError(str(path), "", "no claim stands in it")
        return lines
    raws = claims_from_json(path.read_bytes(), str(path))
    return [("" if len(raws) == 1 else f"claims.{n}", raw) for n, raw in enumerate(raws, 1)]


def read_claim(raw: dict[str, Any], path: Path, place: str) -> Claim:
    """One claim of a file; InputError by its place."""
    from chartproof.formats.claim import claim_of

    return claim_of(raw, str(path), place)


def _print_fixed(
    raws: list[tuple[str, dict[str, Any]]], path: Path, check: Callable[[Claim], Report], output: Format
) -> None:
    from chartproof.check.fixing import fixed
    from chartproof.cli.paint_check import paint_fixed
    from chartproof.formats.claim import report_json

    for place, raw in raws:
        read_claim(raw, path, place)
    made = [fixed(raw, check) for _, raw in raws]
    if output is Format.JSON:
        answers = [
            {
                "claim": each.raw,
                "made": [{"rule": f.rule, "at": f.at, "says": fix.says} for f, fix in each.made],
                "left": report_json(each.report, brief=True),
            }
            for each in made
        ]
        print_json({"claims": answers})
    else:
        paint_fixed([raw for _, raw in raws], made)
    _leave(0, sum(each.report.stops for each in made))


def _leave(wrong: int, stopped: int) -> None:
    if wrong:
        many = "1 claim" if wrong == 1 else f"{wrong} claims"
        notice(f"{many} could not be read; the answer in its place says why")
    if wrong or stopped:
        raise typer.Exit(2 if wrong else 1)
