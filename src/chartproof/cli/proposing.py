"""The options of the optional proposer, and what it pointed at in a case."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.llm import Endpoint
    from chartproof.model.coding import Coding
    from chartproof.model.record import Encounter
    from chartproof.pipeline import Line
    from chartproof.terms.terminology import Terminology

LlmOption = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="ADDRESS",
        help="let a model behind this OpenAI-compatible address point at words of the record (off by default; "
        "it is sent the record); its key, if any, is read from CHARTPROOF_LLM_KEY",
    ),
]
ModelOption = Annotated[
    str | None, typer.Option("--llm-model", metavar="NAME", help="the model's name there")
]
AnywhereOption = Annotated[
    bool,
    typer.Option(
        "--llm-anywhere", help="allow an address outside this machine and its private network (https)"
    ),
]


def endpoint(address: str | None, model: str | None, anywhere: bool) -> Endpoint | None:
    """The endpoint a person asked for, with a warning of where the record goes; None where nobody did."""
    if address is None:
        return None
    if model is None:
        raise InputError("--llm-model", "", "name the model that --llm is to ask")
    from chartproof.llm import Endpoint

    made = Endpoint(address, model, os.environ.get("CHARTPROOF_LLM_KEY"), anywhere)
    typer.echo(f"chartproof: the text of the record, PHI and all, is sent to {made.host}", err=True)
    return made


def coded(
    line: Line, encounter: Encounter, release: str | None, asked: Endpoint | None
) -> tuple[Coding, Terminology]:
    """Code one case, with what a model pointed at where one was asked for; it can add words, never a code.

    Where the model fails, the case is coded without it, and a notice says so.
    """
    if asked is None:
        return line.code(encounter, release)
    from chartproof.llm import EndpointError, propose

    try:
        proposed = propose(encounter, asked)
    except EndpointError as error:
        coding, terminology = line.code(encounter, release)
        return replace(coding, notices=(*coding.notices, f"coded without the model: {error}")), terminology
    coding, terminology = line.code(encounter, release, proposed.quotes)
    says = (
        f"{asked.model} at {asked.host} pointed at {len(proposed.quotes)} places; {proposed.invented} quotes "
        "were not in the record and were dropped"
    )
    return replace(coding, notices=(*coding.notices, says)), terminology
