"""Lines of claims over several processes: in order, a bounded number under way; none outlives the one that began it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pathlib import Path

from chartproof.cli.check_lines import Answer, Answers, Numbered, answer
from chartproof.cli.payer_folders import own_rules
from chartproof.model.claim import Claim
from chartproof.model.errors import ChartproofError
from chartproof.model.report import Report

#: So many lines or bytes go to a process at once, and so many such parcels wait for each.
_LINES, _BYTES, _AHEAD = 64, 1_000_000, 3


def over_processes(jobs: int, payer: tuple[Path, ...], *, brief: bool) -> Answers:
    """Answer lines over so many processes; `payer`: the folders of the user's own rules."""
    return lambda lines: _answers(lines, jobs, payer, brief=brief)


def _answers(
    lines: Iterator[Numbered], jobs: int, payer: tuple[Path, ...], *, brief: bool
) -> Iterator[Answer]:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[list[Answer]]] = deque()
    with ProcessPoolExecutor(jobs, context, _start, (payer, brief)) as pool:
        try:
            for parcel in _parcels(lines):
                waiting.append(pool.submit(_answered, parcel))
                if len(waiting) >= jobs * _AHEAD:
                    yield from waiting.popleft().result()
            yield from chain.from_iterable(each.result() for each in waiting)
        except BrokenProcessPool:
            says = "a process ended before its work was done, perhaps for want of memory; run it again, it goes on"
            raise ChartproofError(says) from None


def _parcels(lines: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    parcel: list[Numbered] = []
    size = 0
    for line in lines:
        parcel.append(line)
        size += len(line.raw or b"")
        if len(parcel) == _LINES or size >= _BYTES:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


class _Worker:
    """Checks claims; one a process."""

    check: Callable[[Claim], Report]
    brief = True


def _start(payer: tuple[Path, ...], brief: bool) -> None:
    import threading

    from chartproof.cli.options import shelf
    from chartproof.pipeline import Line

    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.check = Line(shelf(), payer=own_rules(list(payer))).check
    _Worker.brief = brief


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answered(parcel: list[Numbered]) -> list[Answer]:
    return [answer(line, _Worker.check, brief=_Worker.brief) for line in parcel]
