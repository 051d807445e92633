"""Claims as JSON lines, without end: one answer a line, in order, in bounded memory; a stopped run goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson

from chartproof.formats.claim import claim_of, report_json
from chartproof.model.claim import Claim
from chartproof.model.errors import ChartproofError, InputError
from chartproof.model.report import Report

#: Answers are put on the disk every so many, so that what is lost of a stopped run is small.
SAVED_EVERY = 1_000


def parsed_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every claim of a file of JSON lines with its place; InputError at the first that cannot be read."""
    for number, raw in _lines(path):
        try:
            value = orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise InputError(str(path), f"line {number}", "not JSON; correct the file") from None
        if not isinstance(value, dict):
            raise InputError(str(path), f"line {number}", "a claim is a JSON object")
        yield f"line {number}", value


def run_lines(path: Path, out: Path, check: Callable[[Claim], Report], *, brief: bool) -> tuple[int, int]:
    """Check every line of a file; how many could not be read, and how many have findings that stop them.

    Answers go to `OUT.part`, which is put in place when it is whole. A run that was stopped goes on
    behind the last whole answer, as long as the claims are those of the run before.
    """
    if not path.is_file():
        raise InputError(str(path), "", "there is no such file")
    part, whole = out.with_name(f"{out.name}.part"), path.stat().st_size or 1
    done, wrong, stopped = _resumed(part)
    shown = sys.stderr.isatty()
    read = 0
    with part.open("ab") as written:
        for count, (number, raw) in enumerate(_lines(path), 1):
            read += len(raw) + 1
            if count <= done:
                continue
            answer, is_wrong, is_stopped = _answer(number, raw, check, brief=brief)
            written.write(answer + b"\n")
            wrong, stopped = wrong + is_wrong, stopped + is_stopped
            if count % SAVED_EVERY == 0:
                written.flush()
                os.fsync(written.fileno())
            if shown and count % 200 == 0:
                _show(count, min(read / whole, 1.0))
    if shown:
        sys.stderr.write("\r\x1b[2K")
    part.replace(out)
    return wrong, stopped


def _answer(
    number: int, raw: bytes, check: Callable[[Claim], Report], *, brief: bool
) -> tuple[bytes, bool, bool]:
    ident: Any = None
    try:
        value = orjson.loads(raw)
        ident = value.get("id") if isinstance(value, dict) else None
        report = check(claim_of(value, "", f"line {number}"))
    except orjson.JSONDecodeError:
        return orjson.dumps({"id": ident, "error": f"line {number}: not JSON; correct the file"}), True, False
    except ChartproofError as error:
        return orjson.dumps({"id": ident, "error": str(error)}), True, False
    return orjson.dumps(report_json(report, brief=brief)), False, report.stops


def _resumed(part: Path) -> tuple[int, int, int]:
    """How many whole answers a stopped run left, how many of them are errors and stops; a half one is cut off."""
    if not part.exists():
        return 0, 0, 0
    done = wrong = stopped = length = 0
    with part.open("rb") as answers:
        for raw in answers:
            if not raw.endswith(b"\n"):
                break
            answer = orjson.loads(raw)
            wrong += "error" in answer
            stopped += any(f["severity"] != "risk" for f in answer.get("findings", ()))
            done, length = done + 1, length + len(raw)
    with part.open("r+b") as answers:
        answers.truncate(length)
    return done, wrong, stopped


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            text = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
            if text:
                yield number, text


def _show(count: int, done: float) -> None:
    bar = "█" * int(24 * done)
    sys.stderr.write(f"\r\x1b[2K{count:,} claims {bar:·<24} {done:4.0%}")
    sys.stderr.flush()
