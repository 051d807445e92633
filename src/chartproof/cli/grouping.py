"""`group`: what a case or a claim falls into, and by which path; weights and rates only where the coding stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.case_options import (
    BornOption,
    EndedOption,
    KindOption,
    PayerOption,
    SettingOption,
    SexOption,
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chartproof.model.claim import Claim
    from chartproof.model.group import Groups

SubjectArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE_OR_CLAIM",
        help="a note, a PDF or a JSON case (it is coded first), or claims as JSON or JSON lines; - reads standard input",
    ),
]
FinalisedOption = Annotated[
    bool,
    typer.Option(
        "--finalised",
        help="the coding stands: say weights and rates too, and what would change the group, either way",
    ),
]
StatusOption = Annotated[
    str | None, typer.Option("--discharge-status", help="two digits, where the case or claim does not say it")
]
ModelOption = Annotated[
    str | None, typer.Option("--hcc-model", help="the model of risk adjustment [default: CMS-HCC Model V28]")
]
DualOption = Annotated[
    str | None, typer.Option("--dual", help="Medicaid status code of the enrolment file, 00 to 10")
]
OrecOption = Annotated[
    str | None, typer.Option("--orec", help="original reason for entitlement to Medicare, 0 to 3")
]
InstitutionalOption = Annotated[
    bool | None,
    typer.Option("--institutional/--community", help="whether the patient lives in an institution"),
]
#: What tells a claim from a case.
_OF_A_CLAIM = frozenset({"diagnoses", "procedures", "lines", "claims"})


def group(
    subject: SubjectArgument,
    finalised: FinalisedOption = False,
    discharge_status: StatusOption = None,
    hcc_model: ModelOption = None,
    dual: DualOption = None,
    orec: OrecOption = None,
    institutional: InstitutionalOption = None,
    on: OnOption = None,
    ended: EndedOption = None,
    claim_kind: KindOption = None,
    setting: SettingOption = None,
    born: BornOption = None,
    sex: SexOption = None,
    payer: PayerOption = None,
    release: ReleaseOption = None,
    index: IndexOption = True,
    output: FormatOption = Format.TEXT,
) -> None:
    """Group a case or claim: the MS-DRG of a stay, the APC of each line of a hospital's outpatient, the HCCs of the patient."""
    from dataclasses import replace

    from chartproof.formats.case import Flags
    from chartproof.formats.file import case_from_bytes
    from chartproof.group import Asked
    from chartproof.group.hcc import DEFAULT
    from chartproof.model.hcc import Enrolment

    enrolment = Enrolment(dual=dual, orec=orec, institutional=institutional)
    asked = Asked(finalised, model=hcc_model or DEFAULT, enrolment=enrolment)
    data = _bytes(subject)
    ours = line(index=index)
    claims = list(_claims(data, subject))
    if claims:
        told = (replace(c, discharge_status=c.discharge_status or discharge_status) for c in claims)
        found = [ours.group(c, asked) for c in told]
    else:
        flags = Flags(on, ended, claim_kind, setting, born, sex, payer)
        case = case_from_bytes(data, flags, subject)
        case = replace(case, discharge_status=case.discharge_status or discharge_status)
        found = [ours.group_case(case, asked, release)]
    _print(found, output)


def _print(found: list[Groups], output: Format) -> None:
    if output is Format.JSON:
        from chartproof.formats.group import groups_json

        made = [groups_json(groups) for groups in found]
        print_json(made[0] if len(made) == 1 else {"claims": made})
    else:
        from chartproof.cli.paint_group import paint_groups

        for groups in found:
            paint_groups(groups)


def _bytes(subject: str) -> bytes:
    if subject == "-":
        return sys.stdin.buffer.read()
    path = Path(subject)
    if not path.is_file():
        raise InputError(subject, "", "there is no such file")
    return path.read_bytes()


def _claims(data: bytes, file: str) -> Iterator[Claim]:
    """The claims of a file; none where it holds a case."""
    from chartproof.formats.claim import claim_of

    for place, raw in _raws(data, file):
        yield claim_of(raw, file, place)


def _raws(data: bytes, file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    import orjson

    from chartproof.formats.claim import claims_from_json

    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if file.lower().endswith(".jsonl"):
        for number, text in enumerate(data.splitlines(), 1):
            if text.strip():
                yield f"line {number}", _object(text, file, f"line {number}")
        return
    if not start.startswith((b"{", b"[")):
        return
    if start.startswith(b"{"):
        try:
            value = orjson.loads(start)
        except orjson.JSONDecodeError:
            return  # what is wrong with it is said where a case is read
        if not _OF_A_CLAIM & value.keys() or value.keys() & {"text", "documents"}:
            return
    raws = claims_from_json(data, file)
    for number, raw in enumerate(raws, 1):
        yield ("" if len(raws) == 1 else f"claims.{number}"), raw


def _object(text: bytes, file: str, place: str) -> dict[str, Any]:
    import orjson

    try:
        value = orjson.loads(text.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise InputError(file, place, "not JSON; correct the file") from None
    if not isinstance(value, dict):
        raise InputError(file, place, "a claim is a JSON object")
    return value
