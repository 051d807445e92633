"""`audit`: a claim against its record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chartproof.cli.case_options import SettingOption
from chartproof.cli.options import Format, FormatOption, IndexOption, ReleaseOption, line, print_json
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.formats.case import Flags
    from chartproof.model.claim import Claim

ClaimArgument = Annotated[Path, typer.Argument(help="the claim, as JSON", metavar="CLAIM")]
RecordArgument = Annotated[
    str, typer.Argument(help="the record it is billed from: a note, a PDF or a JSON case", metavar="CASE")
]
BriefOption = Annotated[bool, typer.Option("--brief", help="leave proofs out of the JSON")]


def audit(
    claim: ClaimArgument,
    case: RecordArgument,
    setting: SettingOption = None,
    release: ReleaseOption = None,
    index: IndexOption = True,
    brief: BriefOption = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """Say of each billed code whether the record supports it, what was missed, and what is lower or higher than the record."""
    from chartproof.cli.paint_audit import paint
    from chartproof.formats.audit import audit_json
    from chartproof.formats.file import open_case

    asked = _claim(claim)
    flags = _flags(asked, setting)
    made = line(index=index).audit(asked, open_case(case, flags), release)
    if output is Format.JSON:
        print_json(audit_json(made, brief=brief))
    else:
        paint(made)


def _claim(path: Path) -> Claim:
    from chartproof.formats.claim import claim_of, claims_from_json

    if not path.is_file():
        raise InputError(str(path), "", "there is no such file")
    raws = claims_from_json(path.read_bytes(), str(path))
    if len(raws) != 1:
        raise InputError(str(path), "", f"{len(raws)} claims; an audit is of one claim and its record")
    return claim_of(raws[0], str(path))


def _flags(claim: Claim, setting: str | None) -> Flags:
    """What the claim says of the encounter where the record does not."""
    from chartproof.formats.case import Flags

    ends = claim.through if claim.through != claim.first else None
    return Flags(
        on=str(claim.first) if claim.first else None,
        ended=str(ends) if ends else None,
        claim_kind=claim.kind.value if claim.kind else None,
        setting=setting or ("inpatient" if claim.is_inpatient else None),
        born=str(claim.born) if claim.born else None,
        sex=claim.sex,
        payer=claim.payer.value if claim.payer else None,
    )
