"""The conditions that providers tell of in a record, and which mentions are of one: worked out once for all rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from chartproof.code.icd10cm.chart import chart_of, family_of, one_condition
from chartproof.code.icd10cm.copied import copy_of
from chartproof.code.icd10cm.figures import row_for
from chartproof.model.lately import lately
from chartproof.model.reading import Mention, Presence, Reading, Subject, Time
from chartproof.model.record import Encounter, Evidence


@dataclass(frozen=True, slots=True)
class Word:
    """What a mention says of the time a condition began, and the words that say it."""

    value: str
    grounds: tuple[Evidence, ...]
    mention: Mention


@dataclass(frozen=True, slots=True)
class Conditions:
    """What providers say of the patient that is or may be there, each once; `words`: what was read of its beginning."""

    mentions: tuple[Mention, ...]
    words: dict[Mention, Word | None] = field(default_factory=dict)
    known: dict[frozenset[str], tuple[Mention, ...]] = field(default_factory=dict)

    def related(self, part: Iterable[Mention]) -> tuple[Mention, ...]:
        """All mentions of the condition that some mentions name, in order of the record."""
        own = frozenset(m.concept for m in part)
        if own not in self.known:
            told = {m.concept for m in self.mentions}
            named = {o for o in own if not any(_says_less(o, other) for other in own)} or own
            same = {c for c in told if any(one_condition(o, c) or _are_alike(o, c) for o in named)}
            self.known[own] = tuple(m for m in self.mentions if m.concept in same)
        return self.known[own]


@lately()
def conditions_in(encounter: Encounter, reading: Reading) -> Conditions:
    """The conditions of a record, told fresh: neither denied, nor to come, nor copied from an earlier document."""
    chart = chart_of(encounter)
    return Conditions(
        tuple(
            m
            for m in reading.mentions
            if m.assertion.subject is Subject.PATIENT
            and m.assertion.presence is not Presence.ABSENT
            and m.assertion.time is not Time.AHEAD
            and chart.is_providers(m)
            and not copy_of(m, chart)
        )
    )


def _says_less(own: str, other: str) -> bool:
    """Whether a node names what another does without its site or kind: an ulcer of no site beside one of the heel."""
    return own != other and own[:3] == other[:3] and own.endswith("9") and not other.endswith("9")


def _are_alike(own: str, other: str) -> bool:
    """Whether two nodes are of one family that goes by one name, whatever the cause."""
    return row_for("condition_families", own) is not None and family_of(own) == family_of(other)
