"""A fall from a bicycle where no traffic goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Homes with yard and driveway, places of sport, parks, woods, trails and bike paths: no public highway.
OFF_ROAD = ("Y92.0", "Y92.3", "Y92.482", "Y92.82", "Y92.83")
#: A cyclist's accident in traffic without a collision, and the same off the road.
SAME = {"V18.4XX": "V18.0XX", "V18.5XX": "V18.1XX"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Chapter 20, definitions related to transport accidents (e)"),
)
def cycling_off_the_road(coding: Coding, _: Books) -> Iterator[Give]:
    """A cyclist who falls at home, on a court, in a park or the woods has a nontraffic accident."""
    places = coding.having(*OFF_ROAD)
    for fall in coding.having(*SAME) if places else ():
        yield Give(SAME[fall.value[:7]] + fall.value[7:], because=(fall, places[0]), instead_of=(fall,))
