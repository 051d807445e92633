"""Work out once what many rules ask of the same record.

A record is one object through all passes. It is known again by which object it is: to compare what it holds
would cost more than most that is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import Any, TypeVar

Made = TypeVar("Made")


def lately(most: int = 2) -> Callable[[Callable[..., Made]], Callable[..., Made]]:
    """Remember what a function of frozen values gave for the last few of them, and hold on to no more."""

    def wrap(work: Callable[..., Made]) -> Callable[..., Made]:
        kept: tuple[tuple[tuple[Any, ...], Made], ...] = ()  # replaced whole: threads see one or the other

        @wraps(work)
        def remembered(*asked: Any) -> Made:
            nonlocal kept
            for known, made in kept:
                if all(map(is_, known, asked)):
                    return made
            made = work(*asked)
            kept = ((asked, made), *kept[: most - 1])
            return made

        return remembered

    return wrap
