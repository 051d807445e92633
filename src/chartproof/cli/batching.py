"""Many cases, one answer a line, in order, in bounded memory, over one or more processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from chartproof.cli.options import line as open_line
from chartproof.cli.proposing import coded
from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.model.errors import ChartproofError, InputError
from chartproof.pipeline import releases

if TYPE_CHECKING:
    from chartproof.llm import Endpoint
    from chartproof.pipeline import Line

#: How many lines go to a process at once.
CHUNK = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """How the cases are to be coded: without proofs, by a release chosen by name, with the index, a model, how sure."""

    brief: bool
    release: str | None
    index: bool
    endpoint: Endpoint | None = None
    threshold: float | None = None
    cpt: bool = True

    def opened(self) -> Line:
        """The line that codes them."""
        return open_line(index=self.index, threshold=self.threshold, cpt=self.cpt)


class _Worker:
    """Codes lines; one a process."""

    line: Line | None = None
    asked = Asked(brief=False, release=None, index=True)


def _start(asked: Asked) -> None:
    _Worker.line, _Worker.asked = asked.opened(), asked


def _coded(numbered: tuple[int, bytes]) -> tuple[bytes, bool]:
    """One line's answer as JSON, and whether it went well."""
    number, raw = numbered
    ident: Any = None
    assert _Worker.line is not None
    try:
        value = orjson.loads(raw)
        ident = value.get("id") if isinstance(value, dict) else None
        encounter = case_from_object(value, "", f"line {number}")
        asked = _Worker.asked
        coding, terminology = coded(_Worker.line, encounter, asked.release, asked.endpoint)
        return orjson.dumps(answer(coding, releases(terminology, coding), asked.brief)), True
    except orjson.JSONDecodeError as error:
        return _error(ident, f"line {number}: not JSON: {error.msg}"), False
    except ChartproofError as error:
        return _error(ident, str(error)), False


def _error(ident: Any, says: str) -> bytes:
    return orjson.dumps({"id": ident, "error": says})


def run_batch(cases: Path, out: Path, jobs: int, asked: Asked) -> int:
    """Code every line of a file; how many could not be. The output is put in place when it is whole."""
    if not cases.is_file():
        raise InputError(str(cases), "", "there is no such file")
    aside = out.with_name(f".{out.name}.{os.getpid()}.part")
    wrong = 0
    asked.opened().terminology(release=asked.release)
    try:
        with aside.open("wb") as written:
            for made, well in _answers(_lines(cases), jobs, asked):
                written.write(made + b"\n")
                wrong += not well
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)
    return wrong


def _answers(lines: Iterable[tuple[int, bytes]], jobs: int, asked: Asked) -> Iterator[tuple[bytes, bool]]:
    if jobs == 1:
        _start(asked)
        yield from map(_coded, lines)
        return
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs, _start, (asked,)) as pool:
        yield from pool.imap(_coded, lines, CHUNK)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that hold something, numbered from 1, with a progress bar."""
    whole = path.stat().st_size or 1
    done = 0
    shown = sys.stderr.isatty()
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            done += len(raw)
            if shown and (number % 20 == 0 or done == whole):
                bar = "█" * (24 * done // whole)
                sys.stderr.write(f"\r\x1b[2K{number:,} cases {bar:·<24} {done / whole:4.0%}")
                sys.stderr.write("\n" if done == whole else "")
            text = raw.strip().removeprefix(b"\xef\xbb\xbf") if number == 1 else raw.strip()
            if text:
                yield number, text
