"""The code of a number: so many lesions, nails, regions, muscles."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done
from chartproof.terms.procedures import figures


def by_number(
    family: str, done: Done, told: tuple[int, Evidence], because: tuple[Evidence, ...] = ()
) -> Iterator[Bill]:
    """The line of a family for a number, and the further one where each beyond the first adds its own."""
    number, words = told
    for row in figures("counts"):
        if (
            row["family"] == family
            and number >= int(row["least"])
            and (not row["most"] or number <= int(row["most"]))
        ):
            yield Bill(row["code"], done, (words, *because))
            if row["each_further"] and number > int(row["least"]):
                yield Bill(row["each_further"], done, (words, *because), number - int(row["least"]))
