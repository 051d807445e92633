"""`code`, `explain`, `verify`, `read`, `batch`: from a record to its codes and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    CptOption,
    Format,
    FormatOption,
    IndexOption,
    OnOption,
    ReleaseOption,
    ThresholdOption,
    line,
    print_json,
)
from chartproof.cli.proposing import AnywhereOption, LlmOption, ModelOption, coded, endpoint
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.codesets.release import Release
    from chartproof.model.coding import Assignment, Coding
    from chartproof.terms.terminology import Terminology


def code(
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
    llm: LlmOption = None,
    llm_model: ModelOption = None,
    llm_anywhere: AnywhereOption = False,
    threshold: ThresholdOption = None,
    cpt: CptOption = True,
    brief: Annotated[
        bool, typer.Option("--brief", help="leave proofs out of the JSON, and the note out of the text")
    ] = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """Code one case: each code with the words it rests on, and what was not coded and why."""
    encounter = case_of(case, on, ended, claim_kind, setting, born, sex, payer, new_or_established)
    asked = endpoint(llm, llm_model, llm_anywhere)
    coding, terminology = coded(line(index=index, threshold=threshold, cpt=cpt), encounter, release, asked)
    if output is Format.JSON:
        print_json(_answer(coding, terminology, brief))
    else:
        from chartproof.cli.paint import paint_coding

        paint_coding(coding, terminology.books, note=not brief)


def _answer(coding: Coding, terminology: Terminology, brief: bool) -> dict[str, Any]:
    from chartproof.formats.answer import answer
    from chartproof.pipeline import releases

    return answer(coding, releases(terminology, coding), brief)


def explain(
    case: CaseArgument,
    wanted: Annotated[str, typer.Argument(metavar="CODE", help="a code of this case, given or not")],
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
    llm: LlmOption = None,
    llm_model: ModelOption = None,
    llm_anywhere: AnywhereOption = False,
    threshold: ThresholdOption = None,
) -> None:
    """Show the whole proof of one code on a case, or why it was not given."""
    from chartproof.cli.paint import paint_proof
    from chartproof.codesets.pcs_books import SYSTEM as PCS
    from chartproof.terms.tree import plain

    encounter = case_of(case, on, ended, claim_kind, setting, born, sex, payer, new_or_established)
    asked = endpoint(llm, llm_model, llm_anywhere)
    coding, terminology = coded(line(index=index, threshold=threshold), encounter, release, asked)
    known_codes = {a.value for a in (*coding.assignments, *coding.services)} | {
        r.code.value for r in coding.rejected
    }
    bare = plain(wanted).replace(".", "")
    value = bare if bare in known_codes else plain(wanted)
    books = terminology.books
    is_procedure = value == bare and len(bare) == 7
    release_of = books.release_of(PCS) if is_procedure else books.release
    given = [a for a in (*coding.assignments, *coding.services) if a.value in {value, wanted.strip().upper()}]
    shown = bool(given)
    for a in given:
        _explain_given(a, release_of)
    for weak in coding.abstained:
        if weak.what and weak.what.value == value:
            paint_proof(weak.what.proof, f"{value}  {weak.what.title}: abstained", release_of, weak.says)
            shown = True
    for r in coding.rejected:
        if r.code.value == value:
            paint_proof(r.proof, f"{r.code.value}  {r.title or ''}: not coded, {r.why.value}", release_of)
            shown = True
    for o in (o for o in coding.obligations if o.at == value):
        typer.echo(f"{o.says} ({o.state}{', ' + o.by if o.by else ''})")
    if not shown:
        title = terminology.tabular.title(value)
        known = f"{title}: nothing in the record names it" if title else "no such code"
        raise InputError(case, value, f"{known}; `chartproof code {case}` shows what was considered")


def _explain_given(a: Assignment, release: Release) -> None:
    """The proof of a code that was given, of its modifiers, and of what it is present on admission by."""
    from chartproof.cli.paint import named, paint_proof, sure

    head = f"{a.value}  {a.title}  [{named(release)}]  {a.role.value}, {a.needed.value}"
    paint_proof(a.proof, head, release, sure(a))
    for m in a.modifiers:
        paint_proof(m.proof, f"{a.value}  modifier {m.code}", release)
    for m in a.withheld:
        paint_proof(m.proof, f"{a.value}  modifier {m.code}: not given", release, m.says)
    if a.poa_proof:
        paint_proof(a.poa_proof, f"{a.value}  present on admission: {a.poa or 'blank'}", release)


def verify(
    result: Annotated[Path, typer.Argument(metavar="RESULT.json", help="what `code --format json` printed")],
    case: CaseArgument,
    on: OnOption = None,
    ended: EndedOption = None,
    claim_kind: KindOption = None,
    setting: SettingOption = None,
    born: BornOption = None,
    sex: SexOption = None,
    payer: PayerOption = None,
    new_or_established: KnownOption = None,
) -> None:
    """Replay every proof of an answer against the case and the releases it names."""
    import orjson

    from chartproof.codesets.alphabetic import SYSTEMS
    from chartproof.pipeline import authorities
    from chartproof.rules.verify import Checker

    try:
        given = orjson.loads(result.read_bytes())
        named = given["releases"]["ICD-10-CM"]["release"]
        indexed = not SYSTEMS.keys().isdisjoint(given["releases"])
        threshold = None if given.get("threshold") is None else float(given["threshold"])
        codes = [{**code} for code in given["codes"]]
        places = [(e["document"], int(e["start"]), int(e["end"])) for e in given.get("pointed", ())]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(result), "", "not an answer of `chartproof code --format json`") from error
    encounter = case_of(case, on, ended, claim_kind, setting, born, sex, payer, new_or_established)
    try:
        pointed = tuple(encounter.document(ident).quote(start, end) for ident, start, end in places)
    except (KeyError, ValueError) as error:
        raise InputError(str(result), "pointed", "points at words that are not in this case") from error
    left_out = any(s.get("system") == "CPT" for s in given.get("skipped", ()))
    ours = line(index=indexed, threshold=threshold, cpt=not left_out)
    coding, terminology = ours.code(encounter, named, pointed)
    checker = Checker(encounter, terminology.books, authorities(), ours.has_row, ours.is_procedure)
    failed = list(checker.failures(given, _answer(coding, terminology, brief=False)))
    print_json(
        {"checked": len(codes), "failed": [{"code": f.code, "at": f.at, "why": f.why} for f in failed]}
    )
    if failed:
        raise typer.Exit(1)


def read(case: CaseArgument, output: FormatOption = Format.TEXT) -> None:
    """Show the documents of a case and the sections read in them."""
    from chartproof.read import read as pages_of

    encounter = case_of(case)
    pages = pages_of(encounter)
    if output is Format.JSON:
        from chartproof.formats.answer import documents

        print_json(documents(encounter, pages))
    else:
        from chartproof.cli.paint import paint_pages

        paint_pages(pages)


def batch(
    cases: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="one case a line")],
    out: Annotated[Path, typer.Option("--out", "-o", help="one answer a line; written whole or not at all")],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, help="how many processes")] = 1,
    brief: Annotated[bool, typer.Option("--brief", help="leave out proofs")] = False,
    release: ReleaseOption = None,
    index: IndexOption = True,
    llm: LlmOption = None,
    llm_model: ModelOption = None,
    llm_anywhere: AnywhereOption = False,
    threshold: ThresholdOption = None,
    cpt: CptOption = True,
) -> None:
    """Code many cases. A line that can't be read becomes an error in its place; then the exit code is 2."""
    from chartproof.cli.batching import Asked, run_batch

    wrong = run_batch(
        cases, out, jobs, Asked(brief, release, index, endpoint(llm, llm_model, llm_anywhere), threshold, cpt)
    )
    if wrong:
        raise InputError(str(cases), "", f"{wrong} lines could not be coded; each says why in {out}")
