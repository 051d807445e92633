"""Work out once what many rules ask of the same record.

A record is one object through all passes. It is known again by which object it is: to compare what it holds
would cost more than most that is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def lately(most: int = 2) -> Callable[[Callable[Asked, Made]], Callable[Asked, Made]]:
    """Remember what a function of frozen values gave for the last few of them, and hold on to no more."""

    def wrap(work: Callable[Asked, Made]) -> Callable[Asked, Made]:
        kept: tuple[tuple[tuple[Any, ...], Made], ...] = ()  # replaced whole: threads see one or the other

        @wraps(work)
        def remembered(*asked: Asked.args, **named: Asked.kwargs) -> Made:
            nonlocal kept
            values = (*asked, *named.values())
            for known, made in kept:
                if len(known) == len(values) and all(map(is_, known, values)):
                    return made
            made = work(*asked, **named)
            kept = ((values, made), *kept[: most - 1])
            return made

        return remembered

    return wrap
