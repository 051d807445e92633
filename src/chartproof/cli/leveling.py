"""`em`: the level of a visit, each element with its words, what lies above and below."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chartproof.cli.case_options import (
    BornOption,
    CaseArgument,
    EndedOption,
    KindOption,
    KnownOption,
    PayerOption,
    SettingOption,
    SexOption,
    case_of,
)
from chartproof.cli.options import (
    Format,
    FormatOption,
    IndexOption,
    OnOption,
    ReleaseOption,
    line,
    print_json,
)
from chartproof.model.errors import InputError
from chartproof.model.record import Encounter
from chartproof.model.visit import Guidelines, Level

SheetOption = Annotated[
    Path | None,
    typer.Option(
        "--sheet", help="write the defence sheet to print: PDF where the name ends in .pdf, else HTML"
    ),
]
PointsOption = Annotated[
    Path | None,
    typer.Option(
        "--points", help="the hospital's own criteria for its emergency visits, YAML (docs/visits.md)"
    ),
]
GuidelinesOption = Annotated[
    Guidelines | None,
    typer.Option(
        "--guidelines",
        help="1995 or 1997, for visits that go by history, examination and decision making; else the one that bears more",
    ),
]
BriefOption = Annotated[bool, typer.Option("--brief", help="leave proofs out of the JSON")]


def em(
    case: CaseArgument,
    on: OnOption = None,
    ended: EndedOption = None,
    claim_kind: KindOption = None,
    setting: SettingOption = None,
    born: BornOption = None,
    sex: SexOption = None,
    payer: PayerOption = None,
    new_or_established: KnownOption = None,
    release: ReleaseOption = None,
    index: IndexOption = True,
    points: PointsOption = None,
    guidelines: GuidelinesOption = None,
    sheet: SheetOption = None,
    brief: BriefOption = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """Say the level of a visit: its elements or minutes with their words, what the next level lacks, what this one hangs on."""
    from chartproof.codesets.build.notices import AMA_NOTICE
    from chartproof.formats.level import level_json

    encounter = case_of(case, on, ended, claim_kind, setting, born, sex, payer, new_or_established)
    criteria = None
    if points is not None:
        from chartproof.formats.points import read_points

        criteria = read_points(points)
    level, coding, terminology = line(index=index).visit(encounter, release, criteria, guidelines)
    if guidelines is not None and level.guidelines is None:
        raise InputError(str(case), "--guidelines", _not_then(level, encounter))
    if sheet is not None:
        from chartproof.cli.defence_sheet import write_sheet

        write_sheet(sheet, level, coding)
    if output is Format.JSON:
        from chartproof.code.services.lines import title_of

        title = title_of(level.code, terminology.books) if level.code else None
        notices = (AMA_NOTICE,) if level.code else ()
        print_json(level_json(level, encounter, notices, brief, title))
    else:
        from chartproof.cli.paint_level import paint_level

        paint_level(level)


def _not_then(level: Level, encounter: Encounter) -> str:
    """Why the guidelines asked for do not speak to a visit."""
    when = f"on {encounter.began}" if encounter.began else "without a day (give --on)"
    return (
        f"a visit of this family ({level.family.value}) {when} does not go by them: office visits did until 2020-12-31, "
        "others that have history, examination and decision making until 2022-12-31"
    )
