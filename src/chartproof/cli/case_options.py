"""The case that a command is about, and what its options say of it beside the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from chartproof.model.record import Encounter

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="a note (text), a PDF with a text layer, or a JSON case; - reads standard input"
    ),
]
EndedOption = Annotated[str | None, typer.Option("--ended", help="day of discharge")]
KindOption = Annotated[str | None, typer.Option("--claim-kind", help="professional or facility")]
SettingOption = Annotated[
    str | None, typer.Option("--setting", help="office, outpatient, ed, observation, inpatient, …")
]
BornOption = Annotated[str | None, typer.Option("--born", help="day of birth")]
SexOption = Annotated[str | None, typer.Option("--sex", help="F or M")]
PayerOption = Annotated[str | None, typer.Option("--payer", help="medicare, medicaid or commercial")]
KnownOption = Annotated[
    str | None,
    typer.Option(
        "--new-or-established", help="new or established; else what the record says, else established"
    ),
]


def case_of(
    path: str,
    on: str | None = None,
    ended: str | None = None,
    claim_kind: str | None = None,
    setting: str | None = None,
    born: str | None = None,
    sex: str | None = None,
    payer: str | None = None,
    new_or_established: str | None = None,
) -> Encounter:
    """The case that a file or standard input holds, with what the options say of it."""
    from chartproof.formats.case import Flags
    from chartproof.formats.file import open_case

    return open_case(path, Flags(on, ended, claim_kind, setting, born, sex, payer, new_or_established))
