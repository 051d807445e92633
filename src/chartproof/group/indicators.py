"""What a record points at and does not say: by the questions it raised and by what was too weak to code.

Nothing else may be supposed: a diagnosis that no words of the record point at is never proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from chartproof.model.coding import Coding
from chartproof.model.group import Indicator, Record
from chartproof.model.query import Doubt, Query

#: Questions whose answers name a diagnosis: by itself, or by what it adds to the words shown.
_NAMING = frozenset({Doubt.UNSPECIFIED, Doubt.UNNAMED})
_ASIDE = re.compile(r"\s*\([^)]*\)")
_DIAGNOSIS = "ICD-10-CM"


def record_of(coding: Coding, coded: Callable[[str], tuple[str, ...]]) -> Record:
    """What a coding allows to be supposed; `coded` codes a phrase alone."""
    return Record(indicators(coding, coded), frozenset(a.code.value for a in coding.alternatives))


def indicators(coding: Coding, coded: Callable[[str], tuple[str, ...]]) -> tuple[Indicator, ...]:
    """The codes that are asked about or were abstained from, each once."""
    given = {a.value for a in coding.assignments}
    found: dict[str, Indicator] = {}
    for indicator in (*_weak(coding), *_asked(coding, coded)):
        if indicator.code not in given:
            found.setdefault(indicator.code, indicator)
    return tuple(found.values())


def _weak(coding: Coding) -> Iterator[Indicator]:
    for weak in coding.abstained:
        if weak.what is not None and weak.what.code.system == _DIAGNOSIS:
            needs = f"the provider's own words for {weak.what.title or weak.what.value}: {weak.says}"
            yield Indicator(weak.what.value, needs, weak.evidence)


def _asked(coding: Coding, coded: Callable[[str], tuple[str, ...]]) -> Iterator[Indicator]:
    for query in coding.queries:
        if query.why not in _NAMING:
            continue
        for choice in query.own:
            needs = f"the provider's answer “{choice}” to: {query.asks}"
            for code in _told(query, _ASIDE.sub("", choice), coded):
                yield Indicator(code, needs, query.shows)


def _told(query: Query, choice: str, coded: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of an answer: with the words that are asked about where it only adds to them."""
    if query.why is Doubt.UNNAMED:
        return coded(choice)
    words = " ".join(query.shows[0].words.split())
    return coded(f"{choice} {words}") or coded(choice)
