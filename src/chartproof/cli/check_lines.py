"""Claims as JSON lines, without end: one answer a line, in order, in bounded memory; a stopped run goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from chartproof.formats.claim import claim_of, report_json
from chartproof.model.claim import Claim
from chartproof.model.errors import ChartproofError, InputError
from chartproof.model.report import Report

#: Answers are put on the disk every so many, so that what is lost of a stopped run is small.
SAVED_EVERY = 1_000
#: A line that is longer is answered by an error, and never held whole: no claim is so long.
MOST_LINE = 4_000_000
_SHOWN_EVERY = 200
_NOT_JSON = "not JSON; correct the file"
_TOO_LONG = f"longer than {MOST_LINE // 1_000_000} MB; no claim is"


class Numbered(NamedTuple):
    """One line of a file, counted from 1; None in place of one that is too long."""

    number: int
    raw: bytes | None


class Answer(NamedTuple):
    """One answer as JSON; whether the claim could not be read; whether a finding stops it."""

    data: bytes
    is_wrong: bool
    is_stopped: bool


#: What answers lines, in order: in this process or over several.
Answers = Callable[[Iterator[Numbered]], Iterator[Answer]]


def parsed_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every claim of a file of JSON lines with its place; InputError at the first that cannot be read."""
    for number, raw in _Lines(path):
        if raw is None:
            raise InputError(str(path), f"line {number}", _TOO_LONG)
        try:
            value = orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise InputError(str(path), f"line {number}", _NOT_JSON) from None
        if not isinstance(value, dict):
            raise InputError(str(path), f"line {number}", "a claim is a JSON object")
        yield f"line {number}", value


def one_by_one(check: Callable[[Claim], Report], *, brief: bool) -> Answers:
    """Answer lines in this process."""
    return lambda lines: (answer(line, check, brief=brief) for line in lines)


def run_lines(path: Path, out: Path, answers: Answers, *, brief: bool) -> tuple[int, int]:
    """Check every line of a file; how many could not be read, and how many have findings that stop them.

    Answers go to `OUT.part`, which is put in place when it is whole. A run that was stopped goes on
    behind the last whole answer; InputError where that answer is not of the claim that stands there.
    """
    if not path.is_file():
        raise InputError(str(path), "", "there is no such file")
    part = out.with_name(f"{out.name}.part")
    before = _resumed(part)
    lines, wrong, stopped = _Lines(path), before.wrong, before.stopped
    behind = iter(lines)
    _skip(behind, before, part, brief=brief)
    shown = sys.stderr.isatty()
    with part.open("ab") as written:
        for count, made in enumerate(answers(behind), before.done + 1):
            written.write(made.data + b"\n")
            wrong, stopped = wrong + made.is_wrong, stopped + made.is_stopped
            if count % SAVED_EVERY == 0:
                written.flush()
                os.fsync(written.fileno())
            if shown and count % _SHOWN_EVERY == 0:
                _show(count, lines.done)
    if shown:
        sys.stderr.write("\r\x1b[2K")
    part.replace(out)
    return wrong, stopped


def answer(line: Numbered, check: Callable[[Claim], Report], *, brief: bool) -> Answer:
    """Answer one line: its report, or what is wrong with it."""
    ident: Any = None
    if line.raw is None:
        return _wrong(ident, f"line {line.number}: {_TOO_LONG}")
    try:
        value = orjson.loads(line.raw)
        ident = value.get("id") if isinstance(value, dict) else None
        report = check(claim_of(value, "", f"line {line.number}"))
    except orjson.JSONDecodeError:
        return _wrong(ident, f"line {line.number}: {_NOT_JSON}")
    except ChartproofError as error:
        return _wrong(ident, str(error))
    return Answer(orjson.dumps(report_json(report, brief=brief)), is_wrong=False, is_stopped=report.stops)


def _wrong(ident: Any, says: str) -> Answer:
    told = ident if isinstance(ident, (str, int)) else None
    return Answer(orjson.dumps({"id": told, "error": says}), is_wrong=True, is_stopped=False)


@dataclass(slots=True)
class _Before:
    """What a stopped run left: how many whole answers, how many of them errors and stops, and the last one."""

    done: int = 0
    wrong: int = 0
    stopped: int = 0
    last: dict[str, Any] | None = None


def _resumed(part: Path) -> _Before:
    """What a stopped run left; a half answer at the end is cut off."""
    before, length = _Before(), 0
    if not part.exists():
        return before
    with part.open("rb") as answers:
        for raw in answers:
            try:
                made = orjson.loads(raw) if raw.endswith(b"\n") else None
            except orjson.JSONDecodeError:
                made = None
            if not isinstance(made, dict):
                break
            before.wrong += "error" in made
            before.stopped += any(f["severity"] != "risk" for f in made.get("findings", ()))
            before.done, before.last, length = before.done + 1, made, length + len(raw)
    with part.open("r+b") as answers:
        answers.truncate(length)
    return before


def _skip(lines: Iterator[Numbered], before: _Before, part: Path, *, brief: bool) -> None:
    """Pass over what was answered; InputError where the last answer is of another claim or of another form."""
    line = None
    for _ in range(before.done):
        line = next(lines, None)
    if before.last is None:
        return
    says = "left by a run over other claims or with other options; delete it to begin anew"
    if line is None or not _is_of(before.last, line):
        raise InputError(str(part), "", says)
    if "error" not in before.last and ("ran" in before.last) is brief:
        raise InputError(str(part), "", says)


def _is_of(made: dict[str, Any], line: Numbered) -> bool:
    try:
        value = orjson.loads(line.raw) if line.raw is not None else None
    except orjson.JSONDecodeError:
        value = None
    ident = value.get("id") if isinstance(value, dict) else None
    if made["id"] is None:
        return not isinstance(ident, (str, int))
    return str(made["id"]) == (f"line {line.number}" if ident is None else str(ident))


class _Lines:
    """The lines of a file that hold something; `done`: how much of it was read, 0 to 1."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._whole = path.stat().st_size or 1
        self._read = 0

    @property
    def done(self) -> float:
        return min(self._read / self._whole, 1.0)

    def __iter__(self) -> Iterator[Numbered]:
        number = 0
        with self._path.open("rb") as file:
            while raw := file.readline(MOST_LINE):
                number += 1
                self._read += len(raw)
                if len(raw) == MOST_LINE and not raw.endswith(b"\n"):
                    self._pass_over(file)
                    yield Numbered(number, None)
                    continue
                text = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
                if text:
                    yield Numbered(number, text)

    def _pass_over(self, file: Any) -> None:
        while more := file.readline(MOST_LINE):
            self._read += len(more)
            if more.endswith(b"\n"):
                return


def _show(count: int, done: float) -> None:
    bar = "█" * int(24 * done)
    sys.stderr.write(f"\r\x1b[2K{count:,} claims {bar:·<24} {done:4.0%}")
    sys.stderr.flush()
