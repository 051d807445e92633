"""One builder for each file a publisher ships.

A builder is a module with `NAMES` (systems it makes, for the list of what can be added) and one
function `drafts(files, told) -> Iterator[Draft]`: it takes those of the files it recognises (by
name and by what stands in their first bytes) and yields a draft for each release they make; none
when they are not its own. `told` says what a person told on the command line and files don't say.

It may also have: `falls_with(broken, files, told)`, needed where one release is made of several
files: the files that make nothing whole without a broken one; `STANDS`, systems whose standing
releases it works from (a table of each, `tables/codes.tsv` where there is one, comes after the files); `BUILDER`, the edition of its
tables, raised when they come out otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says of a file that does not say it: its first and last day, its version."""

    first: date | None = None
    last: date | None = None
    version: str | None = None
