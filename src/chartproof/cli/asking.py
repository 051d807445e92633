"""`ask`: the questions that a record leaves for its provider."""

from __future__ import annotations

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


def ask(
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
    output: FormatOption = Format.TEXT,
) -> None:
    """Write the questions for the provider: what the record shows, what is asked, and the answers."""
    from chartproof.ask.letter import letter
    from chartproof.formats.answer import query

    encounter = case_of(case, on, ended, claim_kind, setting, born, sex, payer, new_or_established)
    coding, _ = line(index=index).code(encounter, release)
    if output is Format.JSON:
        letters = [query(q) | {"letter": letter(q, coding)} for q in coding.queries]
        print_json(
            {"queries": letters, "lint": []}
        )  # the form of a Query refuses what lint would find so far
        return
    for number, question in enumerate(coding.queries):
        typer.echo(("\n" + "-" * 72 + "\n" if number else "") + letter(question, coding))
    if not coding.queries:
        typer.echo("no questions")
