"""A regular expression that is made ready when it is first looked for.

The rules know more than a thousand; a record needs some hundred. Making all of them ready took a third of
the time to a first answer.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

#: What is looked up once a pattern is ready: as quick as with `re.compile`.
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class Pattern:
    """What `re.compile` gives, made when it is first used; the same methods with the same arguments.

    It is one with itself only: two that are written alike are two.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = int(flags)

    def __repr__(self) -> str:
        return f"Pattern({self.pattern!r})"

    def ready(self) -> re.Pattern[str]:
        """The pattern as `re` knows it; from now on its methods are this one's. `re.error` where it is wrong."""
        made = re.compile(self.pattern, self.flags)
        self.__dict__.update({name: getattr(made, name) for name in _METHODS})
        return made

    def search(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.ready().search(string, pos, endpos)

    def match(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.ready().match(string, pos, endpos)

    def fullmatch(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.ready().fullmatch(string, pos, endpos)

    def finditer(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.ready().finditer(string, pos, endpos)

    def findall(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self.ready().findall(string, pos, endpos)

    def split(self, string: str, maxsplit: int = 0) -> list[Any]:
        """As `re.Pattern.split`."""
        return self.ready().split(string, maxsplit)

    def sub(self, repl: str | Callable[[re.Match[str]], str], string: str, count: int = 0) -> str:
        """As `re.Pattern.sub`."""
        return self.ready().sub(repl, string, count)
